package org.signetmail.delivery;

import jakarta.annotation.PostConstruct;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.mail.Address;
import jakarta.mail.Message;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.signetmail.account.Configuration;
import org.signetmail.account.Mailbox;
import org.signetmail.message.HandOver;
import org.signetmail.message.InvalidMessage;
import org.signetmail.message.MemoryBudget;
import org.signetmail.message.Outcome;
import org.signetmail.message.OutgoingMessage;
import org.signetmail.message.SenderRule;
import org.signetmail.message.SenderRule.Sender;
import org.signetmail.message.SignetClassLoader;
import org.signetmail.seal.SealBroken;
import org.signetmail.settings.ActiveSettings;
import org.signetmail.settings.NotConfigured;
import org.signetmail.settings.SettingsStore;

/**
 * Sends one message: resolves the sender, waits for a permit, delivers, records the outcome. Thread-safe.
 *
 * <p>Reads the settings for each message, and again if the message had to wait: newly saved settings apply to every
 * message whose submission has not started.
 */
@ApplicationScoped
class Dispatcher {
    /** Longer than a minute, in which a mailbox at its rate limit gets permits again. */
    private static final Duration QUEUE_TIMEOUT = Duration.ofMinutes(5);

    @Inject
    SettingsStore settings;

    @Inject
    DeliveryAttempts attempts;

    @Inject
    InFlightMails inFlightMails;

    @Inject
    Clock clock;

    private volatile Optional<Mailbox> lastSystemMailbox = Optional.empty();

    private volatile InFlightLimits inFlightLimits = new InFlightLimits(MailLimits.DEFAULT);

    @PostConstruct
    void readLimits() {
        applyLimits(MailLimits.from(Configuration.current()::text));
    }

    void applyLimits(MailLimits limits) {
        inFlightLimits = new InFlightLimits(limits);
    }

    InFlightLimits inFlight() {
        return inFlightLimits;
    }

    /**
     * Sends a message.
     *
     * @param recipients the envelope; null for the recipients in the message's headers
     * @param unpooled whether to use a new connection for this message alone
     */
    Outcome send(
            Client client, SenderRule.Author author, Message message, Address @Nullable [] recipients, boolean unpooled)
            throws NotConfigured, SealBroken {
        ClassLoader before = SignetClassLoader.enter();
        try {
            return send(client, author, draft(message, recipients), unpooled);
        } finally {
            SignetClassLoader.leave(before);
        }
    }

    private Draft draft(Message message, Address @Nullable [] recipients) {
        try {
            return Draft.of(OutgoingMessage.of(
                    message,
                    recipients,
                    clock.instant(),
                    inFlightLimits.limits().message(),
                    MemoryBudget.UNLIMITED));
        } catch (InvalidMessage invalidMessage) {
            return Draft.invalid(invalidMessage);
        }
    }

    /** Sends a draft, or records that it could not be serialized. */
    Outcome send(Client client, SenderRule.Author author, Draft draft, boolean unpooled)
            throws NotConfigured, SealBroken {
        inFlightMails.add();
        ClassLoader before = SignetClassLoader.enter();
        try {
            return dispatch(client, author, draft, unpooled);
        } finally {
            SignetClassLoader.leave(before);
            inFlightMails.remove();
        }
    }

    private Outcome dispatch(Client client, SenderRule.Author author, Draft draft, boolean unpooled)
            throws NotConfigured, SealBroken {
        long deadline = System.nanoTime() + QUEUE_TIMEOUT.toNanos();
        ActiveSettings activeSettings = attempts.currentSettings();
        Mailbox from = activeSettings.system();
        try {
            Sender sender = DeliveryAttempts.sender(client, author, activeSettings);
            from = sender.mailbox();
            OutgoingMessage outgoingMessage = draft.message();
            while (true) {
                try (var attempt = attempts.begin(activeSettings, from, deadline, inFlightLimits.waiterSlots(client))) {
                    ActiveSettings now = attempt.waited() ? attempts.currentSettings() : activeSettings;
                    if (now.equals(activeSettings)) {
                        Outcome outcome = attempt.deliver(
                                outgoingMessage.renderedFor(sender), client, unpooled, HandOver.UNRECORDED);
                        if (!attempt.isSwitched()) {
                            return outcome;
                        }
                        now = attempts.currentSettings();
                    }
                    activeSettings = now;
                    sender = DeliveryAttempts.sender(client, author, now);
                    from = sender.mailbox();
                }
            }
        } catch (InvalidMessage invalidMessage) {
            return attempts.refused(from, invalidMessage, activeSettings, client);
        } catch (SendQueue.QueueTimeout notPermitted) {
            return attempts.refused(from, busy(notPermitted.result(), from), activeSettings, client);
        }
    }

    private InvalidMessage busy(MailboxLimiter.Result result, Mailbox from) {
        return switch (result) {
            case TOO_MANY_WAITING ->
                InvalidMessage.busy(
                        "delivery.tooManyWaiting", from, inFlightLimits.limits().waiting());
            case CLOSED, ACQUIRED -> InvalidMessage.busy("delivery.stopped");
            case TIMED_OUT -> InvalidMessage.busy("delivery.queueTimeout", from, QUEUE_TIMEOUT.toMinutes());
        };
    }

    /** The saved system mailbox, or the one last read while the database is unavailable. */
    Optional<Mailbox> systemMailbox() {
        try {
            lastSystemMailbox = savedSystemMailbox();
        } catch (RuntimeException databaseUnavailable) {
            // The next message fails for the same reason, which is logged then.
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
}
