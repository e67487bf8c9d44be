package org.signetmail.signin;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Bounds how many passwords are hashed at once, whatever names are typed: hashing is slow on purpose, and takes a processor.
 *
 * <p>Strangers and browsers that have signed in before have permits of their own. How many may wait for one is
 * {@link SignInConcurrency}'s business.
 */
@ApplicationScoped
class HashingLimit {
    private static final long LONGEST_WAIT = 2; // seconds; a hash takes some tenths of one

    private final Semaphore unknownBrowsers;
    private final Semaphore knownBrowsers;

    HashingLimit() {
        this(Math.max(1, Runtime.getRuntime().availableProcessors() / 2));
    }

    /** @param atOnce for strangers, and as many again for known browsers */
    HashingLimit(int atOnce) {
        unknownBrowsers = new Semaphore(atOnce, true);
        knownBrowsers = new Semaphore(atOnce, true);
    }

    /** To be closed when the password is hashed. */
    interface Permit extends AutoCloseable {
        @Override
        void close();
    }

    /** Waits for a permit; null if none came in time. */
    @Nullable
    Permit acquire(boolean known) {
        Semaphore permits = known ? knownBrowsers : unknownBrowsers;
        try {
            return permits.tryAcquire(LONGEST_WAIT, TimeUnit.SECONDS) ? permits::release : null;
        } catch (InterruptedException serverStops) {
            Thread.currentThread().interrupt();
            return null;
        }
    }
}
