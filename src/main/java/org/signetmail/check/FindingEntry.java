package org.signetmail.check;

import java.util.List;

/**
 * One finding as it stands in {@code findings.json}, its placeholders not yet filled.
 *
 * @param brief a word or two for the step that failed; blank means the symptom's code
 */
record FindingEntry(
        String id,
        List<Match> matches,
        String brief,
        String headline,
        String explanation,
        String who,
        List<String> steps,
        String field) {
    FindingEntry {
        matches = List.copyOf(matches);
        steps = List.copyOf(steps);
    }
}
