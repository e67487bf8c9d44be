package org.signetmail.delivery;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import org.signetmail.account.Mailbox;
import org.signetmail.account.Peer;
import org.signetmail.account.Symptom;
import org.signetmail.message.HandOver;
import org.signetmail.message.InvalidMessage;
import org.signetmail.message.Outcome;
import org.signetmail.message.RefusalScope;
import org.signetmail.message.RenderedMessage;
import org.signetmail.message.SenderRule;
import org.signetmail.message.SenderRule.Sender;
import org.signetmail.message.SignetClassLoader;
import org.signetmail.seal.SealBroken;
import org.signetmail.settings.ActiveSettings;
import org.signetmail.settings.NotConfigured;
import org.signetmail.settings.SettingsStore;

/**
 * Prepares messages and attempts to deliver them, each on its own, so that a queue decides when. Every outcome is
 * recorded. Thread-safe.
 */
@ApplicationScoped
public class DeliveryAttempts {
    @Inject
    SettingsStore settings;

    @Inject
    DeliveryWiring deliveryWiring;

    @Inject
    OutcomeRecorder outcomeRecorder;

    @Inject
    CredentialSwitch credentialSwitch;

    @Inject
    InFlightMails inFlightMails;

    @Inject
    Clock clock;

    /**
     * Returns the message as it is sent by these settings, with its sender, Message-ID and Date. Nothing is sent.
     *
     * @throws InvalidMessage if the message is invalid, or the application may not send it; recorded as a refusal
     * @throws SettingsUnreadable if the database is unavailable
     */
    public RenderedMessage prepare(
            String application, SenderRule.Author author, SenderRestriction restriction, Draft draft)
            throws NotConfigured, SealBroken, InvalidMessage {
        var client = new Client(application, true, restriction);
        ClassLoader before = SignetClassLoader.enter();
        try {
            ActiveSettings now = currentSettings();
            Mailbox from = now.system();
            try {
                Sender sender = sender(client, author, now);
                from = sender.mailbox();
                return draft.message().renderedFor(sender);
            } catch (InvalidMessage invalidMessage) {
                refused(from, invalidMessage, now, client);
                throw invalidMessage;
            }
        } finally {
            SignetClassLoader.leave(before);
        }
    }

    /**
     * Takes a permit to send one message from this mailbox, if there is one now. The attempt must be closed.
     *
     * @return empty if the mailbox is at its rate limit or concurrency, other messages are waiting, or Signet is stopping
     * @throws SettingsUnreadable if the database is unavailable
     */
    public Optional<Attempt> tryBegin(Mailbox from) throws NotConfigured, SealBroken {
        ActiveSettings now = currentSettings();
        return deliveryWiring.queue().tryAcquire(now, from).map(permit -> new Attempt(now, permit));
    }

    /**
     * Counts messages that another node sent from this mailbox within the last minute, so that both together keep its rate limit.
     *
     * @param ago how long ago each was sent
     */
    public void sentElsewhere(Mailbox from, List<Duration> ago) throws NotConfigured, SealBroken {
        long now = System.nanoTime();
        deliveryWiring
                .queue()
                .sentElsewhere(
                        currentSettings(),
                        from,
                        ago.stream().map(each -> now - each.toNanos()).toList());
    }

    /** Waits for a permit, see {@link SendQueue#acquire}. */
    Attempt begin(ActiveSettings activeSettings, Mailbox from, long deadline, Semaphore waiterSlots)
            throws SendQueue.QueueTimeout {
        return new Attempt(activeSettings, deliveryWiring.queue().acquire(activeSettings, from, deadline, waiterSlots));
    }

    /** @throws SettingsUnreadable if the database is unavailable */
    ActiveSettings currentSettings() throws NotConfigured, SealBroken {
        try {
            return settings.active();
        } catch (RuntimeException unreadable) {
            throw new SettingsUnreadable(unreadable);
        }
    }

    static Sender sender(Client client, SenderRule.Author author, ActiveSettings activeSettings) throws InvalidMessage {
        var rule =
                new SenderRule(activeSettings.system(), activeSettings.userSender(), activeSettings.furtherDomains());
        return client.restriction().checked(author.by(rule), client.application());
    }

    /** Records and returns the refusal of a message for which no server was asked. */
    Outcome refused(Mailbox from, InvalidMessage why, ActiveSettings activeSettings, Client client) {
        Instant now = clock.instant();
        var outcome = new Outcome.Refused(
                from,
                now,
                Symptom.unanswered(Peer.SIGNET, why.code(), why.getMessage(), now),
                why.recipients().isEmpty() ? RefusalScope.MESSAGE : RefusalScope.RECIPIENT,
                why.recipients(),
                "");
        outcomeRecorder.record(outcome, activeSettings, client);
        return outcome;
    }

    /** One attempt to deliver one message, with a permit of its mailbox. Not thread-safe. */
    public final class Attempt implements AutoCloseable {
        private final ActiveSettings activeSettings;
        private final SendQueue.SendPermit permit;
        private boolean switched;

        private Attempt(ActiveSettings activeSettings, SendQueue.SendPermit permit) {
            this.activeSettings = activeSettings;
            this.permit = permit;
        }

        /** The version of the settings that it delivers with. */
        public long settingsVersion() {
            return activeSettings.version();
        }

        /**
         * Delivers the message and records the outcome, unless {@link #isSwitched}. Graceful shutdown waits for it.
         * Failures are returned, not thrown.
         *
         * @param mail from the mailbox of the permit
         * @param application the application's name in the server, for the log
         * @param handOver called right before the server may have the whole message
         */
        public Outcome deliver(RenderedMessage mail, String application, HandOver handOver) {
            inFlightMails.add();
            ClassLoader before = SignetClassLoader.enter();
            try {
                return deliver(mail, new Client(application, true, SenderRestriction.NONE), false, handOver);
            } finally {
                SignetClassLoader.leave(before);
                inFlightMails.remove();
            }
        }

        /** @param unpooled whether to use a new connection for this message alone */
        Outcome deliver(RenderedMessage mail, Client client, boolean unpooled, HandOver handOver) {
            Outcome outcome = permit.deliver(mail, unpooled, handOver);
            switched = outcome instanceof Outcome.Refused refused
                    && credentialSwitch.isSwitched(activeSettings, refused.symptom());
            if (!switched) {
                outcomeRecorder.record(outcome, activeSettings, client);
            }
            return outcome;
        }

        /**
         * Whether the message was refused for a credential, and another one serves now: the message can be sent again at
         * once, by another attempt. Such a refusal is not recorded.
         */
        public boolean isSwitched() {
            return switched;
        }

        /** Whether the wait for the permit was long enough for the settings to have changed. */
        boolean waited() {
            return permit.waited();
        }

        /** Returns the permit, unused if nothing was delivered with it. */
        @Override
        public void close() {
            permit.close();
        }
    }
}
