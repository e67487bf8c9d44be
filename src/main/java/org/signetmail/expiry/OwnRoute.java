package org.signetmail.expiry;

import java.util.Optional;
import org.signetmail.account.Mailbox;
import org.signetmail.account.Peer;
import org.signetmail.alert.Alerts;
import org.signetmail.alert.Attempt;
import org.signetmail.alert.Channel;
import org.signetmail.delivery.Mailer;
import org.signetmail.log.LogEvent;
import org.signetmail.message.Outcome;
import org.signetmail.message.PlainTextMail;
import org.signetmail.seal.SealBroken;
import org.signetmail.settings.NotConfigured;

/** The route that all mail of Signet takes, for the warnings of one run. */
final class OwnRoute {
    private final Mailer mailer;
    private final Alerts alerts;

    /** Without a token for one recipient there is none for the others, and Entra throttles many equal requests. */
    private boolean broken;

    OwnRoute(Mailer mailer, Alerts alerts) {
        this.mailer = mailer;
        this.alerts = alerts;
    }

    /** Empty once the route is known to be broken. */
    Optional<Attempt> send(PlainTextMail mail) {
        if (broken) {
            return Optional.empty();
        }
        Attempt made = attempt(mail);
        alerts.record(Channel.MAIL, made);
        return Optional.of(made);
    }

    private Attempt attempt(PlainTextMail mail) {
        try {
            Outcome outcome = mailer.sendFromSystem(mail);
            log(mail.to().get(0), outcome);
            broken = outcome instanceof Outcome.Refused refused
                    && refused.symptom().peer() == Peer.ENTRA;
            return Attempt.of(outcome);
        } catch (NotConfigured | SealBroken cannotSend) {
            broken = true;
            LogEvent.WARNING_IMPOSSIBLE
                    .with("why", String.valueOf(cannotSend.getMessage()))
                    .log();
            return Attempt.refused(String.valueOf(cannotSend.getMessage()));
        } catch (RuntimeException bug) { // Must not keep the other channels from warning.
            LogEvent.WARNING_FAILED.with("channel", Channel.MAIL).log(bug);
            return Attempt.refused(bug.getClass().getSimpleName());
        }
    }

    private static void log(Mailbox administrator, Outcome outcome) {
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
