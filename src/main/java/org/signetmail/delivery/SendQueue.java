package org.signetmail.delivery;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.function.Function;
import org.signetmail.account.MailAccount;
import org.signetmail.account.Mailbox;
import org.signetmail.message.DeliveryClient;
import org.signetmail.message.HandOver;
import org.signetmail.message.Outcome;
import org.signetmail.message.RenderedMessage;
import org.signetmail.settings.ActiveSettings;

/**
 * The queue of outgoing messages: each waits for a permit of its mailbox, within the rate limit, and is delivered
 * with it. Thread-safe.
 */
final class SendQueue {
    private static final long NOTICEABLE_WAIT = 100_000_000; // nanoseconds

    private final DeliveryClients deliveryClients;
    private final MailboxLimiters mailboxLimiters;

    SendQueue(MailboxLimiters mailboxLimiters, Function<DeliveryClients.Key, DeliveryClient> factory) {
        this.mailboxLimiters = mailboxLimiters;
        deliveryClients = new DeliveryClients(factory);
    }

    /**
     * Waits for a permit to send one message. The permit must be closed.
     *
     * @param deadline the value of {@link System#nanoTime()} at which waiting ends
     * @param waiterSlots a permit for each thread that may wait
     * @throws QueueTimeout if no permit was granted in time, too many threads wait, Signet is stopping, or the thread
     *     was interrupted; nothing was attempted
     */
    SendPermit acquire(ActiveSettings activeSettings, Mailbox mailbox, long deadline, Semaphore waiterSlots)
            throws QueueTimeout {
        long began = System.nanoTime();
        MailboxLimiter mailboxLimiter = limiter(activeSettings, mailbox);
        MailboxLimiter.Result result = MailboxLimiter.Result.CLOSED;
        try {
            result = mailboxLimiter.acquire(deadline, waiterSlots);
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
        } finally {
            if (result != MailboxLimiter.Result.ACQUIRED) {
                mailboxLimiters.release(mailboxLimiter);
            }
        }
        if (result != MailboxLimiter.Result.ACQUIRED) {
            throw new QueueTimeout(mailboxLimiters.isClosed() ? MailboxLimiter.Result.CLOSED : result);
        }
        return new SendPermit(activeSettings, mailbox, mailboxLimiter, System.nanoTime() - began > NOTICEABLE_WAIT);
    }

    /** Takes a permit to send one message if there is one now. It must be closed. */
    Optional<SendPermit> tryAcquire(ActiveSettings activeSettings, Mailbox mailbox) {
        MailboxLimiter mailboxLimiter = limiter(activeSettings, mailbox);
        if (mailboxLimiter.tryAcquire()) {
            return Optional.of(new SendPermit(activeSettings, mailbox, mailboxLimiter, false));
        }
        mailboxLimiters.release(mailboxLimiter);
        return Optional.empty();
    }

    /** Counts messages that another node sent from this mailbox, at these values of {@link System#nanoTime()}. */
    void sentElsewhere(ActiveSettings activeSettings, Mailbox mailbox, List<Long> endTimes) {
        MailboxLimiter mailboxLimiter = limiter(activeSettings, mailbox);
        mailboxLimiter.sentElsewhere(endTimes);
        mailboxLimiters.release(mailboxLimiter);
    }

    private MailboxLimiter limiter(ActiveSettings activeSettings, Mailbox mailbox) {
        MailAccount account = activeSettings.account();
        return mailboxLimiters.of(
                account,
                mailbox,
                deliveryClients.of(activeSettings.version(), account, mailbox).limits());
    }

    void abortOverdue() {
        deliveryClients.abortOverdue();
    }

    void evictIdle(Instant now) {
        deliveryClients.evictIdle(now);
        mailboxLimiters.evictIdle();
    }

    void close() {
        deliveryClients.close();
    }

    /** The permit to send one message. */
    final class SendPermit implements AutoCloseable {
        private final ActiveSettings activeSettings;
        private final Mailbox mailbox;
        private final MailboxLimiter mailboxLimiter;
        private final boolean waited;
        private boolean used;

        private SendPermit(
                ActiveSettings activeSettings, Mailbox mailbox, MailboxLimiter mailboxLimiter, boolean waited) {
            this.activeSettings = activeSettings;
            this.mailbox = mailbox;
            this.mailboxLimiter = mailboxLimiter;
            this.waited = waited;
        }

        /** Whether the wait was long enough for the settings to have changed. */
        boolean waited() {
            return waited;
        }

        /** @param unpooled whether to use a new connection for this message alone */
        Outcome deliver(RenderedMessage mail, boolean unpooled, HandOver handOver) {
            if (used) {
                throw new IllegalStateException("A permit is for one message");
            }
            used = true;
            Outcome outcome = null;
            try {
                outcome = (unpooled
                                ? deliveryClients.forTest(activeSettings.account(), mailbox)
                                : deliveryClients.of(activeSettings.version(), activeSettings.account(), mailbox))
                        .deliver(mail, handOver);
                return outcome;
            } finally {
                if (outcome == null) {
                    mailboxLimiter.release();
                } else {
                    mailboxLimiter.release(outcome);
                }
            }
        }

        @Override
        public void close() {
            if (!used) {
                mailboxLimiter.release();
            }
            mailboxLimiters.release(mailboxLimiter);
        }
    }

    /** Thrown if a message gets no permit. */
    static final class QueueTimeout extends Exception {
        private static final long serialVersionUID = 1L;

        private final MailboxLimiter.Result result;

        QueueTimeout(MailboxLimiter.Result result) {
            this.result = result;
        }

        /** Why there is no permit; {@link MailboxLimiter.Result#CLOSED} also for an interrupted thread. */
        MailboxLimiter.Result result() {
            return result;
        }
    }
}
