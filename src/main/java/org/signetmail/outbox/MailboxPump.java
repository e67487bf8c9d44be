package org.signetmail.outbox;

import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.signetmail.account.Mailbox;
import org.signetmail.delivery.DeliveryAttempts;
import org.signetmail.message.SignetClassLoader;
import org.signetmail.outbox.AttemptStore.Claimed;
import org.signetmail.outbox.MailboxLeases.Lease;
import org.signetmail.seal.SealBroken;
import org.signetmail.settings.NotConfigured;

/**
 * Sends the due messages of one mailbox, as many at a time as the mailbox's limits permit: a message is claimed only with a permit,
 * so that the most urgent one leaves next. Thread-safe.
 */
final class MailboxPump {
    private static final long IDLE = Duration.ofSeconds(5).toNanos();

    private final String mailbox;
    private final OutboxWorker worker;
    private final CircuitBreaker breaker;
    private final Set<Long> inWork = ConcurrentHashMap.newKeySet();
    private final AtomicInteger wakes = new AtomicInteger();
    private volatile @Nullable Lease lease;
    private volatile boolean taken;
    private volatile boolean mayHaveMore;
    private volatile boolean mayHaveLost;
    private volatile long busyAt = System.nanoTime();

    MailboxPump(String mailbox, OutboxWorker worker) {
        this.mailbox = mailbox;
        this.worker = worker;
        breaker = new CircuitBreaker(worker.clock);
    }

    /** Messages may be due. */
    void wake() {
        mayHaveMore = true;
        signal();
    }

    /** Looks again where the last look ended for want of a permit, and gives an idle mailbox back. */
    void tick() {
        if (mayHaveMore || isIdle()) {
            signal();
        }
    }

    private boolean isIdle() {
        return lease != null && inWork.isEmpty() && System.nanoTime() - busyAt > IDLE;
    }

    /** Whether it has nothing that a new one would lack. */
    boolean isUnused() {
        return lease == null && !mayHaveMore && inWork.isEmpty() && System.nanoTime() - busyAt > IDLE;
    }

    /** Waits until no message is in flight, at most until this value of {@link System#nanoTime()}. */
    void awaitIdle(long deadline) {
        synchronized (inWork) {
            try {
                for (long left = deadline - System.nanoTime();
                        !inWork.isEmpty() && left > 0;
                        left = deadline - System.nanoTime()) {
                    inWork.wait(left / 1_000_000 + 1);
                }
            } catch (InterruptedException stopNow) {
                Thread.currentThread().interrupt();
            }
        }
    }

    CircuitBreaker breaker() {
        return breaker;
    }

    /** Messages may be claimed that no thread has. */
    void lost() {
        mayHaveLost = true;
    }

    String mailbox() {
        return mailbox;
    }

    private void signal() {
        if (wakes.getAndIncrement() == 0) {
            worker.threads.execute(this::run);
        }
    }

    /** One thread at a time. */
    private void run() {
        int seen;
        do {
            seen = wakes.get();
            ClassLoader before = SignetClassLoader.enter();
            try {
                pump();
            } catch (NotConfigured | SealBroken notSending) {
                mayHaveMore = false; // The next poll looks again.
            } catch (RuntimeException databaseAway) {
                lost(); // What was claimed by a transaction whose end is not known has no thread.
                lease = null;
                mayHaveMore = false;
                worker.failed(databaseAway);
            } finally {
                SignetClassLoader.leave(before);
            }
        } while (wakes.addAndGet(-seen) > 0);
    }

    private void pump() throws NotConfigured, SealBroken {
        if (!mayHaveMore) {
            giveBack();
            return;
        }
        if (!worker.mayClaim(mailbox)) {
            mayHaveMore = false;
            return;
        }
        Lease held = leased();
        if (held == null) {
            mayHaveMore = false;
            return;
        }
        while (mayHaveMore && worker.mayClaim(mailbox) && inWork.size() < OutboxThreads.MAX_THREADS) {
            if (!claimed(held)) {
                return;
            }
        }
    }

    /** Starts one message; false if there is none, or no permit for it. */
    private boolean claimed(Lease held) throws NotConfigured, SealBroken {
        if (!worker.accountBreaker().tryPass()) {
            return false;
        }
        boolean started = false;
        DeliveryAttempts.Attempt attempt = null;
        try {
            if (!breaker.tryPass()) {
                return false;
            }
            attempt = worker.attempts.tryBegin(new Mailbox(mailbox)).orElse(null);
            if (attempt == null) {
                return false;
            }
            busyAt = System.nanoTime();
            mayHaveMore = false;
            Optional<Claimed> next = worker.claims.claim(held);
            if (next.isEmpty()) {
                return false;
            }
            mayHaveMore = true;
            inWork.add(next.get().number());
            DeliveryAttempts.Attempt begun = attempt;
            worker.threads.execute(() -> new MessageAttempt(this, worker, begun, next.get()).run());
            started = true;
            return true;
        } finally {
            if (!started) {
                breaker.unused();
                worker.accountBreaker().unused();
                if (attempt != null) {
                    attempt.close();
                }
            }
        }
    }

    private @Nullable Lease leased() throws NotConfigured, SealBroken {
        Lease held = lease;
        if (held == null || !held.node().equals(worker.node.id())) {
            held = worker.leases.lease(mailbox, worker.node.id()).orElse(null);
            lease = held;
            taken |= held != null && held.taken();
        }
        if (held != null && taken) {
            worker.attempts.sentElsewhere(new Mailbox(mailbox), worker.claims.sentElsewhere(held));
            taken = false;
        }
        if (held != null && mayHaveLost) {
            worker.claims.requeueLost(held, inWork);
            mayHaveLost = false;
        }
        return held;
    }

    private void giveBack() {
        Lease held = lease;
        if (held != null && isIdle()) {
            worker.leases.release(held);
            lease = null;
        }
    }

    /** The end of an attempt is recorded. */
    void leave(Claimed claimed) {
        inWork.remove(claimed.number());
        synchronized (inWork) {
            inWork.notifyAll();
        }
        busyAt = System.nanoTime();
        wake();
    }
}
