package org.signetmail.delivery;

import java.time.Instant;
import java.util.concurrent.Semaphore;
import java.util.function.Function;
import org.signetmail.account.MailAccount;
import org.signetmail.account.Mailbox;
import org.signetmail.message.DeliveryClient;
import org.signetmail.message.Outcome;
import org.signetmail.message.RenderedMessage;
import org.signetmail.settings.ActiveSettings;

/** Carriers and turnstiles: a mail asks for its turn, and is carried when that has come. Safe for many threads. */
final class SendQueue {
    private static final long NOTICEABLE = 100_000_000; // nanoseconds

    private final DeliveryClients deliveryClients;
    private final MailboxLimiters mailboxLimiters;

    SendQueue(MailboxLimiters mailboxLimiters, Function<DeliveryClients.Key, DeliveryClient> maker) {
        this.mailboxLimiters = mailboxLimiters;
        deliveryClients = new DeliveryClients(maker);
    }

    /**
     * Waits for the turn of one mail, which must be closed.
     *
     * @param until the moment of {@link System#nanoTime()} after which it is not waited for
     * @param places one for each thread that may wait
     * @throws NoTurn if it did not come, Signet stops, or the thread was interrupted; nothing was tried then
     */
    SendPermit acquire(ActiveSettings activeSettings, Mailbox mailbox, long until, Semaphore places)
            throws QueueTimeout {
        MailAccount account = activeSettings.account();
        long asked = System.nanoTime();
        MailboxLimiter mailboxLimiter = mailboxLimiters.of(
                account,
                mailbox,
                deliveryClients.of(activeSettings.version(), account, mailbox).limits());
        MailboxLimiter.End end = MailboxLimiter.End.CLOSED;
        try {
            end = mailboxLimiter.acquire(until, places);
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
        } finally {
            if (end != MailboxLimiter.End.TURN) {
                mailboxLimiters.release(mailboxLimiter);
            }
        }
        if (end != MailboxLimiter.End.TURN) {
            throw new QueueTimeout(mailboxLimiters.closed() ? MailboxLimiter.End.CLOSED : end);
        }
        return new SendPermit(activeSettings, mailbox, mailboxLimiter, System.nanoTime() - asked > NOTICEABLE);
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

    /** The right to have one mail carried now. */
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

        /** Whether it took so long that the settings may be others by now. */
        boolean waited() {
            return waited;
        }

        /** @param unpooled whether over a connection of its own */
        Outcome deliver(RenderedMessage mail, boolean unpooled) {
            used = true;
            Outcome outcome = null;
            try {
                outcome = (unpooled
                                ? deliveryClients.forTest(activeSettings.account(), mailbox)
                                : deliveryClients.of(activeSettings.version(), activeSettings.account(), mailbox))
                        .deliver(mail);
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

    /** A mail's turn did not come in time. */
    static final class QueueTimeout extends Exception {
        private static final long serialVersionUID = 1L;

        private final MailboxLimiter.End end;

        QueueTimeout(MailboxLimiter.End end) {
            this.end = end;
        }

        /** What kept it from coming; {@link MailboxLimiter.End#CLOSED} also for a thread that was told to stop. */
        MailboxLimiter.End end() {
            return end;
        }
    }
}
