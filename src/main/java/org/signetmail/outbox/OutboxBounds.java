package org.signetmail.outbox;

import jakarta.annotation.PostConstruct;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.signetmail.account.Configuration;
import org.signetmail.message.InvalidMessage;
import org.signetmail.settings.NewTransaction;

/**
 * How many messages an application may have in the outbox. The database is asked once a second; in between this node's own are
 * added, so several nodes may exceed the limit by what they accept in a second. Thread-safe.
 */
@ApplicationScoped
class OutboxBounds {
    private static final Duration COUNTED_AGAIN = Duration.ofSeconds(1);

    @Inject
    NewTransaction transaction;

    @Inject
    Clock clock;

    private final Map<String, Count> counts = new ConcurrentHashMap<>();
    private volatile OutboxLimits limits = OutboxLimits.DEFAULT;

    /** @param at when the database was asked */
    private record Count(long messages, long bytes, Instant at) {}

    @PostConstruct
    void readLimits() {
        apply(OutboxLimits.from(Configuration.current()::text));
    }

    void apply(OutboxLimits configured) {
        limits = configured;
    }

    /**
     * Counts one more message.
     *
     * @throws InvalidMessage if the application has too many that wait
     */
    void count(String application, int bytes) throws InvalidMessage {
        Count counted = counts.compute(application, (name, last) -> {
            Instant now = clock.instant();
            Count present = last == null || !now.isBefore(last.at().plus(COUNTED_AGAIN)) ? counted(name, now) : last;
            return new Count(present.messages() + 1, present.bytes() + bytes, present.at());
        });
        if (counted.messages() > limits.messages() || counted.bytes() > limits.bytes()) {
            throw InvalidMessage.busy("outbox.full", limits.messages(), limits.bytes());
        }
    }

    private Count counted(String application, Instant now) {
        Object[] counted = transaction.of(entities -> entities.createQuery(
                        "select count(m), sum(m.bytes) from OutboxRow m where m.application = :application"
                                + " and m.state in :undelivered",
                        Object[].class)
                .setParameter("application", application)
                .setParameter("undelivered", OutboxState.UNDELIVERED)
                .getSingleResult());
        return new Count(
                ((Number) counted[0]).longValue(), counted[1] == null ? 0 : ((Number) counted[1]).longValue(), now);
    }
}
