package org.signetmail.health;

import io.prometheus.metrics.model.snapshots.CounterSnapshot;
import io.prometheus.metrics.model.snapshots.CounterSnapshot.CounterDataPointSnapshot;
import io.prometheus.metrics.model.snapshots.GaugeSnapshot;
import io.prometheus.metrics.model.snapshots.GaugeSnapshot.GaugeDataPointSnapshot;
import io.prometheus.metrics.model.snapshots.Labels;
import io.prometheus.metrics.model.snapshots.MetricSnapshot;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.signetmail.text.Messages;

/** A metric under construction: its name, and one value for each combination of labels. */
final class Series {
    private final String name;
    private final List<Value> values = new ArrayList<>();

    private record Value(Labels labels, double value) {}

    /** @param name without the prefix {@code signet_}; with {@code health.} before it, the key of its description */
    Series(String name) {
        this.name = name;
    }

    /** @param labels names and values in turn; of an enum constant its name in lower case */
    Series with(Number value, Object... labels) {
        var texts = new String[labels.length];
        for (int i = 0; i < labels.length; i++) {
            texts[i] = labels[i].toString().toLowerCase(Locale.ROOT);
        }
        values.add(new Value(Labels.of(texts), value.doubleValue()));
        return this;
    }

    /** A value that only grows while this node runs; its name ends in {@code _total} in the text. */
    MetricSnapshot counter() {
        var counter = CounterSnapshot.builder().name("signet_" + name).help(help());
        values.forEach(value -> counter.dataPoint(CounterDataPointSnapshot.builder()
                .labels(value.labels())
                .value(value.value())
                .build()));
        return counter.build();
    }

    MetricSnapshot gauge() {
        var gauge = GaugeSnapshot.builder().name("signet_" + name).help(help());
        values.forEach(value -> gauge.dataPoint(GaugeDataPointSnapshot.builder()
                .labels(value.labels())
                .value(value.value())
                .build()));
        return gauge.build();
    }

    private String help() {
        return Messages.text("health." + name);
    }
}
