package org.signetmail.mail;

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
final class Pool {
    private static final long NOTICEABLE = 100_000_000; // nanoseconds

    private final Carriers carriers;
    private final Turnstiles turnstiles;

    Pool(Turnstiles turnstiles, Function<Carriers.Key, DeliveryClient> maker) {
        this.turnstiles = turnstiles;
        carriers = new Carriers(maker);
    }

    /**
     * Waits for the turn of one mail, which must be closed.
     *
     * @param until the moment of {@link System#nanoTime()} after which it is not waited for
     * @param places one for each thread that may wait
     * @throws NoTurn if it did not come, Signet stops, or the thread was interrupted; nothing was tried then
     */
    Turn turn(ActiveSettings activeSettings, Mailbox mailbox, long until, Semaphore places) throws NoTurn {
        MailAccount account = activeSettings.account();
        long asked = System.nanoTime();
        Turnstile turnstile = turnstiles.of(
                account,
                mailbox,
                carriers.of(activeSettings.version(), account, mailbox).limits());
        Turnstile.End end = Turnstile.End.CLOSED;
        try {
            end = turnstile.enter(until, places);
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
        } finally {
            if (end != Turnstile.End.TURN) {
                turnstiles.release(turnstile);
            }
        }
        if (end != Turnstile.End.TURN) {
            throw new NoTurn(turnstiles.closed() ? Turnstile.End.CLOSED : end);
        }
        return new Turn(activeSettings, mailbox, turnstile, System.nanoTime() - asked > NOTICEABLE);
    }

    void tidy(Instant now) {
        carriers.tidy(now);
        turnstiles.tidy();
    }

    void close() {
        carriers.close();
    }

    /** The right to have one mail carried now. */
    final class Turn implements AutoCloseable {
        private final ActiveSettings activeSettings;
        private final Mailbox mailbox;
        private final Turnstile turnstile;
        private final boolean waited;
        private boolean used;

        private Turn(ActiveSettings activeSettings, Mailbox mailbox, Turnstile turnstile, boolean waited) {
            this.activeSettings = activeSettings;
            this.mailbox = mailbox;
            this.turnstile = turnstile;
            this.waited = waited;
        }

        /** Whether it took so long that the settings may be others by now. */
        boolean waited() {
            return waited;
        }

        /** @param anew whether over a connection of its own */
        Outcome carry(RenderedMessage mail, boolean anew) {
            used = true;
            Outcome outcome = null;
            try {
                outcome = (anew
                                ? carriers.forTest(activeSettings.account(), mailbox)
                                : carriers.of(activeSettings.version(), activeSettings.account(), mailbox))
                        .deliver(mail);
                return outcome;
            } finally {
                if (outcome == null) {
                    turnstile.leave();
                } else {
                    turnstile.leave(outcome);
                }
            }
        }

        @Override
        public void close() {
            if (!used) {
                turnstile.leave();
            }
            turnstiles.release(turnstile);
        }
    }

    /** A mail's turn did not come in time. */
    static final class NoTurn extends Exception {
        private static final long serialVersionUID = 1L;

        private final Turnstile.End end;

        NoTurn(Turnstile.End end) {
            this.end = end;
        }

        /** What kept it from coming; {@link Turnstile.End#CLOSED} also for a thread that was told to stop. */
        Turnstile.End end() {
            return end;
        }
    }
}
