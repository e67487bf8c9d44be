package org.signetmail.web;

import static org.signetmail.text.Messages.text;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import jakarta.json.Json;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.signetmail.outbox.OutboxLog;
import org.signetmail.outbox.OutboxLog.Span;
import org.signetmail.outbox.OutboxState;
import org.signetmail.signin.AdministratorsOnly;

/** How many messages were accepted in each of the last 24 hours or 30 days, by what became of them. */
@Named
@RequestScoped
@AdministratorsOnly
public class DeliveryChart {
    private static final int HOURS = 24;
    private static final int DAYS = 30;

    /** What became of messages, in the order of the colours in delivery.js. */
    private static final List<String> PARTS = List.of("sent", "waiting", "unknown", "dead", "cancelled");

    @Inject
    OutboxLog log;

    @Inject
    Clock clock;

    private @Nullable List<Span> spans;

    /** A line of the table: a number for each part. */
    public record Line(String from, List<Long> counts) {}

    public boolean isDaily() {
        return "days".equals(DeliveryPage.parameters().get("chart"));
    }

    private List<Span> spans() {
        List<Span> known = spans;
        if (known == null) {
            known = isDaily()
                    ? log.chart(clock.instant(), Duration.ofDays(1), DAYS)
                    : log.chart(clock.instant(), Duration.ofHours(1), HOURS);
            spans = known;
        }
        return known;
    }

    private static String part(OutboxState state) {
        return switch (state) {
            case HELD, QUEUED, CLAIMED, SENDING, RETRY -> "waiting";
            case SENT -> "sent";
            case UNKNOWN -> "unknown";
            case DEAD -> "dead";
            case CANCELLED -> "cancelled";
        };
    }

    private static long count(Span span, String part) {
        return span.counts().entrySet().stream()
                .filter(counted -> part(counted.getKey()).equals(part))
                .mapToLong(counted -> counted.getValue())
                .sum();
    }

    private String label(Instant from) {
        return isDaily() ? Formats.day(from).replaceFirst(" \\d+$", "") : Formats.clock(from);
    }

    /** The oldest first, without those in which no message was accepted. */
    public List<Line> getLines() {
        return spans().stream()
                .map(span -> new Line(
                        isDaily() ? Formats.day(span.from()) : Formats.dayAndTime(span.from()),
                        PARTS.stream().map(part -> count(span, part)).toList()))
                .filter(line -> line.counts().stream().anyMatch(count -> count > 0))
                .toList();
    }

    /** The configuration of Chart.js; delivery.js adds the colours. */
    public String getModel() {
        var labels = Json.createArrayBuilder();
        spans().forEach(span -> labels.add(label(span.from())));
        var parts = Json.createArrayBuilder();
        for (String part : PARTS) {
            var counts = Json.createArrayBuilder();
            spans().forEach(span -> counts.add(count(span, part)));
            parts.add(Json.createObjectBuilder()
                    .add("label", text("deliveryPage.show." + part))
                    .add("data", counts));
        }
        var stacked = Json.createObjectBuilder().add("stacked", true);
        var whole = Json.createObjectBuilder()
                .add("stacked", true)
                .add("beginAtZero", true)
                .add("ticks", Json.createObjectBuilder().add("precision", 0));
        return Json.createObjectBuilder()
                .add("type", "bar")
                .add("data", Json.createObjectBuilder().add("labels", labels).add("datasets", parts))
                .add(
                        "options",
                        Json.createObjectBuilder()
                                .add("animation", false)
                                .add("maintainAspectRatio", false)
                                .add(
                                        "scales",
                                        Json.createObjectBuilder()
                                                .add("x", stacked)
                                                .add("y", whole)))
                .build()
                .toString()
                .replace("<", "\\u003c");
    }
}
