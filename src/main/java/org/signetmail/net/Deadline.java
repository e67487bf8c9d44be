package org.signetmail.net;

import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.signetmail.text.Messages;

/**
 * The point in time by which an operation must be done, and how many bytes the peer may send until then. Measured by
 * {@link System#nanoTime}, unaffected by changes of the wall clock. Thread-safe.
 */
public final class Deadline {
    /** Replies to one message take a few kilobytes, certificates included. */
    private static final long DEFAULT_MAX_BYTES = 1 << 20;

    private final Duration time;
    private final long end;
    private final long maxBytes;
    private final AtomicLong bytesReceived;

    private Deadline(Duration time, long maxBytes) {
        this(time, System.nanoTime() + time.toNanos(), maxBytes, new AtomicLong());
    }

    private Deadline(Duration time, long end, long maxBytes, AtomicLong bytesReceived) {
        this.time = time;
        this.end = end;
        this.maxBytes = maxBytes;
        this.bytesReceived = bytesReceived;
    }

    /** A deadline with the byte limit of an SMTP session. */
    public static Deadline in(Duration time) {
        return in(time, DEFAULT_MAX_BYTES);
    }

    /** @param maxBytes the peer may send, TLS included */
    static Deadline in(Duration time, long maxBytes) {
        return new Deadline(time, maxBytes);
    }

    /**
     * A deadline for a part of the operation: this time from now, but never later than this deadline. It counts its
     * bytes separately, up to the same limit.
     */
    Deadline part(Duration max) {
        Duration remaining = Duration.ofNanos(end - System.nanoTime());
        return new Deadline(max.compareTo(remaining) < 0 ? max : remaining, maxBytes);
    }

    /** This deadline moved by a time that does not count. Both count the same bytes. */
    Deadline later(Duration by) {
        return new Deadline(time, end + by.toNanos(), maxBytes, bytesReceived);
    }

    boolean isOver() {
        return System.nanoTime() - end >= 0;
    }

    /**
     * Milliseconds to wait: the smaller of {@code wanted} (0 for no wish) and the time left, at least 1, since a
     * socket timeout of 0 means forever.
     */
    int millisLeft(int wanted) throws SocketTimeoutException {
        long left = (end - System.nanoTime()) / 1_000_000;
        if (left <= 0) {
            throw new SocketTimeoutException(Messages.text("net.timeout", time.toMillis()));
        }
        return (int) Math.min(wanted == 0 ? Integer.MAX_VALUE : wanted, left);
    }

    void countReceived(int bytes) throws SocketException {
        if (bytesReceived.addAndGet(Math.max(bytes, 0)) > maxBytes) {
            // With TLS above this socket, the JDK reports any other IOException as a TLS error.
            throw new SocketException(Messages.text("net.tooMuch"));
        }
    }
}
