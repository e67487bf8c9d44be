package org.signetmail.expiry;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.signetmail.account.Mailbox;
import org.signetmail.alert.Alert;
import org.signetmail.alert.Alerts;
import org.signetmail.alert.Attempt;
import org.signetmail.alert.Channel;
import org.signetmail.delivery.Mailer;
import org.signetmail.log.LogEvent;
import org.signetmail.message.PlainTextMail;
import org.signetmail.text.Messages;

/**
 * Sends a warning to the webhook, and to each administrator in a mail of its own: an invalid address doesn't affect the
 * others. Mail takes Signet's own route, and if that fails the fall-back relay; once the credential has ended, the
 * relay first. A refused warning is claimed again by the next run; one with an unknown outcome counts as sent.
 */
@ApplicationScoped
class WarningSender {
    /** The recipient in the log of warnings. */
    private static final String WEBHOOK = "webhook";

    /** For programs: never changes. */
    private static final String EVENT = "credential.expiry";

    @Inject
    WarningLog log;

    @Inject
    Mailer mailer;

    @Inject
    Alerts alerts;

    @Inject
    Clock clock;

    /** Identifies this node in claims; new at each start. */
    private final String node = UUID.randomUUID().toString();

    /** Sends what no node has sent yet. No transaction is open while a warning is sent. */
    void send(WatchedCredential credential, int rung, Instant now) {
        List<String> recipients = Stream.concat(
                        Stream.of(WEBHOOK), credential.warned().stream().map(Mailbox::address))
                .toList();
        List<String> pending = log.pending(recipients, credential.identity(), rung);
        boolean failed = pending.contains(WEBHOOK) && !toWebhook(credential, rung, now);
        List<Mailbox> administrators = credential.warned().stream()
                .filter(administrator -> pending.contains(administrator.address()))
                .toList();
        if (!administrators.isEmpty()
                && log.acknowledgement(credential.identity(), rung).isEmpty()) {
            failed |= !toAdministrators(credential, administrators, rung, now);
        }
        if (failed) {
            LogEvent.WARNING_DUE_AGAIN.with("why", credential.sentence(now)).log();
        }
    }

    private boolean toWebhook(WatchedCredential credential, int rung, Instant now) {
        var key = new WarningLog.Key(WEBHOOK, credential.identity(), rung);
        if (alerts.saved().webhook().isEmpty() || !log.claim(key, node)) {
            return true;
        }
        var alert = new Alert(
                EVENT,
                Messages.text("expiry.notice.headline", credential.sentence(now)),
                credential.kind().replace(),
                credential.end().daysLeft(now),
                now);
        return recorded(key, List.of(() -> alerts.byWebhook(alert).map(made -> new Sent(Channel.WEBHOOK, made))));
    }

    /** Returns false if it could be sent to some of them, but to none by any channel. */
    private boolean toAdministrators(
            WatchedCredential credential, List<Mailbox> administrators, int rung, Instant now) {
        var mail = new WarningMail(credential, now);
        var own = new OwnRoute(mailer, alerts);
        var relay = new Relay();
        boolean past = credential.end().stage(now) == ExpiryStage.PAST;
        boolean anySent = false;
        boolean anyFailed = false;
        for (Mailbox administrator : administrators) {
            var key = new WarningLog.Key(administrator.address(), credential.identity(), rung);
            if (log.claim(key, node)) {
                PlainTextMail message = mail.to(administrator, log.isFirst(key));
                Sending first = () -> own.send(message).map(made -> new Sent(Channel.MAIL, made));
                Sending second = () -> relay.send(message).map(made -> new Sent(Channel.RELAY, made));
                boolean sent = recorded(key, past ? List.of(second, first) : List.of(first, second));
                anySent |= sent;
                anyFailed |= !sent;
            }
        }
        return anySent || !anyFailed;
    }

    private record Sent(Channel by, Attempt attempt) {}

    /** Tries one channel; empty if it is not set up, or known to be broken. */
    @FunctionalInterface
    private interface Sending {
        Optional<Sent> send();
    }

    /** Tries the channels in turn until one has sent, and records that, or releases the claim. */
    private boolean recorded(WarningLog.Key key, List<Sending> channels) {
        Optional<Sent> sent = Optional.empty();
        try {
            for (Sending channel : channels) {
                sent = channel.send().filter(made -> made.attempt().sent());
                if (sent.isPresent()) {
                    break;
                }
            }
        } finally {
            sent.ifPresentOrElse(
                    made -> log.sent(key, made.by(), made.attempt().result(), clock.instant()),
                    () -> log.release(key, node));
        }
        return sent.isPresent();
    }

    /** The fall-back relay, for the warnings of one run. */
    private final class Relay {
        private boolean broken;

        Optional<Attempt> send(PlainTextMail mail) {
            Optional<Attempt> made = broken ? Optional.empty() : alerts.byRelay(mail);
            broken |=
                    made.filter(attempt -> !attempt.sent() && attempt.forAll()).isPresent();
            return made;
        }
    }
}
