package org.signetmail.expiry;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.OptionalInt;
import org.signetmail.account.Mailbox;
import org.signetmail.account.Peer;
import org.signetmail.mail.Mailer;
import org.signetmail.mail.Outcome;
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
    private static final Logger LOGGER = System.getLogger(ExpiryWatch.class.getName());

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
        LocalDate today = LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
        WatchedSecret.in(settings.load()).ifPresent(secret -> look(secret, today));
    }

    private void look(WatchedSecret secret, LocalDate today) {
        OptionalInt due = secret.expiry().warningDue(today);
        if (due.isEmpty()) {
            return;
        }
        if (secret.warned().isEmpty()) {
            LOGGER.log(
                    Level.WARNING,
                    "Nobody is entered to be warned. {0}.",
                    secret.expiry().said(today));
            return;
        }
        if (!log.claim(secret.identity(), due.getAsInt(), clock.instant())) {
            return;
        }
        boolean somebodyWarned = false;
        try {
            somebodyWarned = warnAll(secret, today);
        } finally {
            if (!somebodyWarned) {
                log.giveBack(secret.identity(), due.getAsInt());
                LOGGER.log(
                        Level.WARNING,
                        "No warning could be mailed. {0}.",
                        secret.expiry().said(today));
            }
        }
    }

    /** A mail for each, so that one bad address keeps nobody else from being warned. */
    private boolean warnAll(WatchedSecret secret, LocalDate today) {
        var letter = new ExpiryLetter(secret, today);
        boolean somebodyWarned = false;
        for (Mailbox administrator : secret.warned()) {
            Outcome outcome;
            try {
                outcome = mailer.sendFromSystem(letter.to(administrator));
            } catch (NotConfigured | SealBroken noWayOut) {
                LOGGER.log(Level.WARNING, "Mail can''t be sent at all: {0}", noWayOut.getMessage());
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
            LOGGER.log(
                    Level.WARNING,
                    "The warning to {0} was refused: {1} {2}",
                    administrator,
                    refused.symptom().peer(),
                    refused.symptom().code());
        } else if (outcome instanceof Outcome.Unknown unknown) {
            LOGGER.log(
                    Level.WARNING,
                    "Not known whether the warning to {0} went out: {1} {2}",
                    administrator,
                    unknown.symptom().peer(),
                    unknown.symptom().code());
        } else {
            LOGGER.log(Level.INFO, "The warning to {0} was accepted", administrator);
        }
    }
}
