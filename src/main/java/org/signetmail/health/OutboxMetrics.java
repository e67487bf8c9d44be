package org.signetmail.health;

import io.prometheus.metrics.model.snapshots.MetricSnapshot;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import org.signetmail.database.DatabaseTrouble;
import org.signetmail.outbox.OutboxLog;
import org.signetmail.outbox.OutboxLog.Attention;

/** The outbox of all nodes together, in the metrics. */
@ApplicationScoped
class OutboxMetrics {
    @Inject
    OutboxLog log;

    /** Without the database there are none; {@link CredentialMetrics} says so. */
    List<MetricSnapshot> read() {
        try {
            Attention attention = log.attention();
            return List.of(
                    new Series("outbox_messages")
                            .with(attention.waiting(), "state", "waiting")
                            .with(attention.dead(), "state", "dead")
                            .with(attention.unknown(), "state", "unknown")
                            .with(attention.undecided(), "state", "held")
                            .gauge(),
                    new Series("outbox_oldest_seconds")
                            .with(Metrics.seconds(attention.oldest().orElse(Duration.ZERO)))
                            .gauge(),
                    new Series("outbox_pauses").with(attention.pauses().size()).gauge());
        } catch (RuntimeException trouble) {
            if (DatabaseTrouble.in(trouble).isEmpty()) {
                throw trouble;
            }
            return List.of();
        }
    }
}
