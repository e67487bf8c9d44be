package org.signetmail.signin;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Limits password guessing: after five wrong attempts of a client, further ones are rejected unchecked for a minute.
 *
 * <p>Attempts are counted by {@link ClientBucket#bucket()}, regardless of the user name. Browsers that have signed in
 * before are counted separately: clients that share their address, or fill the table with addresses, don't affect them.
 * An attempt counts as wrong until it proves right, so concurrent attempts gain nothing.
 */
@ApplicationScoped
class LoginThrottle {
    static final int MAX_ATTEMPTS = 5;
    static final Duration WAIT = Duration.ofMinutes(1);

    private static final int MAX_BUCKETS = 10_000;

    private final Map<String, Attempts> unknownBrowsers = new LruMap();
    private final Map<String, Attempts> knownBrowsers = new LruMap();

    @Inject
    Clock clock;

    /** LRU map of at most {@link #MAX_BUCKETS} buckets. */
    private static final class LruMap extends LinkedHashMap<String, Attempts> {
        private static final long serialVersionUID = 1L;

        LruMap() {
            super(16, 0.75f, true);
        }

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Attempts> eldest) {
            return size() > MAX_BUCKETS;
        }
    }

    private record Attempts(int count, Instant latest) {
        static final Attempts NONE = new Attempts(0, Instant.MIN);

        Attempts plusOne(Instant now) {
            return new Attempts(count + 1, now);
        }

        Duration waitAt(Instant now) {
            return count < MAX_ATTEMPTS ? Duration.ZERO : Duration.between(now, latest.plus(WAIT));
        }
    }

    /** Counts one attempt and returns zero, or returns how long the client must wait first. */
    synchronized Duration waitBeforeAttempt(ClientBucket clientBucket) {
        Map<String, Attempts> attempts = attemptsOf(clientBucket);
        Instant now = clock.instant();
        Attempts current = attempts.getOrDefault(clientBucket.bucket(), Attempts.NONE);
        if (!now.isBefore(current.latest().plus(WAIT))) {
            current = Attempts.NONE;
        }
        Duration wait = current.waitAt(now);
        if (wait.isZero()) {
            attempts.put(clientBucket.bucket(), current.plusOne(now));
        }
        return wait;
    }

    synchronized void succeeded(ClientBucket clientBucket) {
        attemptsOf(clientBucket).remove(clientBucket.bucket());
    }

    /** Takes back one attempt that was counted but not checked. */
    synchronized void revoke(ClientBucket clientBucket) {
        attemptsOf(clientBucket)
                .computeIfPresent(
                        clientBucket.bucket(),
                        (bucket, attempts) ->
                                attempts.count() > 1 ? new Attempts(attempts.count() - 1, attempts.latest()) : null);
    }

    synchronized int size() {
        return unknownBrowsers.size() + knownBrowsers.size();
    }

    private Map<String, Attempts> attemptsOf(ClientBucket clientBucket) {
        return clientBucket.known() ? knownBrowsers : unknownBrowsers;
    }
}
