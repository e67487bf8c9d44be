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
 * <p>After an outage only the latest due warning is mailed. A warning that no recipient could be sent is retried at the
 * next run; one with an unknown outcome is not, to avoid duplicates.
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

    /** Mails the warning that is due, if any. No transaction is open while mail is sent. */
    void sendDueWarning() {
        Instant now = clock.instant();
        WatchedSecret.from(settings.load()).ifPresent(secret -> sendDueWarning(secret, now));
    }

    private void sendDueWarning(WatchedSecret secret, Instant now) {
        OptionalInt due = secret.expiry().warningDue(now);
        if (due.isEmpty()) {
            return;
        }
        if (secret.warned().isEmpty()) {
            LogEvent.NO_ADMINISTRATORS_TO_WARN
                    .with("why", secret.expiry().sentence(now))
                    .log();
            return;
        }
        if (!log.claim(secret.identity(), due.getAsInt(), now)) {
            return;
        }
        boolean anyWarned = false;
        try {
            anyWarned = warnAll(secret, now);
        } finally {
            if (!anyWarned) {
                log.release(secret.identity(), due.getAsInt());
                LogEvent.WARNING_DUE_AGAIN
                        .with("why", secret.expiry().sentence(now))
                        .log();
            }
        }
    }

    /** Sends one mail per administrator, so that an invalid address doesn't affect the others. */
    private boolean warnAll(WatchedSecret secret, Instant now) {
        var mail = new ExpiryMail(secret, now);
        boolean anyWarned = false;
        for (Mailbox administrator : secret.warned()) {
            Outcome outcome;
            try {
                outcome = mailer.sendFromSystem(mail.to(administrator));
            } catch (NotConfigured | SealBroken cannotSend) {
                LogEvent.WARNING_IMPOSSIBLE
                        .with("why", String.valueOf(cannotSend.getMessage()))
                        .log();
                return anyWarned;
            }
            anyWarned |= !(outcome instanceof Outcome.Refused);
            logOutcome(administrator, outcome);
            // Without a token for one there is none for the others, and Entra throttles many equal requests.
            if (outcome instanceof Outcome.Refused refused && refused.symptom().peer() == Peer.ENTRA) {
                return anyWarned;
            }
        }
        return anyWarned;
    }

    private static void logOutcome(Mailbox administrator, Outcome outcome) {
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
