package org.signetmail.delivery;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.concurrent.Phaser;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.signetmail.log.LogEvent;

/** The mails that are being handed over. */
@ApplicationScoped
class InFlightMails {
    /** One party is Signet's own, so that the phase ends with it and not with each mail. */
    private final Phaser mails = new Phaser(1);

    void add() {
        mails.register();
    }

    void remove() {
        mails.arriveAndDeregister();
    }

    /** Returns when it is known how all mails went that are under way now, or when patience ends. */
    void await(Duration patience) {
        int phase = mails.arrive();
        if (mails.getPhase() != phase) {
            return;
        }
        LogEvent.MAIL_AWAITED.with("mails", mails.getUnarrivedParties()).log();
        try {
            mails.awaitAdvanceInterruptibly(phase, patience.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException tooLate) {
            logAbandoned();
        } catch (InterruptedException hurried) {
            logAbandoned();
            Thread.currentThread().interrupt();
        }
    }

    private void logAbandoned() {
        LogEvent.MAIL_ABANDONED.with("mails", mails.getUnarrivedParties()).log();
    }
}
