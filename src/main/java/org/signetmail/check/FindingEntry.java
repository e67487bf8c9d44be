package org.signetmail.check;

import java.util.List;

/**
 * One finding as it stands in {@code findings.json}, its placeholders not yet filled.
 *
 * @param brief a word or two for the step that failed; blank means the symptom's code
 * @param cause what is told of the reason where it is not known whether the mail went out; blank if nothing
 * @param source where its knowledge is from: pages of Microsoft, RFCs, recordings; never empty
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
