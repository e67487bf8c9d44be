package org.signetmail.delivery;

import jakarta.annotation.PostConstruct;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.mail.Address;
import jakarta.mail.Message;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.signetmail.account.Configuration;
import org.signetmail.account.Mailbox;
import org.signetmail.account.Peer;
import org.signetmail.account.Symptom;
import org.signetmail.message.InvalidMessage;
import org.signetmail.message.MemoryBudget;
import org.signetmail.message.Outcome;
import org.signetmail.message.Outcome.RefusedRecipient;
import org.signetmail.message.OutgoingMessage;
import org.signetmail.message.RefusalScope;
import org.signetmail.message.SenderRule;
import org.signetmail.message.SenderRule.Sender;
import org.signetmail.message.SignetClassLoader;
import org.signetmail.seal.SealBroken;
import org.signetmail.settings.ActiveSettings;
import org.signetmail.settings.NotConfigured;
import org.signetmail.settings.SettingsStore;

/**
 * The way of a message through the house: who it is from, its turn, its carrier, and the note of how it went.
 *
 * <p>The store is asked for each message, and again after it had to wait: what was saved meanwhile holds for every
 * message that is not on the wire yet.
 */
@ApplicationScoped
class Dispatcher {
    /** Longer than a minute: a mailbox that sent all that it may in one is free again. */
    private static final Duration IN_LINE = Duration.ofMinutes(5);

    @Inject
    SettingsStore settings;

    @Inject
    DeliveryWiring deliveryWiring;

    @Inject
    OutcomeRecorder outcomeRecorder;

    @Inject
    InFlightMails inFlightMails;

    @Inject
    Clock clock;

    private volatile Optional<Mailbox> lastSystemMailbox = Optional.empty();

    private volatile InFlight inFlight = new InFlight(MailLimits.USUAL);

    @PostConstruct
    void readLimits() {
        bound(MailLimits.from(Configuration.current()::text));
    }

    void bound(MailLimits limits) {
        inFlight = new InFlight(limits);
    }

    InFlight inFlight() {
        return inFlight;
    }

    /**
     * Sends.
     *
     * @param recipients null for those whom the message names
     * @param unpooled whether it goes over a connection of its own
     */
    Outcome send(
            Client client, SenderRule.Author author, Message message, Address @Nullable [] recipients, boolean unpooled)
            throws NotConfigured, SealBroken {
        Draft draft = () -> OutgoingMessage.of(
                message, recipients, clock.instant(), inFlight.limits().message(), MemoryBudget.UNLIMITED);
        return send(client, author, draft, unpooled);
    }

    /** Sends what is written down, or will be when it is known whose mail it is. */
    Outcome send(Client client, SenderRule.Author author, Draft draft, boolean unpooled)
            throws NotConfigured, SealBroken {
        inFlightMails.add();
        ClassLoader before = SignetClassLoader.enter();
        try {
            return sent(client, author, draft, unpooled);
        } finally {
            SignetClassLoader.leave(before);
            inFlightMails.remove();
        }
    }

    private Outcome sent(Client client, SenderRule.Author author, Draft draft, boolean unpooled)
            throws NotConfigured, SealBroken {
        long until = System.nanoTime() + IN_LINE.toNanos();
        ActiveSettings activeSettings = currentSettings();
        Mailbox from = activeSettings.system();
        Outcome outcome;
        try {
            Sender sender = sender(author, activeSettings);
            from = sender.mailbox();
            OutgoingMessage outgoingMessage = draft.written();
            while (true) {
                try (SendQueue.SendPermit turn =
                        deliveryWiring.pool().acquire(activeSettings, from, until, inFlight.placesFor(client))) {
                    ActiveSettings now = turn.waited() ? currentSettings() : activeSettings;
                    if (now.equals(activeSettings)) {
                        outcome = turn.deliver(outgoingMessage.renderedFor(sender), unpooled);
                        break;
                    }
                    activeSettings = now;
                    sender = sender(author, now);
                    from = sender.mailbox();
                }
            }
        } catch (InvalidMessage invalidMessage) {
            outcome = unsendable(from, invalidMessage);
        } catch (SendQueue.QueueTimeout none) {
            outcome = refused(from, Symptom.NO_TURN, why(none.end(), from), RefusalScope.MESSAGE, List.of());
        }
        outcomeRecorder.record(outcome, activeSettings.system(), client);
        return outcome;
    }

    private ActiveSettings currentSettings() throws NotConfigured, SealBroken {
        try {
            return settings.active();
        } catch (RuntimeException trouble) {
            throw new NotTried(trouble);
        }
    }

    private String why(MailboxLimiter.End end, Mailbox from) {
        return switch (end) {
            case CROWDED ->
                "The mailbox " + from + " has sent all that it may for now, and "
                        + inFlight.limits().waiting()
                        + " messages of other applications wait, which is as many as signet.applications.waiting"
                        + " allows. Send it again later.";
            case CLOSED, TURN -> "Signet was told to stop while the mail waited for its turn.";
            case LATE ->
                "More mails wait to leave from " + from + " than Microsoft takes in " + IN_LINE.toMinutes()
                        + " minutes.";
        };
    }

    /** The saved system mailbox, or what it was when the database last answered. */
    Optional<Mailbox> systemMailbox() {
        try {
            lastSystemMailbox = savedSystemMailbox();
        } catch (RuntimeException databaseTrouble) {
            // The next mail tells, and logs it.
        }
        return lastSystemMailbox;
    }

    private Optional<Mailbox> savedSystemMailbox() {
        try {
            return Optional.of(settings.active().system());
        } catch (NotConfigured | SealBroken unusable) {
            return Optional.ofNullable(settings.load().systemMailbox());
        }
    }

    private static Sender sender(SenderRule.Author author, ActiveSettings activeSettings) throws InvalidMessage {
        return author.by(
                new SenderRule(activeSettings.system(), activeSettings.userSender(), activeSettings.furtherDomains()));
    }

    private Outcome unsendable(Mailbox from, InvalidMessage why) {
        return refused(
                from,
                why.code(),
                why.getMessage(),
                why.recipients().isEmpty() ? RefusalScope.MESSAGE : RefusalScope.RECIPIENT,
                why.recipients());
    }

    private Outcome refused(
            Mailbox from, String code, String words, RefusalScope scope, List<RefusedRecipient> recipients) {
        Instant now = clock.instant();
        return new Outcome.Refused(from, now, Symptom.unanswered(Peer.SIGNET, code, words, now), scope, recipients, "");
    }
}
