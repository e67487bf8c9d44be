package org.signetmail.gate;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Makes the guesser wait: after five wrong tries a visitor's next one isn't looked at for a minute.
 *
 * <p>A visitor is a user name at a remote address, so that nobody locks the administrator out from elsewhere. A try
 * counts as wrong until it is known to be right: tries sent at the same moment gain nothing.
 */
@ApplicationScoped
class TryLimit {
    static final int TRIES = 5;
    static final Duration WAIT = Duration.ofMinutes(1);

    private static final int REMEMBERED_VISITORS = 10_000;
    private static final int NAME_LENGTH = 64;

    private final Map<Visitor, Tries> tries = new LinkedHashMap<>(16, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<Visitor, Tries> eldest) {
            return size() > REMEMBERED_VISITORS;
        }
    };

    @Inject
    Clock clock;

    record Visitor(String name, String address) {
        Visitor {
            // The name is whatever a stranger typed: it must not fill the memory.
            name = name.length() > NAME_LENGTH ? name.substring(0, NAME_LENGTH) : name;
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

    /** Counts one try, or tells how long the visitor must wait first: zero when the try may be made. */
    synchronized Duration waitBeforeTry(Visitor visitor) {
        Instant now = clock.instant();
        Tries soFar = tries.getOrDefault(visitor, Tries.NONE);
        if (!now.isBefore(soFar.latest().plus(WAIT))) {
            soFar = Tries.NONE;
        }
        Duration wait = soFar.waitAt(now);
        if (wait.isZero()) {
            tries.put(visitor, soFar.oneMore(now));
        }
        return wait;
    }

    synchronized void wasRight(Visitor visitor) {
        tries.remove(visitor);
    }

    synchronized int remembered() {
        return tries.size();
    }
}
