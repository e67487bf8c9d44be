package org.signetmail.settings;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * What was read a moment ago: good for a second, since another node may have changed it, and never past a change that was
 * made here. Safe for many threads.
 */
final class ShortLivedCache<T> {
    static final Duration GOOD_FOR = Duration.ofSeconds(1);

    private final AtomicLong changes = new AtomicLong();
    private volatile @Nullable Reading<T> last;

    /**
     * A reading.
     *
     * @param changes how many there had been when it was begun
     */
    record Reading<T>(T value, long changes, Instant begunAt) {}

    /** What was read, if it still holds. */
    Optional<T> at(Instant now) {
        return Optional.ofNullable(last)
                .filter(reading -> reading.changes == changes.get()
                        && !now.isBefore(reading.begunAt)
                        && now.isBefore(reading.begunAt.plus(GOOD_FOR)))
                .map(Reading::value);
    }

    /** To be asked before one reads. */
    long changes() {
        return changes.get();
    }

    /**
     * Keeps what was read. If it is what was read before, that very object is kept: who compares what he got is done at once.
     *
     * @param changes how many there had been before it was read: if there was one meanwhile, it is worth nothing
     */
    T keep(T value, long changes, Instant begunAt) {
        Reading<T> before = last;
        T kept = before != null && before.value.equals(value) ? before.value : value;
        last = new Reading<>(kept, changes, begunAt);
        return kept;
    }

    /** It was changed, or may have been. */
    void changed() {
        changes.incrementAndGet();
        last = null;
    }
}
