package org.signetmail.mail;

import java.net.SocketTimeoutException;
import java.time.Duration;

/** A moment after which nothing more is waited for. Counted on the machine's steady clock: it has nothing to do with dates. */
final class Deadline {
    private final Duration time;
    private final long end;

    private Deadline(Duration time) {
        this.time = time;
        end = System.nanoTime() + time.toNanos();
    }

    static Deadline in(Duration time) {
        return new Deadline(time);
    }

    /** How long to wait at most, in milliseconds, at least 1: a time-out of 0 would mean for ever. */
    int millisLeft(int wanted) throws SocketTimeoutException {
        long left = (end - System.nanoTime()) / 1_000_000;
        if (left <= 0) {
            throw new SocketTimeoutException("Not done within " + time.toMillis() + " ms");
        }
        return (int) Math.min(wanted == 0 ? Integer.MAX_VALUE : wanted, left);
    }
}
