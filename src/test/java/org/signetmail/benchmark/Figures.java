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

    private record Key(Entrant entrant, Situation situation) {}

    void add(Entrant entrant, Situation situation, Result result) {
        rounds.computeIfAbsent(new Key(entrant, situation), first -> new ArrayList<>())
                .add(result);
    }

    boolean has(Entrant entrant, Situation situation) {
        return rounds.containsKey(new Key(entrant, situation));
    }

    double aSecond(Entrant entrant, Situation situation) {
        return median(entrant, situation, Result::aSecond);
    }

    /** How many times as many mails as the other. */
    double ratio(Entrant entrant, Entrant other, Situation situation) {
        return aSecond(entrant, situation) / aSecond(other, situation);
    }

    double median(Entrant entrant, Situation situation, ToDoubleFunction<Result> figure) {
        double[] sorted = sorted(entrant, situation, figure);
        int half = sorted.length / 2;
        return sorted.length % 2 == 1 ? sorted[half] : (sorted[half - 1] + sorted[half]) / 2;
    }

    /** The slowest round and the fastest. */
    String spread(Entrant entrant, Situation situation) {
        double[] sorted = sorted(entrant, situation, Result::aSecond);
        return "%.0f–%.0f".formatted(sorted[0], sorted[sorted.length - 1]);
    }

    private double[] sorted(Entrant entrant, Situation situation, ToDoubleFunction<Result> figure) {
        return rounds.get(new Key(entrant, situation)).stream()
                .mapToDouble(figure)
                .sorted()
                .toArray();
    }
}
