package org.signetmail.net;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * A connection pool: keeps idle connections for reuse and aborts those in use that are overdue. It opens no
 * connections itself and does not limit their number. Thread-safe.
 *
 * @param <K> what a connection is for, such as its endpoint; compared by {@code equals}
 */
public final class ConnectionPool<K, C extends ReusableConnection> {
    /**
     * A connection used within this time is assumed to be alive. After it, the pool checks: a write to a dead
     * connection is lost.
     */
    public static final Duration ASSUMED_ALIVE = Duration.ofSeconds(1);

    private static final Duration MAX_AGE = Duration.ofMinutes(10);

    private final Duration maxIdle;
    private final Clock clock;
    private final Deque<PooledConnection<K, C>> idle = new ArrayDeque<>(); // Most recently used first.
    private final Set<PooledConnection<K, C>> inUse = ConcurrentHashMap.newKeySet();
    private boolean closed;

    /**
     * Creates an empty pool.
     *
     * @param maxIdle maximum time a connection is kept between two uses
     */
    public ConnectionPool(Duration maxIdle, Clock clock) {
        this.maxIdle = maxIdle;
        this.clock = clock;
    }

    /**
     * Takes the most recently used idle connection that is still usable. The caller must release or discard it.
     *
     * @param deadline of the use that begins now
     */
    public Optional<PooledConnection<K, C>> acquire(K key, Deadline deadline) {
        for (var taken = take(key, deadline); taken != null; taken = take(key, deadline)) {
            if (isUsable(taken) && taken.connection().extendDeadline(deadline)) {
                return Optional.of(taken);
            }
            discard(taken);
        }
        return Optional.empty();
    }

    /** Adds a new connection, in use. The caller must release or discard it. */
    public PooledConnection<K, C> add(K key, C opened) {
        return add(key, opened, Instant.MAX);
    }

    /**
     * Adds a new connection that expires with its credential.
     *
     * @param until when the credential expires that the connection signed in with
     */
    public PooledConnection<K, C> add(K key, C opened, Instant until) {
        Instant now = clock.instant();
        Instant oldest = now.plus(MAX_AGE);
        var added = new PooledConnection<>(key, opened, now, until.isBefore(oldest) ? until : oldest);
        inUse.add(added);
        return added;
    }

    /** Returns a reusable connection to the pool. */
    public void release(PooledConnection<K, C> used) {
        release(used, maxIdle);
    }

    /**
     * Returns a reusable connection that the peer may close before {@code maxIdle}.
     *
     * @param idleAtMost how long the peer keeps it open while idle
     */
    public void release(PooledConnection<K, C> used, Duration idleAtMost) {
        boolean kept;
        synchronized (idle) {
            kept = !closed;
            if (kept) {
                inUse.remove(used);
                used.becomeIdle(clock.instant(), idleAtMost.compareTo(maxIdle) < 0 ? idleAtMost : maxIdle);
                idle.addFirst(used);
            }
        }
        if (!kept) {
            discard(used);
        }
    }

    /** Closes a connection that must not be reused. */
    public void discard(PooledConnection<K, C> used) {
        inUse.remove(used);
        used.connection().close();
    }

    /** Aborts connections in use past their deadline. Called about every second. */
    public void abortOverdue() {
        inUse.forEach(used -> used.connection().abortIfOverdue());
    }

    /** Closes idle connections that have expired or that the peer has closed. Called about every second. */
    public void evictIdle(Instant now) {
        evict(kept -> kept.isExpired(now) || kept.connection().hasUnreadInput());
    }

    public boolean hasInUse() {
        return !inUse.isEmpty();
    }

    /** Whether the pool has no connection, idle or in use. */
    public boolean isEmpty() {
        synchronized (idle) {
            return idle.isEmpty() && inUse.isEmpty();
        }
    }

    /** Closes the idle connections; those in use are closed when they are released. */
    public void close() {
        synchronized (idle) {
            closed = true;
        }
        evict(kept -> true);
    }

    private @Nullable PooledConnection<K, C> take(K key, Deadline deadline) {
        synchronized (idle) {
            Iterator<PooledConnection<K, C>> lastUsedFirst = idle.iterator();
            while (lastUsedFirst.hasNext()) {
                PooledConnection<K, C> found = lastUsedFirst.next();
                if (found.isFor(key)) {
                    lastUsedFirst.remove();
                    found.connection().extendDeadline(deadline); // Before abortOverdue() sees the old deadline.
                    inUse.add(found);
                    return found;
                }
            }
            return null;
        }
    }

    private boolean isUsable(PooledConnection<K, C> taken) {
        Instant now = clock.instant();
        return !taken.isExpired(now)
                && !taken.connection().hasUnreadInput()
                && (taken.wasUsedWithin(ASSUMED_ALIVE, now)
                        || taken.connection().isAlive());
    }

    private void evict(Predicate<PooledConnection<K, C>> evictable) {
        List<PooledConnection<K, C>> evicted;
        synchronized (idle) {
            evicted = idle.stream().filter(evictable).toList();
            idle.removeAll(evicted);
        }
        evicted.forEach(each -> each.connection().close());
    }
}
