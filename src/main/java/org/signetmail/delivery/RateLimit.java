package org.signetmail.delivery;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;

/**
 * When the next mail of a mailbox may go. All of a minute's mails may go at once; after that each waits until the one that
 * many before it is a minute old, so that no minute has more, wherever it is taken to begin.
 *
 * <p>Times are nanoseconds of a steady clock. For one thread at a time.
 */
final class RateLimit {
    private static final long MINUTE = Duration.ofMinutes(1).toNanos();
    private static final long FIRST_PAUSE = Duration.ofSeconds(1).toNanos();
    private static final Duration LONGEST_WANTED = Duration.ofHours(1);
    private static final int LONGEST_PAUSE = 6; // doublings of the first: about a minute

    private final int perMinute;
    private final Deque<Long> ended = new ArrayDeque<>();
    private int inFlight;
    private long notBefore;
    private boolean paused;
    private int askedInARow;

    /** @param aMinute mails in any sixty seconds; 0 for no limit */
    RateLimit(int aMinute) {
        this.perMinute = aMinute;
    }

    /** How long the next one has to wait; 0 or less if it may go. */
    long nanosUntilNext(long now) {
        forget(now);
        long pause = paused ? notBefore - now : 0;
        if (perMinute == 0 || ended.size() + inFlight < perMinute) {
            return pause;
        }
        // Where all of them are under way it is not known yet when the first ends.
        long full = ended.isEmpty() ? MINUTE : ended.getFirst() + MINUTE - now;
        return Math.max(full, pause);
    }

    /**
     * How long one has to wait at least that has others before it; 0 or less if it may be that it goes at once.
     *
     * @param ahead how many go before it
     */
    long atLeast(int ahead, long now) {
        forget(now);
        long pause = paused ? notBefore - now : 0;
        int later = ahead - (perMinute - ended.size() - inFlight);
        if (perMinute == 0 || later < 0) {
            return pause;
        }
        long turn = MINUTE; // Of those that are under way, or wait, the minute has not begun.
        if (later < ended.size()) {
            turn = ended.stream().skip(later).findFirst().orElseThrow() + MINUTE - now;
        }
        return Math.max(turn, pause);
    }

    void began() {
        inFlight++;
    }

    /**
     * A mail ended. Its minute is counted from here: a server counted it earlier.
     *
     * @param counted whether the server may have counted it
     */
    void ended(long now, boolean counted) {
        inFlight--;
        if (counted && perMinute > 0) {
            ended.addLast(now);
        }
    }

    void accepted() {
        askedInARow = 0;
    }

    /** The server asked to go slower: for as long as it says, or twice as long each time that it asks again. */
    void backOff(long now, Optional<Duration> asked) {
        long pause = FIRST_PAUSE << Math.min(askedInARow, LONGEST_PAUSE);
        askedInARow++;
        Duration wait = asked.orElse(Duration.ZERO);
        long wanted = (wait.compareTo(LONGEST_WANTED) < 0 ? wait : LONGEST_WANTED).toNanos();
        long until = now + Math.max(pause, wanted);
        notBefore = paused && notBefore - until > 0 ? notBefore : until;
        paused = true;
    }

    /** Whether nothing of it is worth keeping. */
    boolean isUnused(long now) {
        forget(now);
        return inFlight == 0 && ended.isEmpty() && !paused && askedInARow == 0;
    }

    private void forget(long now) {
        while (!ended.isEmpty() && now - ended.getFirst() >= MINUTE) {
            ended.removeFirst();
        }
        if (paused && notBefore - now <= 0) {
            paused = false;
        }
    }
}
