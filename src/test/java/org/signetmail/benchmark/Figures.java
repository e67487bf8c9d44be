package org.signetmail.benchmark;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;

/** What was measured: of each contender in each situation all rounds, of which the median counts. */
final class Figures {
    private final Map<Key, List<Result>> rounds = new LinkedHashMap<>();

    /** @param far whether over the long wire */
    record Situation(boolean far, int atOnce) {
        @Override
        public String toString() {
            return (far ? "20 ms away" : "0 ms away") + ", " + atOnce + " at once";
        }
    }

    private record Key(ContenderChoice entrant, Situation situation) {}

    void add(ContenderChoice contenderChoice, Situation situation, Result result) {
        rounds.computeIfAbsent(new Key(contenderChoice, situation), first -> new ArrayList<>())
                .add(result);
    }

    boolean has(ContenderChoice contenderChoice, Situation situation) {
        return rounds.containsKey(new Key(contenderChoice, situation));
    }

    double aSecond(ContenderChoice contenderChoice, Situation situation) {
        return median(contenderChoice, situation, Result::aSecond);
    }

    /** How many times as many mails as the other. */
    double ratio(ContenderChoice contenderChoice, ContenderChoice other, Situation situation) {
        return aSecond(contenderChoice, situation) / aSecond(other, situation);
    }

    double median(ContenderChoice contenderChoice, Situation situation, ToDoubleFunction<Result> figure) {
        double[] sorted = sorted(contenderChoice, situation, figure);
        int half = sorted.length / 2;
        return sorted.length % 2 == 1 ? sorted[half] : (sorted[half - 1] + sorted[half]) / 2;
    }

    /** The slowest round and the fastest. */
    String spread(ContenderChoice contenderChoice, Situation situation) {
        double[] sorted = sorted(contenderChoice, situation, Result::aSecond);
        return "%.0f–%.0f".formatted(sorted[0], sorted[sorted.length - 1]);
    }

    private double[] sorted(ContenderChoice contenderChoice, Situation situation, ToDoubleFunction<Result> figure) {
        return rounds.get(new Key(contenderChoice, situation)).stream()
                .mapToDouble(figure)
                .sorted()
                .toArray();
    }
}
