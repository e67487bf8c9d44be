package org.signetmail.expiry;

import java.util.List;
import java.util.Optional;
import java.util.function.Function;
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

/** The two routes of mail to administrators, for one notice: that of all mail of Signet, and the fall-back relay. */
final class MailRoutes {
    private final Mailer mailer;
    private final Alerts alerts;
    private final List<Function<PlainTextMail, Optional<Sent>>> routes;

    /** Without a token for one recipient there is none for the others, and Entra throttles many equal requests. */
    private boolean ownBroken;

    private boolean relayBroken;

    /** An attempt of a channel. */
    record Sent(Channel by, Attempt attempt) {}

    MailRoutes(Mailer mailer, Alerts alerts, boolean relayFirst) {
        this.mailer = mailer;
        this.alerts = alerts;
        this.routes = relayFirst ? List.of(this::byRelay, this::byOwn) : List.of(this::byOwn, this::byRelay);
    }

    /** Tries the routes in turn until one has sent; empty if none has. */
    Optional<Sent> send(PlainTextMail mail) {
        return routes.stream()
                .flatMap(route -> route.apply(mail).stream())
                .filter(made -> made.attempt().sent())
                .findFirst();
    }

    /** Empty if no relay is saved, or once it is known to be broken. */
    private Optional<Sent> byRelay(PlainTextMail mail) {
        Optional<Attempt> made = relayBroken ? Optional.empty() : alerts.byRelay(mail);
        relayBroken |=
                made.filter(attempt -> !attempt.sent() && attempt.forAll()).isPresent();
        return made.map(attempt -> new Sent(Channel.RELAY, attempt));
    }

    /** Empty once the route is known to be broken. */
    private Optional<Sent> byOwn(PlainTextMail mail) {
        if (ownBroken) {
            return Optional.empty();
        }
        Attempt made = attempt(mail);
        alerts.record(Channel.MAIL, made);
        return Optional.of(new Sent(Channel.MAIL, made));
    }

    private Attempt attempt(PlainTextMail mail) {
        try {
            Outcome outcome = mailer.sendFromSystem(mail);
            log(mail.to().get(0), outcome);
            ownBroken = outcome instanceof Outcome.Refused refused
                    && refused.symptom().peer() == Peer.ENTRA;
            return Attempt.of(outcome);
        } catch (NotConfigured | SealBroken cannotSend) {
            ownBroken = true;
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
