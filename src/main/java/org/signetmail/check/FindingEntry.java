package org.signetmail.check;

import java.util.List;

/**
 * An entry of {@code findings.json}, with unfilled placeholders.
 *
 * @param brief short text for the failed step; blank for the symptom's code
 * @param cause text about the reason if the outcome is unknown; blank for none
 * @param source the sources: Microsoft's pages, RFCs, recordings; never empty
 */
record FindingEntry(
        String id,
        List<Match> matches,
        String brief,
        String headline,
        String explanation,
        String who,
        List<String> steps,
        String field,
        String cause,
        List<String> source) {
    FindingEntry {
        matches = List.copyOf(matches);
        steps = List.copyOf(steps);
        source = List.copyOf(source);
    }
}
