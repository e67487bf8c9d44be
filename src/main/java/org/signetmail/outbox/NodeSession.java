package org.signetmail.outbox;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.signetmail.settings.NewTransaction;

/**
 * This node's session in the database: all that it has leased is its own as long as it renews one row. A node that could not
 * renew it in time begins a new session, with another name and without leases. Thread-safe.
 */
@ApplicationScoped
class NodeSession {
    /** A node that has not renewed its session for so long is taken for dead. */
    static final Duration ALIVE = Duration.ofSeconds(30);

    /** It is renewed so often, and at each call of {@link #current} while that fails. */
    private static final Duration RENEWAL = Duration.ofSeconds(10);

    @Inject
    NewTransaction transaction;

    private volatile @Nullable String id;
    private volatile long renewedAt;

    /** The name of the session, which is begun if there is none. */
    String id() {
        String known = id;
        return known == null ? renewed() : known;
    }

    /** The name of the session, which is renewed if that is due. To be called every second or so. */
    String current() {
        return id == null || System.nanoTime() - renewedAt > RENEWAL.toNanos() ? renewed() : id();
    }

    /** Renews the session, or begins a new one; returns its name. */
    synchronized String renewed() {
        String known = id;
        long begun = System.nanoTime();
        String next = transaction.of(entities -> {
            long now = DatabaseClock.now(entities);
            boolean alive = known != null
                    && entities.createQuery("update OutboxNode n set n.aliveUntil = :until"
                                            + " where n.id = :id and n.aliveUntil > :now")
                                    .setParameter("until", now + ALIVE.toMillis())
                                    .setParameter("id", known)
                                    .setParameter("now", now)
                                    .executeUpdate()
                            == 1;
            if (alive) {
                return known;
            }
            var row = new OutboxNode();
            row.id = UUID.randomUUID().toString();
            row.aliveUntil = now + ALIVE.toMillis();
            entities.persist(row);
            entities.createQuery("delete from OutboxNode n where n.aliveUntil < :now")
                    .setParameter("now", now - Duration.ofDays(1).toMillis())
                    .executeUpdate();
            return row.id;
        });
        id = next;
        renewedAt = begun;
        return next;
    }

    /** Ends the session, so that other nodes take over at once. */
    synchronized void end() {
        String ended = id;
        id = null;
        if (ended != null) {
            transaction.of(entities -> entities.createQuery("update OutboxNode n set n.aliveUntil = 0 where n.id = :id")
                    .setParameter("id", ended)
                    .executeUpdate());
        }
    }
}
