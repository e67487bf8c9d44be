package org.signetmail.signin;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Limits concurrent password hashing, regardless of user name: hashing is slow on purpose and occupies a processor.
 *
 * <p>Unknown browsers and browsers that have signed in before have separate permits. {@link SignInConcurrency} limits
 * how many requests wait for one.
 */
@ApplicationScoped
class HashingLimit {
    static final Duration MAX_WAIT = Duration.ofSeconds(2); // A hash takes a few tenths of a second.

    private final Semaphore unknownBrowsers;
    private final Semaphore knownBrowsers;
    private final Duration maxWait;

    HashingLimit() {
        this(Math.max(1, Runtime.getRuntime().availableProcessors() / 2), MAX_WAIT);
    }

    /** @param concurrent permits for unknown browsers, and as many again for known ones */
    HashingLimit(int concurrent, Duration maxWait) {
        this.maxWait = maxWait;
        unknownBrowsers = new Semaphore(concurrent, true);
        knownBrowsers = new Semaphore(concurrent, true);
    }

    /** Permission to hash one password; close it afterwards. */
    interface Permit extends AutoCloseable {
        @Override
        void close();
    }

    /** Waits for a permit; null if none becomes free in time. */
    @Nullable
    Permit acquire(boolean known) {
        Semaphore permits = known ? knownBrowsers : unknownBrowsers;
        try {
            return permits.tryAcquire(maxWait.toNanos(), TimeUnit.NANOSECONDS) ? permits::release : null;
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            return null;
        }
    }
}
