package org.signetmail.expiry;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Instant;
import java.util.OptionalInt;
import org.signetmail.account.Mailbox;
import org.signetmail.account.Peer;
import org.signetmail.delivery.Mailer;
import org.signetmail.log.LogEvent;
import org.signetmail.message.Outcome;
import org.signetmail.seal.SealBroken;
import org.signetmail.settings.NotConfigured;
import org.signetmail.settings.SettingsStore;

/**
 * Mails a warning 60, 30, 14, 7, 3, 1 and 0 days before the saved client secret expires, once each.
 *
 * <p>After days without a look only the last warning that is due is mailed. A warning that nobody could be mailed is due
 * again at the next look; one with an unknown outcome is not, so that nobody gets it twice.
 */
@ApplicationScoped
class ExpiryWatch {
    @Inject
    SettingsStore settings;

    @Inject
    WarningLog log;

    @Inject
    Mailer mailer;

    @Inject
    Clock clock;

    /** Looks at the calendar and mails what is due. No transaction is open while mail is handed over. */
    void look() {
        Instant now = clock.instant();
        WatchedSecret.in(settings.load()).ifPresent(secret -> look(secret, now));
    }

    private void look(WatchedSecret secret, Instant now) {
        OptionalInt due = secret.expiry().warningDue(now);
        if (due.isEmpty()) {
            return;
        }
        if (secret.warned().isEmpty()) {
            LogEvent.NO_ADMINISTRATORS_TO_WARN
                    .with("why", secret.expiry().said(now))
                    .log();
            return;
        }
        if (!log.claim(secret.identity(), due.getAsInt(), now)) {
            return;
        }
        boolean somebodyWarned = false;
        try {
            somebodyWarned = warnAll(secret, now);
        } finally {
            if (!somebodyWarned) {
                log.giveBack(secret.identity(), due.getAsInt());
                LogEvent.WARNING_DUE_AGAIN
                        .with("why", secret.expiry().said(now))
                        .log();
            }
        }
    }

    /** A mail for each, so that one bad address keeps nobody else from being warned. */
    private boolean warnAll(WatchedSecret secret, Instant now) {
        var letter = new ExpiryMail(secret, now);
        boolean somebodyWarned = false;
        for (Mailbox administrator : secret.warned()) {
            Outcome outcome;
            try {
                outcome = mailer.sendFromSystem(letter.to(administrator));
            } catch (NotConfigured | SealBroken noWayOut) {
                LogEvent.WARNING_IMPOSSIBLE
                        .with("why", String.valueOf(noWayOut.getMessage()))
                        .log();
                return somebodyWarned;
            }
            somebodyWarned |= !(outcome instanceof Outcome.Refused);
            note(administrator, outcome);
            // Without a token for one there is none for the others, and Entra takes offence at many equal requests.
            if (outcome instanceof Outcome.Refused refused && refused.symptom().peer() == Peer.ENTRA) {
                return somebodyWarned;
            }
        }
        return somebodyWarned;
    }

    private static void note(Mailbox administrator, Outcome outcome) {
        if (outcome instanceof Outcome.Refused refused) {
            LogEvent.WARNING_REFUSED
                    .with("to", administrator)
                    .with("peer", refused.symptom().peer())
                    .with("code", refused.symptom().code())
                    .log();
        } else if (outcome instanceof Outcome.Unknown unknown) {
            LogEvent.WARNING_UNKNOWN
                    .with("to", administrator)
                    .with("peer", unknown.symptom().peer())
                    .with("code", unknown.symptom().code())
                    .log();
        } else {
            LogEvent.WARNING_ACCEPTED.with("to", administrator).log();
        }
    }
}
