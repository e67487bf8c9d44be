package org.signetmail.health;

import io.prometheus.metrics.expositionformats.PrometheusTextFormatWriter;
import io.prometheus.metrics.model.snapshots.MetricSnapshot;
import io.prometheus.metrics.model.snapshots.MetricSnapshots;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.signetmail.account.DeliveryRoute;
import org.signetmail.account.Peer;
import org.signetmail.delivery.DeliveryStatistics;
import org.signetmail.delivery.DeliveryStatistics.Result;
import org.signetmail.delivery.DeliveryStatistics.Route;
import org.signetmail.token.TokenStatistics;

/**
 * The metrics of this node, read when they are asked for. Labels have no mailbox, tenant, application or secret.
 *
 * @see <a href="https://prometheus.io/docs/instrumenting/exposition_formats/">Exposition formats</a>
 */
@ApplicationScoped
class Metrics {
    static final String CONTENT_TYPE = PrometheusTextFormatWriter.CONTENT_TYPE;

    private static final double MILLIS = 1000;

    @Inject
    DeliveryStatistics delivery;

    @Inject
    TokenStatistics tokens;

    @Inject
    CredentialMetrics credentials;

    @Inject
    OutboxMetrics outbox;

    @Inject
    Clock clock;

    byte[] text() {
        var bytes = new ByteArrayOutputStream();
        try {
            PrometheusTextFormatWriter.create().write(bytes, new MetricSnapshots(now()));
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        return bytes.toByteArray();
    }

    private List<MetricSnapshot> now() {
        var all = new ArrayList<>(List.of(
                messages(),
                new Series("messages_waiting").with(delivery.waiting()).gauge(),
                new Series("messages_in_flight").with(delivery.inFlight()).gauge(),
                throttled(),
                tokenAge(clock.instant()),
                tokenRequests()));
        all.addAll(credentials.read());
        all.addAll(outbox.read());
        return all;
    }

    private MetricSnapshot messages() {
        var messages = new Series("messages");
        for (Route route : Route.values()) {
            for (Result result : Result.values()) {
                messages.with(delivery.messages(route, result), "outcome", result, "route", route);
            }
        }
        return messages.counter();
    }

    private MetricSnapshot throttled() {
        return new Series("throttled_seconds")
                .with(seconds(tokens.throttled()), "peer", Peer.ENTRA)
                .with(seconds(delivery.throttled(Peer.GRAPH)), "peer", Peer.GRAPH)
                .with(seconds(delivery.throttled(Peer.SMTP)), "peer", Peer.SMTP)
                .counter();
    }

    private MetricSnapshot tokenAge(Instant now) {
        var age = new Series("token_age_seconds");
        for (DeliveryRoute route : DeliveryRoute.values()) {
            tokens.age(route, now).ifPresent(since -> age.with(seconds(since), "route", route.name()));
        }
        return age.gauge();
    }

    private MetricSnapshot tokenRequests() {
        var requests = new Series("token_requests");
        for (TokenStatistics.Result result : TokenStatistics.Result.values()) {
            requests.with(tokens.requests(result), "outcome", result);
        }
        return requests.counter();
    }

    static double seconds(Duration duration) {
        return duration.toMillis() / MILLIS;
    }
}
