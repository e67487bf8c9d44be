package org.signetmail.settings;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * A cache of one value for one second, because another node may change it; a change on this node invalidates it
 * immediately. Thread-safe.
 */
final class ShortLivedCache<T> {
    static final Duration LIFETIME = Duration.ofSeconds(1);

    private final AtomicLong changes = new AtomicLong();
    private volatile @Nullable Entry<T> last;

    /**
     * A cached value.
     *
     * @param changes number of changes before the read started
     */
    record Entry<T>(T value, long changes, Instant readAt) {}

    /** Returns the cached value if it is still valid. */
    Optional<T> at(Instant now) {
        return Optional.ofNullable(last)
                .filter(reading -> reading.changes == changes.get()
                        && !now.isBefore(reading.readAt)
                        && now.isBefore(reading.readAt.plus(LIFETIME)))
                .map(Entry::value);
    }

    /** Number of changes so far; call it before reading the value. */
    long changes() {
        return changes.get();
    }

    /**
     * Caches a value and returns it, or the previous object if that is equal: callers can compare by identity.
     *
     * @param changes {@link #changes()} before the read: a change in the meantime makes the value invalid
     */
    T keep(T value, long changes, Instant readAt) {
        Entry<T> before = last;
        T kept = before != null && before.value.equals(value) ? before.value : value;
        last = new Entry<>(kept, changes, readAt);
        return kept;
    }

    /** Invalidates the value, which has changed or may have. */
    void invalidate() {
        changes.incrementAndGet();
        last = null;
    }
}
