package org.signetmail.delivery;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.ObjLongConsumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.signetmail.account.Peer;
import org.signetmail.message.DeliveryClient.SendingLimits;
import org.signetmail.message.Outcome;

/**
 * Limits the messages of one mailbox to the concurrency and the rate limit of the server. Waiting threads get their
 * permits in FIFO order. Each mailbox has its own limiter. Thread-safe, except {@link #retain} and {@link #unretain}.
 */
final class MailboxLimiter {
    /**
     * A thread that waits less than this, in nanoseconds, does not count as waiting: short waits are normal even when
     * messages are sent as fast as they arrive.
     */
    private static final long SHORT_WAIT = Duration.ofSeconds(5).toNanos();

    private final int concurrent;
    private final ReentrantLock lock = new ReentrantLock();

    /** One condition per waiting thread, in FIFO order; each is signalled separately. */
    private final Deque<Condition> queue = new ArrayDeque<>();

    private final RateLimit rateLimit;
    private final ObjLongConsumer<Peer> throttled;
    private int permitsInUse;
    private int users;
    private boolean closed;

    /** @param throttled takes each back-off: the server that called for it, and the nanoseconds by which it extends the pause */
    MailboxLimiter(SendingLimits limits, ObjLongConsumer<Peer> throttled) {
        this.throttled = throttled;
        concurrent = limits.concurrent();
        rateLimit = new RateLimit(limits.perMinute());
    }

    /** The result of waiting for a permit. */
    enum Result {
        /** The caller has a permit and must return it by {@link #release}. */
        ACQUIRED,
        /** The deadline passed. */
        TIMED_OUT,
        /** The caller would have to wait, and the maximum number of threads is waiting already. */
        TOO_MANY_WAITING,
        CLOSED
    }

    /**
     * Waits for a permit.
     *
     * @param deadline the value of {@link System#nanoTime()} at which waiting ends
     * @param waiterSlots a permit for each thread that may wait; taken as soon as the wait is known to exceed the
     *     short one
     */
    Result acquire(long deadline, Semaphore waiterSlots) throws InterruptedException {
        lock.lockInterruptibly();
        Condition mine = lock.newCondition();
        queue.addLast(mine);
        try {
            if (nanosUntilPermit(mine) > 0 && !closed) {
                Result result = await(mine, deadline, waiterSlots);
                if (result != Result.ACQUIRED) {
                    return result;
                }
            }
            if (closed) {
                return Result.CLOSED;
            }
            begin();
            return Result.ACQUIRED;
        } finally {
            queue.remove(mine);
            wakeNext();
            lock.unlock();
        }
    }

    /** Takes a permit if there is one now and no thread waits for it. */
    boolean tryAcquire() {
        return locked(() -> {
            if (closed || nanosUntilPermit(null) > 0) {
                return false;
            }
            begin();
            return true;
        });
    }

    private void begin() {
        permitsInUse++;
        rateLimit.started();
    }

    private Result await(Condition mine, long deadline, Semaphore waiterSlots) throws InterruptedException {
        long shortUntil = System.nanoTime() + SHORT_WAIT;
        boolean counted = false;
        try {
            for (long left = nanosUntilPermit(mine); left > 0 && !closed; left = nanosUntilPermit(mine)) {
                long now = System.nanoTime();
                long untilDeadline = deadline - now;
                if (untilDeadline <= 0) {
                    return Result.TIMED_OUT;
                }
                if (!counted) {
                    long uncounted = shortUntil - now;
                    if (Math.max(0, rateLimit.minimumWait(positionOf(mine), now)) < uncounted) {
                        untilDeadline = Math.min(untilDeadline, uncounted);
                    } else if (waiterSlots.tryAcquire()) {
                        counted = true;
                    } else {
                        return Result.TOO_MANY_WAITING;
                    }
                }
                mine.awaitNanos(Math.min(left, untilDeadline));
            }
            return Result.ACQUIRED;
        } finally {
            if (counted) {
                waiterSlots.release();
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

    /** Denies all further permits and wakes the waiting threads. Permits in use remain valid. */
    void close() {
        locked(() -> {
            closed = true;
            queue.forEach(Condition::signal);
            return true;
        });
    }

    /** Returns a permit with which nothing was attempted. */
    void release() {
        released(System.nanoTime(), false);
    }

    /** Returns a permit, and applies a back-off if the outcome calls for one. */
    void release(Outcome outcome) {
        long now = System.nanoTime();
        lock.lock();
        try {
            if (outcome instanceof Outcome.Accepted) {
                rateLimit.accepted();
            } else if (outcome instanceof Outcome.Refused refused && RateLimit.isThrottled(refused.symptom())) {
                long pause = rateLimit.backOff(now, refused.symptom().retryAfter());
                throttled.accept(refused.symptom().peer(), pause);
            }
        } finally {
            lock.unlock();
        }
        released(
                now,
                !(outcome instanceof Outcome.Refused refused)
                        || refused.symptom().status() != 0);
    }

    /** Registers a user, so that the limiter is not evicted. The caller holds the lock of {@link MailboxLimiters}. */
    void retain() {
        users++;
    }

    void unretain() {
        users--;
    }

    /** Counts messages that another node sent, at these values of {@link System#nanoTime()}. */
    void sentElsewhere(List<Long> endTimes) {
        locked(() -> {
            rateLimit.sentElsewhere(endTimes);
            return true;
        });
    }

    /** Whether the limiter has no user and no state worth keeping. */
    boolean isUnused() {
        return locked(() -> users == 0 && rateLimit.isUnused(System.nanoTime()));
    }

    /** Threads that wait for a permit. */
    int waiting() {
        return locked(queue::size);
    }

    /** Messages that are being delivered. */
    int inFlight() {
        return locked(() -> permitsInUse);
    }

    private <T> T locked(Supplier<T> work) {
        lock.lock();
        try {
            return work.get();
        } finally {
            lock.unlock();
        }
    }

    /**
     * Nanoseconds until this waiter may proceed; {@code Long.MAX_VALUE} if another must move first.
     *
     * @param waiting null for a thread that doesn't wait, which every waiter precedes
     */
    private long nanosUntilPermit(@Nullable Condition waiting) {
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
}
