package org.signetmail.delivery;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.Semaphore;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.signetmail.account.Peer;
import org.signetmail.account.Symptom;
import org.signetmail.message.DeliveryClient.SendingLimits;
import org.signetmail.message.Outcome;

/**
 * Lets the mails of one mailbox through in the order in which they came, as many at once and a minute as Microsoft takes.
 * Other mailboxes have turnstiles of their own and wait for nobody here.
 */
final class MailboxLimiter {
    private static final int SERVICE_NOT_AVAILABLE = 421;
    private static final int TOO_MANY_AT_ONCE = 432;
    private static final int NOT_NOW = 451;
    private static final int TOO_MANY_REQUESTS = 429;

    /**
     * A thread whose turn comes within this time is not counted among those that wait: where mails go out as fast as they come,
     * some of them always meet. Nanoseconds.
     */
    private static final long SHORT_WAIT = Duration.ofSeconds(5).toNanos();

    private final int concurrent;
    private final ReentrantLock lock = new ReentrantLock();

    /** Who waits, each to be woken by itself; the first is next. */
    private final Deque<Condition> queue = new ArrayDeque<>();

    private final RateLimit rateLimit;
    private int permitsInUse;
    private int users;
    private boolean closed;

    MailboxLimiter(SendingLimits allowance) {
        concurrent = allowance.concurrent();
        rateLimit = new RateLimit(allowance.perMinute());
    }

    /** How waiting for a turn ended. */
    enum End {
        /** It is this mail's turn, which is ended by {@link #release}. */
        TURN,
        LATE,
        /** It would have to wait, and as many threads wait as may. */
        CROWDED,
        CLOSED
    }

    /**
     * Waits for a turn.
     *
     * @param until the moment of {@link System#nanoTime()} after which it is not waited for
     * @param places one for each thread that may wait; the thread takes one as soon as its wait is known to be no short one
     */
    End acquire(long until, Semaphore places) throws InterruptedException {
        lock.lockInterruptibly();
        Condition mine = lock.newCondition();
        queue.addLast(mine);
        try {
            if (nanosUntilPermit(mine) > 0 && !closed) {
                End end = await(mine, until, places);
                if (end != End.TURN) {
                    return end;
                }
            }
            if (closed) {
                return End.CLOSED;
            }
            permitsInUse++;
            rateLimit.began();
            return End.TURN;
        } finally {
            queue.remove(mine);
            wakeNext();
            lock.unlock();
        }
    }

    private End await(Condition mine, long until, Semaphore places) throws InterruptedException {
        long shortUntil = System.nanoTime() + SHORT_WAIT;
        boolean counted = false;
        try {
            for (long left = nanosUntilPermit(mine); left > 0 && !closed; left = nanosUntilPermit(mine)) {
                long now = System.nanoTime();
                long patience = until - now;
                if (patience <= 0) {
                    return End.LATE;
                }
                if (!counted) {
                    long uncounted = shortUntil - now;
                    if (Math.max(0, rateLimit.atLeast(positionOf(mine), now)) < uncounted) {
                        patience = Math.min(patience, uncounted);
                    } else if (places.tryAcquire()) {
                        counted = true;
                    } else {
                        return End.CROWDED;
                    }
                }
                mine.awaitNanos(Math.min(left, patience));
            }
            return End.TURN;
        } finally {
            if (counted) {
                places.release();
            }
        }
    }

    private int positionOf(Condition waiting) {
        int ahead = 0;
        for (Condition each : queue) {
            if (each == waiting) {
                return ahead;
            }
            ahead++;
        }
        return ahead;
    }

    /** Nobody gets in any more; whoever waits is told so. Those inside leave as ever. */
    void close() {
        lock.lock();
        try {
            closed = true;
            queue.forEach(Condition::signal);
        } finally {
            lock.unlock();
        }
    }

    /** Ends a turn in which nothing was tried. */
    void release() {
        released(System.nanoTime(), false);
    }

    /** Ends a turn, and learns from how it went. */
    void release(Outcome outcome) {
        long now = System.nanoTime();
        lock.lock();
        try {
            if (outcome instanceof Outcome.Accepted) {
                rateLimit.accepted();
            } else if (outcome instanceof Outcome.Refused refused && asksToGoSlower(refused.symptom())) {
                rateLimit.backOff(now, refused.symptom().retryAfter());
            }
        } finally {
            lock.unlock();
        }
        released(
                now,
                !(outcome instanceof Outcome.Refused refused)
                        || refused.symptom().status() != 0);
    }

    /** Somebody is going to use it. */
    void retain() {
        users++;
    }

    void unretain() {
        users--;
    }

    /** Whether nobody uses it and it has nothing to remember. */
    boolean isUnused() {
        lock.lock();
        try {
            return users == 0 && rateLimit.isUnused(System.nanoTime());
        } finally {
            lock.unlock();
        }
    }

    /** How long until it may go in; for ever if that depends on somebody else. */
    private long nanosUntilPermit(Condition waiting) {
        return queue.peekFirst() == waiting && permitsInUse < concurrent
                ? rateLimit.nanosUntilNext(System.nanoTime())
                : Long.MAX_VALUE;
    }

    private void released(long now, boolean counted) {
        lock.lock();
        try {
            permitsInUse--;
            rateLimit.ended(now, counted);
            wakeNext();
        } finally {
            lock.unlock();
        }
    }

    private void wakeNext() {
        Condition next = queue.peekFirst();
        if (next != null) {
            next.signal();
        }
    }

    private static boolean asksToGoSlower(Symptom symptom) {
        return symptom.peer() == Peer.GRAPH
                ? symptom.status() == TOO_MANY_REQUESTS
                : symptom.peer() == Peer.SMTP
                        && (symptom.status() == SERVICE_NOT_AVAILABLE
                                || symptom.status() == TOO_MANY_AT_ONCE
                                || symptom.status() == NOT_NOW);
    }
}
