package org.signetmail.mail;

import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.signetmail.account.Peer;
import org.signetmail.account.Symptom;
import org.signetmail.letter.Carrier.Allowance;
import org.signetmail.letter.Outcome;

/**
 * Lets the mails of one mailbox through in the order in which they came, as many at once and a minute as Microsoft takes.
 * Other mailboxes have turnstiles of their own and wait for nobody here.
 */
final class Turnstile {
    private static final int SERVICE_NOT_AVAILABLE = 421;
    private static final int TOO_MANY_AT_ONCE = 432;
    private static final int NOT_NOW = 451;
    private static final int TOO_MANY_REQUESTS = 429;

    private final Semaphore slots;
    private final Semaphore head = new Semaphore(1, true);
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition paceChanged = lock.newCondition();
    private final Pace pace;
    private int users;

    Turnstile(Allowance allowance) {
        slots = new Semaphore(allowance.atOnce(), true);
        pace = new Pace(allowance.aMinute());
    }

    /**
     * Waits for a turn.
     *
     * @param until the moment of {@link System#nanoTime()} after which it is not waited for
     * @return whether it came; a turn is ended by {@link #leave}
     */
    boolean enter(long until) throws InterruptedException {
        if (!head.tryAcquire(until - System.nanoTime(), TimeUnit.NANOSECONDS)) {
            return false;
        }
        boolean came = false;
        try {
            came = slots.tryAcquire(until - System.nanoTime(), TimeUnit.NANOSECONDS);
            if (came && !paced(until)) {
                slots.release();
                came = false;
            }
            return came;
        } finally {
            head.release();
        }
    }

    /** Ends a turn in which nothing was tried. */
    void leave() {
        left(System.nanoTime(), false);
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
        left(
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

    private boolean paced(long until) throws InterruptedException {
        lock.lockInterruptibly();
        try {
            for (long now = System.nanoTime(); pace.left(now) > 0; now = System.nanoTime()) {
                if (until - now <= 0) {
                    return false;
                }
                paceChanged.awaitNanos(Math.min(pace.left(now), until - now));
            }
            pace.began();
            return true;
        } finally {
            lock.unlock();
        }
    }

    private void left(long now, boolean counted) {
        lock.lock();
        try {
            pace.ended(now, counted);
            paceChanged.signalAll();
        } finally {
            lock.unlock();
        }
        slots.release();
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
