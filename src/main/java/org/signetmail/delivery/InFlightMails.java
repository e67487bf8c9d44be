package org.signetmail.delivery;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.concurrent.Phaser;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.signetmail.log.LogEvent;

/** The messages in flight, Signet's own included. Thread-safe. */
@ApplicationScoped
class InFlightMails {
    /** One party is this object itself: the phase advances when that arrives, not after each message. */
    private final Phaser messages = new Phaser(1);

    void add() {
        messages.register();
    }

    void remove() {
        messages.arriveAndDeregister();
    }

    /** Waits until all messages that are in flight now have completed, at most for the timeout. */
    void await(Duration timeout) {
        int phase = messages.arrive();
        if (messages.getPhase() != phase) {
            return;
        }
        LogEvent.MAIL_AWAITED.with("mails", messages.getUnarrivedParties()).log();
        try {
            messages.awaitAdvanceInterruptibly(phase, timeout.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException stillInFlight) {
            logAbandoned();
        } catch (InterruptedException stopNow) {
            logAbandoned();
            Thread.currentThread().interrupt();
        }
    }

    private void logAbandoned() {
        LogEvent.MAIL_ABANDONED.with("mails", messages.getUnarrivedParties()).log();
    }
}
