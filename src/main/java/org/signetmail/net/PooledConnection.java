package org.signetmail.net;

import java.time.Duration;
import java.time.Instant;

/**
 * An entry of a {@link ConnectionPool}: an open connection and how long it may be reused. Guarded by the pool's
 * lock.
 */
public final class PooledConnection<K, C extends ReusableConnection> {
    private final K key;
    private final C connection;
    private final Instant expiresAt;
    private Instant usedAt;
    private Duration maxIdle = Duration.ZERO;

    PooledConnection(K key, C connection, Instant openedAt, Instant expiresAt) {
        this.key = key;
        this.connection = connection;
        this.expiresAt = expiresAt;
        usedAt = openedAt;
    }

    public C connection() {
        return connection;
    }

    boolean isFor(K wanted) {
        return key.equals(wanted);
    }

    /** Marks the end of a use; the next must begin within {@code idleAtMost}. */
    void becomeIdle(Instant now, Duration idleAtMost) {
        usedAt = now;
        maxIdle = idleAtMost;
    }

    /** Whether it has been idle too long or has reached its maximum age. */
    boolean isExpired(Instant now) {
        return !now.isBefore(usedAt.plus(maxIdle)) || !now.isBefore(expiresAt);
    }

    boolean wasUsedWithin(Duration time, Instant now) {
        return now.isBefore(usedAt.plus(time));
    }
}
