package org.signetmail.mail;

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
final class Turnstile {
    private static final int SERVICE_NOT_AVAILABLE = 421;
    private static final int TOO_MANY_AT_ONCE = 432;
    private static final int NOT_NOW = 451;
    private static final int TOO_MANY_REQUESTS = 429;

    /**
     * A thread whose turn comes within this time is not counted among those that wait: where mails go out as fast as they come,
     * some of them always meet. Nanoseconds.
     */
    private static final long SHORT_WAIT = Duration.ofSeconds(5).toNanos();

    private final int atOnce;
    private final ReentrantLock lock = new ReentrantLock();

    /** Who waits, each to be woken by itself; the first is next. */
    private final Deque<Condition> line = new ArrayDeque<>();

    private final Pace pace;
    private int inside;
    private int users;
    private boolean closed;

    Turnstile(SendingLimits allowance) {
        atOnce = allowance.atOnce();
        pace = new Pace(allowance.aMinute());
    }

    /** How waiting for a turn ended. */
    enum End {
        /** It is this mail's turn, which is ended by {@link #leave}. */
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
    End enter(long until, Semaphore places) throws InterruptedException {
        lock.lockInterruptibly();
        Condition mine = lock.newCondition();
        line.addLast(mine);
        try {
            if (left(mine) > 0 && !closed) {
                End end = await(mine, until, places);
                if (end != End.TURN) {
                    return end;
                }
            }
            if (closed) {
                return End.CLOSED;
            }
            inside++;
            pace.began();
            return End.TURN;
        } finally {
            line.remove(mine);
            wakeNext();
            lock.unlock();
        }
    }

    private End await(Condition mine, long until, Semaphore places) throws InterruptedException {
        long shortUntil = System.nanoTime() + SHORT_WAIT;
        boolean counted = false;
        try {
            for (long left = left(mine); left > 0 && !closed; left = left(mine)) {
                long now = System.nanoTime();
                long patience = until - now;
                if (patience <= 0) {
                    return End.LATE;
                }
                if (!counted) {
                    long uncounted = shortUntil - now;
                    if (Math.max(0, pace.atLeast(ahead(mine), now)) < uncounted) {
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

    private int ahead(Condition waiting) {
        int ahead = 0;
        for (Condition each : line) {
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
            line.forEach(Condition::signal);
        } finally {
            lock.unlock();
        }
    }

    /** Ends a turn in which nothing was tried. */
    void leave() {
        gone(System.nanoTime(), false);
    }

    /** Ends a turn, and learns from how it went. */
    void leave(Outcome outcome) {
        long now = System.nanoTime();
        lock.lock();
        try {
            if (outcome instanceof Outcome.Accepted) {
                pace.accepted();
            } else if (outcome instanceof Outcome.Refused refused && asksToGoSlower(refused.symptom())) {
                pace.slower(now, refused.symptom().retryAfter());
            }
        } finally {
            lock.unlock();
        }
        gone(
                now,
                !(outcome instanceof Outcome.Refused refused)
                        || refused.symptom().status() != 0);
    }

    /** Somebody is going to use it. */
    void enlist() {
        users++;
    }

    void discharge() {
        users--;
    }

    /** Whether nobody uses it and it has nothing to remember. */
    boolean isFresh() {
        lock.lock();
        try {
            return users == 0 && pace.isFresh(System.nanoTime());
        } finally {
            lock.unlock();
        }
    }

    /** How long until it may go in; for ever if that depends on somebody else. */
    private long left(Condition waiting) {
        return line.peekFirst() == waiting && inside < atOnce ? pace.left(System.nanoTime()) : Long.MAX_VALUE;
    }

    private void gone(long now, boolean counted) {
        lock.lock();
        try {
            inside--;
            pace.ended(now, counted);
            wakeNext();
        } finally {
            lock.unlock();
        }
    }

    private void wakeNext() {
        Condition next = line.peekFirst();
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
