package org.signetmail.mail;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.BeforeDestroyed;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.util.concurrent.Phaser;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.signetmail.journal.Event;

/** The mails that are being handed over: Signet does not stop before it knows how they went. */
@ApplicationScoped
class UnderWay {
    /** Servers and their supervisors give a stop from 30 seconds on. */
    private static final Duration PATIENCE = Duration.ofSeconds(25);

    /** One party is Signet's own, so that the phase doesn't end while it runs. */
    private final Phaser mails = new Phaser(1);

    void begins() {
        mails.register();
    }

    void ended() {
        mails.arriveAndDeregister();
    }

    void atEnd(@Observes @BeforeDestroyed(ApplicationScoped.class) Object event) {
        int phase = mails.arrive();
        int left = mails.getUnarrivedParties();
        if (mails.getPhase() != phase) {
            return;
        }
        Event.MAIL_AWAITED.with("mails", left).log();
        try {
            mails.awaitAdvanceInterruptibly(phase, PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException tooLate) {
            Event.MAIL_ABANDONED.with("mails", mails.getUnarrivedParties()).log();
        } catch (InterruptedException hurried) {
            Event.MAIL_ABANDONED.with("mails", mails.getUnarrivedParties()).log();
            Thread.currentThread().interrupt();
        }
    }
}
