package org.signetmail.expiry;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.signetmail.account.Mailbox;
import org.signetmail.alert.Alert;
import org.signetmail.alert.Alerts;
import org.signetmail.alert.Channel;
import org.signetmail.delivery.Mailer;
import org.signetmail.expiry.MailRoutes.Sent;
import org.signetmail.message.PlainTextMail;

/**
 * Notifies the administrators by every channel: each of them in a mail of its own, so that an invalid address doesn't
 * affect the others, and the webhook. Mail takes Signet's own route, and if that fails the fall-back relay. Each
 * recipient gets a notice once over all nodes; one with an unknown outcome counts as sent. No failure of a channel
 * leaves this class or stops another channel.
 */
@ApplicationScoped
public class Notifier {
    /** The recipient in the log of warnings. */
    private static final String WEBHOOK = "webhook";

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

    /**
     * What the administrators are told.
     *
     * @param identity a notice with the same identity is the same one; at most 200 characters
     * @param event what it is about, for programs; never changes
     * @param subject one sentence, without a secret
     * @param text what to do, without a secret
     */
    public record Notice(String identity, String event, List<Mailbox> administrators, String subject, String text) {}

    /** What is known of a notice after it was sent. */
    public enum Result {
        /** The webhook, if there is one, and one administrator at least have it, now or from an earlier call. */
        SENT,
        /** Another node is sending it. */
        IN_FLIGHT,
        /** The webhook failed, or the mail to each administrator; another call sends what failed again. */
        FAILED
    }

    /** The mail to an administrator. */
    @FunctionalInterface
    interface MailTo {
        /**
         * Writes it.
         *
         * @param first whether nothing with the same identity was sent to this administrator before
         */
        PlainTextMail mail(Mailbox administrator, boolean first);
    }

    /**
     * A notice that comes in rungs.
     *
     * @param rung a lower one replaces the higher ones with the same identity
     * @param relayFirst whether Signet's own route is known to be broken
     */
    record Warning(
            String identity, int rung, List<Mailbox> administrators, Alert alert, MailTo mails, boolean relayFirst) {
        WarningLog.Key key(String recipient) {
            return new WarningLog.Key(recipient, identity, rung);
        }
    }

    /** Sends what no node has sent yet. No transaction may be open meanwhile. */
    public Result send(Notice notice) {
        return send(new Warning(
                notice.identity(),
                0,
                notice.administrators(),
                new Alert(notice.event(), notice.subject(), notice.text(), OptionalInt.empty(), clock.instant()),
                (administrator, first) ->
                        new PlainTextMail(List.of(administrator), notice.subject(), notice.text() + "\n"),
                false));
    }

    /** Sends what no node has sent yet; to administrators only if none has acknowledged it. */
    Result send(Warning warning) {
        boolean posted = alerts.saved().webhook().isPresent();
        List<String> recipients = Stream.concat(
                        posted ? Stream.of(WEBHOOK) : Stream.empty(),
                        warning.administrators().stream().map(Mailbox::address))
                .toList();
        List<String> pending = log.pending(recipients, warning.identity(), warning.rung());
        boolean failed = pending.contains(WEBHOOK) && !toWebhook(warning);
        List<Mailbox> administrators = warning.administrators().stream()
                .filter(administrator -> pending.contains(administrator.address()))
                .toList();
        if (!administrators.isEmpty()
                && log.acknowledgement(warning.identity(), warning.rung()).isEmpty()) {
            failed |= !toAdministrators(warning, administrators);
        }
        return failed ? Result.FAILED : resultOf(warning, recipients);
    }

    /** The node that sends it may be killed before it has. */
    private Result resultOf(Warning warning, List<String> recipients) {
        List<String> unsent = log.unsent(recipients, warning.identity(), warning.rung());
        boolean mailed = warning.administrators().isEmpty()
                || warning.administrators().stream().anyMatch(one -> !unsent.contains(one.address()));
        return mailed && !unsent.contains(WEBHOOK) ? Result.SENT : Result.IN_FLIGHT;
    }

    private boolean toWebhook(Warning warning) {
        var key = warning.key(WEBHOOK);
        return !log.claim(key, node)
                || recorded(key, () -> alerts.byWebhook(warning.alert()).map(made -> new Sent(Channel.WEBHOOK, made)));
    }

    /** Returns false if it could be sent to some of them, but to none by any channel. */
    private boolean toAdministrators(Warning warning, List<Mailbox> administrators) {
        var routes = new MailRoutes(mailer, alerts, warning.relayFirst());
        boolean anySent = false;
        boolean anyFailed = false;
        for (Mailbox administrator : administrators) {
            var key = warning.key(administrator.address());
            if (log.claim(key, node)) {
                PlainTextMail mail = warning.mails().mail(administrator, log.isFirst(key));
                boolean sent = recorded(key, () -> routes.send(mail));
                anySent |= sent;
                anyFailed |= !sent;
            }
        }
        return anySent || !anyFailed;
    }

    /** Records that a claimed warning was sent, or releases the claim. */
    private boolean recorded(WarningLog.Key key, Supplier<Optional<Sent>> sending) {
        Optional<Sent> sent = Optional.empty();
        try {
            sent = sending.get().filter(made -> made.attempt().sent());
        } finally {
            sent.ifPresentOrElse(
                    made -> log.sent(key, made.by(), made.attempt().result(), clock.instant()),
                    () -> log.release(key, node));
        }
        return sent.isPresent();
    }
}
