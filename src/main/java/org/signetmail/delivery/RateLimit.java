package org.signetmail.delivery;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import org.signetmail.account.Peer;
import org.signetmail.account.Symptom;

/**
 * The rate limit of one mailbox: a sliding window of 60 seconds, and a back-off when the server throttles.
 *
 * <p>With a limit of n a minute, n messages may be sent in a burst; each further one waits until the message n before
 * it ended 60 seconds ago. No window of 60 seconds has more than n, wherever it starts.
 *
 * <p>Times are values of {@link System#nanoTime()}. Not thread-safe.
 */
final class RateLimit {
    private static final int SERVICE_NOT_AVAILABLE = 421;
    private static final int CONCURRENCY_EXCEEDED = 432;
    private static final int LOCAL_ERROR = 451;
    private static final int TOO_MANY_REQUESTS = 429;
    private static final long MINUTE = Duration.ofMinutes(1).toNanos();
    private static final long INITIAL_BACK_OFF = Duration.ofSeconds(1).toNanos();
    private static final Duration MAX_RETRY_AFTER = Duration.ofHours(1);
    private static final int MAX_DOUBLINGS = 6; // a back-off of about a minute

    private final int perMinute;
    private final Deque<Long> endTimes = new ArrayDeque<>();
    private int inFlight;
    private long notBefore;
    private boolean paused;
    private int consecutiveBackOffs;

    /** @param perMinute messages in any 60 seconds; 0 for no limit */
    RateLimit(int perMinute) {
        this.perMinute = perMinute;
    }

    /** Nanoseconds until the next message may start; 0 or less if it may start now. */
    long nanosUntilNext(long now) {
        removeExpired(now);
        long pause = paused ? notBefore - now : 0;
        if (perMinute == 0 || endTimes.size() + inFlight < perMinute) {
            return pause;
        }
        // If all of them are in flight, it is unknown when the first one ends.
        long full = endTimes.isEmpty() ? MINUTE : endTimes.getFirst() + MINUTE - now;
        return Math.max(full, pause);
    }

    /**
     * Minimum wait in nanoseconds of a message with others ahead of it; 0 or less if it may be able to start at once.
     *
     * @param ahead number of messages ahead of it in the queue
     */
    long minimumWait(int ahead, long now) {
        removeExpired(now);
        long pause = paused ? notBefore - now : 0;
        int later = ahead - (perMinute - endTimes.size() - inFlight);
        if (perMinute == 0 || later < 0) {
            return pause;
        }
        long wait = MINUTE; // The 60 seconds of messages in flight or in the queue have not started.
        if (later < endTimes.size()) {
            wait = endTimes.stream().skip(later).findFirst().orElseThrow() + MINUTE - now;
        }
        return Math.max(wait, pause);
    }

    /** A message started. */
    void started() {
        inFlight++;
    }

    /**
     * A message ended. Its 60 seconds start here, because the server counted it earlier.
     *
     * @param counted whether the server may have counted it
     */
    void ended(long now, boolean counted) {
        inFlight--;
        if (counted && perMinute > 0) {
            endTimes.addLast(now);
        }
    }

    /** Counts messages that another node sent: they ended at these times. */
    void sentElsewhere(List<Long> times) {
        if (perMinute > 0) {
            var all = new ArrayList<>(endTimes);
            all.addAll(times);
            long now = System.nanoTime();
            all.sort(Comparator.comparingLong(end -> end - now));
            endTimes.clear();
            endTimes.addAll(all);
        }
    }

    /** The server accepted a message: the next back-off starts from the initial one. */
    void accepted() {
        consecutiveBackOffs = 0;
    }

    /**
     * Applies a back-off: it doubles with each consecutive one, and is at least {@code retryAfter}, up to an hour.
     *
     * @return nanoseconds by which it extends the pause
     */
    long backOff(long now, Optional<Duration> retryAfter) {
        long pause = INITIAL_BACK_OFF << Math.min(consecutiveBackOffs, MAX_DOUBLINGS);
        consecutiveBackOffs++;
        Duration requested = retryAfter.orElse(Duration.ZERO);
        long atLeast = (requested.compareTo(MAX_RETRY_AFTER) < 0 ? requested : MAX_RETRY_AFTER).toNanos();
        long until = now + Math.max(pause, atLeast);
        long before = paused && notBefore - now > 0 ? notBefore : now;
        notBefore = paused && notBefore - until > 0 ? notBefore : until;
        paused = true;
        return notBefore - before;
    }

    /** Whether this object has no state that a new one would lack. */
    boolean isUnused(long now) {
        removeExpired(now);
        return inFlight == 0 && endTimes.isEmpty() && !paused && consecutiveBackOffs == 0;
    }

    private void removeExpired(long now) {
        while (!endTimes.isEmpty() && now - endTimes.getFirst() >= MINUTE) {
            endTimes.removeFirst();
        }
        if (paused && notBefore - now <= 0) {
            paused = false;
        }
    }

    /** Whether the server refused a message because there are too many. */
    static boolean isThrottled(Symptom symptom) {
        return symptom.peer() == Peer.GRAPH
                ? symptom.status() == TOO_MANY_REQUESTS
                : symptom.peer() == Peer.SMTP
                        && (symptom.status() == SERVICE_NOT_AVAILABLE
                                || symptom.status() == CONCURRENCY_EXCEEDED
                                || symptom.status() == LOCAL_ERROR);
    }
}
