package org.signetmail.journey;

import java.util.BitSet;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Finds many texts in one pass: a log of hundreds of megabytes or a heap dump is read once, not once for each. */
final class ManyTexts {
    private final Map<Integer, List<String>> byBeginning;
    private final BitSet beginnings = new BitSet(1 << Character.SIZE);

    /** @param texts of two characters at least */
    ManyTexts(Collection<String> texts) {
        byBeginning = texts.stream().collect(Collectors.groupingBy(text -> beginning(text, 0)));
        byBeginning.keySet().forEach(beginning -> beginnings.set(beginning & Character.MAX_VALUE));
    }

    /** Where each text that occurs is for the first time, in the order of these places. */
    Map<String, Integer> firstIn(String searched) {
        var found = new LinkedHashMap<String, Integer>();
        for (int at = 0; at < searched.length() - 1; at++) {
            int beginning = beginning(searched, at);
            if (beginnings.get(beginning & Character.MAX_VALUE) && byBeginning.containsKey(beginning)) {
                for (String text : byBeginning.get(beginning)) {
                    if (searched.startsWith(text, at)) {
                        found.putIfAbsent(text, at);
                    }
                }
            }
        }
        return found;
    }

    private static int beginning(String text, int at) {
        return (text.charAt(at) << (Character.SIZE / 2)) ^ text.charAt(at + 1);
    }
}
