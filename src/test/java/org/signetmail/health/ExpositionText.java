package org.signetmail.health;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Prometheus' text format, read strictly: every line ends in a line feed; HELP and TYPE come once, before the samples of
 * their metric; the samples of a metric stay together; no sample comes twice; counters end in {@code _total}.
 *
 * @see <a href="https://prometheus.io/docs/instrumenting/exposition_formats/">Exposition formats</a>
 */
public final class ExpositionText {
    private static final Pattern META = Pattern.compile("# (HELP|TYPE) ([a-zA-Z_:][a-zA-Z0-9_:]*) (.+)");
    private static final Pattern SAMPLE =
            Pattern.compile("([a-zA-Z_:][a-zA-Z0-9_:]*)(?:\\{(.*)})? ([-+]?[0-9.]+(?:[eE][-+]?[0-9]+)?|NaN|[-+]Inf)");
    private static final Pattern LABEL =
            Pattern.compile("([a-zA-Z_][a-zA-Z0-9_]*)=\"((?:[^\"\\\\\\n]|\\\\[\\\\\"n])*)\"(?:,(?=.)|$)");

    private final Map<String, Double> samples = new TreeMap<>();
    private final Map<String, String> types = new HashMap<>();
    private final Set<String> helped = new HashSet<>();
    private final List<String> order = new ArrayList<>();

    /** @throws IllegalArgumentException if the text breaks a rule */
    public ExpositionText(String text) {
        require(text.endsWith("\n"), "the last line is open");
        text.lines().forEach(this::read);
        require(types.keySet().equals(helped), "HELP and TYPE differ: " + types.keySet() + " " + helped);
    }

    private void read(String line) {
        Matcher meta = META.matcher(line);
        if (meta.matches()) {
            String metric = meta.group(2);
            require(!order.contains(metric), "after its samples: " + line);
            if (meta.group(1).equals("HELP")) {
                require(helped.add(metric), "twice: " + line);
            } else {
                require(meta.group(3).matches("counter|gauge"), line);
                require(types.put(metric, meta.group(3)) == null, "twice: " + line);
            }
            return;
        }
        Matcher sample = SAMPLE.matcher(line);
        require(sample.matches(), line);
        String metric = sample.group(1);
        require(types.containsKey(metric), "no TYPE: " + line);
        require(types.get(metric).equals("counter") == metric.endsWith("_total"), line);
        if (order.isEmpty() || !order.get(order.size() - 1).equals(metric)) {
            require(!order.contains(metric), "not together: " + line);
            order.add(metric);
        }
        var labels = new TreeMap<String, String>();
        if (sample.group(2) != null) {
            Matcher label = LABEL.matcher(sample.group(2));
            int end = 0;
            while (label.find() && label.start() == end) {
                require(labels.put(label.group(1), label.group(2)) == null, "label twice: " + line);
                end = label.end();
            }
            require(end == sample.group(2).length(), "labels: " + line);
        }
        require(samples.put(metric + labels, Double.valueOf(sample.group(3))) == null, "sample twice: " + line);
    }

    /** The values, by name and labels, such as {@code signet_messages_total{outcome=accepted, route=graph}}. */
    public Map<String, Double> samples() {
        return samples;
    }

    private static void require(boolean kept, String what) {
        if (!kept) {
            throw new IllegalArgumentException(what);
        }
    }
}
