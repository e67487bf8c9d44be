package org.signetmail.outbox;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;

/**
 * While a server does not reply, one message at a time tries whether it does again, at growing intervals; the others wait.
 * Thread-safe.
 */
final class CircuitBreaker {
    private static final Duration FIRST = Duration.ofSeconds(1);
    private static final int MOST_DOUBLINGS = 6; // about a minute

    private final Clock clock;
    private int failures;
    private boolean probing;
    private Instant openUntil = Instant.EPOCH;

    CircuitBreaker(Clock clock) {
        this.clock = clock;
    }

    /** Whether a message may be tried now. If so, one of the methods below follows. */
    synchronized boolean tryPass() {
        if (failures == 0) {
            return true;
        }
        if (probing || clock.instant().isBefore(openUntil)) {
            return false;
        }
        probing = true;
        return true;
    }

    /** The server replied. */
    synchronized void closed() {
        failures = 0;
        probing = false;
    }

    /** No message was there to be tried. */
    synchronized void unused() {
        probing = false;
    }

    /** It failed again. */
    synchronized void failed() {
        if (failures > 0 && !probing) {
            return; // It was on its way when another one failed.
        }
        probing = false;
        openUntil = clock.instant().plus(FIRST.multipliedBy(1L << Math.min(failures, MOST_DOUBLINGS)));
        failures++;
    }
}
