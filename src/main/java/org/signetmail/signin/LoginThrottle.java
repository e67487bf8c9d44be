package org.signetmail.signin;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Limits password guessing: after five wrong tries the next one of the same caller isn't looked at for a minute.
 *
 * <p>Callers are counted by {@link ClientBucket#bucket()}, whatever name they type: names are free. Browsers that have signed in before
 * are counted apart, so that strangers who share their address, or fill the memory with addresses, change nothing for them. A
 * try counts as wrong until it is known to be right: tries sent at the same moment gain nothing.
 */
@ApplicationScoped
class LoginThrottle {
    static final int TRIES = 5;
    static final Duration WAIT = Duration.ofMinutes(1);

    private static final int REMEMBERED = 10_000;

    private final Map<String, Tries> unknownBrowsers = new Recent();
    private final Map<String, Tries> knownBrowsers = new Recent();

    @Inject
    Clock clock;

    /** The latest {@link #REMEMBERED} ones. */
    private static final class Recent extends LinkedHashMap<String, Tries> {
        private static final long serialVersionUID = 1L;

        Recent() {
            super(16, 0.75f, true);
        }

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Tries> eldest) {
            return size() > REMEMBERED;
        }
    }

    private record Tries(int count, Instant latest) {
        static final Tries NONE = new Tries(0, Instant.MIN);

        Tries oneMore(Instant now) {
            return new Tries(count + 1, now);
        }

        Duration waitAt(Instant now) {
            return count < TRIES ? Duration.ZERO : Duration.between(now, latest.plus(WAIT));
        }
    }

    /** Counts one try, or tells how long the caller must wait first: zero when the try may be made. */
    synchronized Duration waitBeforeTry(ClientBucket clientBucket) {
        Map<String, Tries> tries = triesOf(clientBucket);
        Instant now = clock.instant();
        Tries soFar = tries.getOrDefault(clientBucket.bucket(), Tries.NONE);
        if (!now.isBefore(soFar.latest().plus(WAIT))) {
            soFar = Tries.NONE;
        }
        Duration wait = soFar.waitAt(now);
        if (wait.isZero()) {
            tries.put(clientBucket.bucket(), soFar.oneMore(now));
        }
        return wait;
    }

    synchronized void wasRight(ClientBucket clientBucket) {
        triesOf(clientBucket).remove(clientBucket.bucket());
    }

    /** Takes back one try that was counted and then not looked at. */
    synchronized void wasNotMade(ClientBucket clientBucket) {
        triesOf(clientBucket)
                .computeIfPresent(
                        clientBucket.bucket(),
                        (bucket, tries) -> tries.count() > 1 ? new Tries(tries.count() - 1, tries.latest()) : null);
    }

    synchronized int remembered() {
        return unknownBrowsers.size() + knownBrowsers.size();
    }

    private Map<String, Tries> triesOf(ClientBucket clientBucket) {
        return clientBucket.known() ? knownBrowsers : unknownBrowsers;
    }
}
