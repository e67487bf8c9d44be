package org.signetmail.net;

import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;

/**
 * How long a piece of work may take, and how much a server may say meanwhile. Counted on the machine's steady clock: it has
 * nothing to do with dates.
 */
public final class Deadline {
    /** A server's replies to a mail are a few kilobytes, its certificates included. */
    private static final long LONGEST_DIALOGUE = 1 << 20;

    private final Duration time;
    private final long end;
    private final long longestIdle;
    private final AtomicLong idleTimeout = new AtomicLong();

    private Deadline(Duration time, long longestTalk) {
        this.time = time;
        this.longestIdle = longestTalk;
        end = System.nanoTime() + time.toNanos();
    }

    /** With as much talk as a mail's dialogue needs. */
    public static Deadline in(Duration time) {
        return in(time, LONGEST_DIALOGUE);
    }

    /** @param longestTalk in bytes, those of TLS included */
    static Deadline in(Duration time, long longestTalk) {
        return new Deadline(time, longestTalk);
    }

    /**
     * A deadline for a part of the work: after this time, and never later than this one. With as much talk of its own.
     */
    Deadline part(Duration most) {
        Duration left = Duration.ofNanos(end - System.nanoTime());
        return new Deadline(most.compareTo(left) < 0 ? most : left, longestIdle);
    }

    boolean isOver() {
        return System.nanoTime() - end >= 0;
    }

    /** How long to wait at most, in milliseconds, at least 1: a time-out of 0 would mean for ever. */
    int millisLeft(int wanted) throws SocketTimeoutException {
        long left = (end - System.nanoTime()) / 1_000_000;
        if (left <= 0) {
            throw new SocketTimeoutException("Not done within " + time.toMillis() + " ms");
        }
        return (int) Math.min(wanted == 0 ? Integer.MAX_VALUE : wanted, left);
    }

    void peerActive(int bytes) throws SocketException {
        if (idleTimeout.addAndGet(Math.max(bytes, 0)) > longestIdle) {
            // Any other IOException is a fault of TLS to the JDK, where TLS lies above.
            throw new SocketException("The server talks without end");
        }
    }
}
