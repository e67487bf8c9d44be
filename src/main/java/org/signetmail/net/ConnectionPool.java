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
 * A pool of open connections: keeps those that are idle for reuse, and aborts those in use that are overdue. Opens none itself
 * and sets no limit on their number. Safe for many threads.
 *
 * @param <K> where a connection leads; compared by {@code equals}
 */
public final class ConnectionPool<K, C extends ReusableConnection> {
    /** A connection used within this time is assumed to be alive. Later it is asked, since what is written to a dead one is lost. */
    public static final Duration ASSUMED_ALIVE = Duration.ofSeconds(1);

    private static final Duration MAX_AGE = Duration.ofMinutes(10);

    private final Duration maxIdle;
    private final Clock clock;
    private final Deque<PooledConnection<K, C>> idle = new ArrayDeque<>(); // The one used last is first.
    private final Set<PooledConnection<K, C>> inUse = ConcurrentHashMap.newKeySet();
    private boolean closed;

    /**
     * Makes an empty pool.
     *
     * @param maxIdle how long a connection is kept between two uses, at most
     */
    public ConnectionPool(Duration maxIdle, Clock clock) {
        this.maxIdle = maxIdle;
        this.clock = clock;
    }

    /**
     * Takes an idle connection that is still usable, the one used last first. It must be released or discarded.
     *
     * @param deadline of the use that begins
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

    /** Adds a new connection, in use. It must be released or discarded. */
    public PooledConnection<K, C> add(K key, C opened) {
        return add(key, opened, Instant.MAX);
    }

    /**
     * Adds a new connection that ends with its credential.
     *
     * @param until when the credential ends that it signed in with
     */
    public PooledConnection<K, C> add(K key, C opened, Instant until) {
        Instant now = clock.instant();
        Instant oldest = now.plus(MAX_AGE);
        var added = new PooledConnection<>(key, opened, now, until.isBefore(oldest) ? until : oldest);
        inUse.add(added);
        return added;
    }

    /** Puts a connection back that may be used again. */
    public void release(PooledConnection<K, C> used) {
        release(used, maxIdle);
    }

    /**
     * Puts a connection back that the peer may close earlier than the pool.
     *
     * @param idleAtMost for how long the peer keeps it
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

    /** Closes a connection that may not be used again. */
    public void discard(PooledConnection<K, C> used) {
        inUse.remove(used);
        used.connection().close();
    }

    /** Aborts connections whose use has gone on beyond its deadline. Called every second or so. */
    public void abortOverdue() {
        inUse.forEach(used -> used.connection().abortIfOverdue());
    }

    /** Closes idle connections that are expired, or that the peer has ended. Called every second or so. */
    public void evictIdle(Instant now) {
        evict(kept -> kept.isExpired(now) || kept.connection().hasUnreadInput());
    }

    public boolean hasInUse() {
        return !inUse.isEmpty();
    }

    /** Whether it has no connection, idle or in use. */
    public boolean isEmpty() {
        synchronized (idle) {
            return idle.isEmpty() && inUse.isEmpty();
        }
    }

    /** Closes the idle connections and keeps none from now on. Those in use are closed when they are released. */
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
                    found.connection().extendDeadline(deadline); // Before it can be found overdue.
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

    private void evict(Predicate<PooledConnection<K, C>> useless) {
        List<PooledConnection<K, C>> evicted;
        synchronized (idle) {
            evicted = idle.stream().filter(useless).toList();
            idle.removeAll(evicted);
        }
        evicted.forEach(each -> each.connection().close());
    }
}
