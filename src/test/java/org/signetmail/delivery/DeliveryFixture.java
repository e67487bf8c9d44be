package org.signetmail.delivery;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.signetmail.account.OutboundProxy;
import org.signetmail.account.RelayAllowList;
import org.signetmail.message.DeliveryClient;
import org.signetmail.message.HandOver;
import org.signetmail.message.Outcome;
import org.signetmail.message.RenderedMessage;
import org.signetmail.net.AddressResolver;
import org.signetmail.net.CloudHttpClient;
import org.signetmail.net.RelayLookup;
import org.signetmail.settings.CredentialStore;
import org.signetmail.settings.SettingsStore;
import org.signetmail.settings.StoreOnDisk;
import org.signetmail.signin.RecordedEvents;
import org.signetmail.smtp.BdatSupportByServer;
import org.signetmail.token.TokenSource;

/** Wires the classes of this package as the container does, for tests of this package and others. */
@SuppressWarnings("UnnecessaryAssignment") // The fixture injects as the container does.
public final class DeliveryFixture {
    private DeliveryFixture() {}

    public static Mailer mailer(SettingsStore settings, TokenSource tokens, OutboundProxy proxy, Clock clock) {
        return mailer(settings, tokens, proxy, clock, Duration.ofSeconds(30));
    }

    /** A mailer with a given timeout of a submission. */
    public static Mailer mailer(
            SettingsStore settings, TokenSource tokens, OutboundProxy proxy, Clock clock, Duration timeout) {
        var mailer = new Mailer();
        mailer.sessions = sessions(settings, tokens, proxy, clock, timeout);
        return mailer;
    }

    public static MailSessionFactory sessions(
            SettingsStore settings, TokenSource tokens, OutboundProxy proxy, Clock clock, Duration timeout) {
        return sessions(settings, opened(new DeliveryWiring(), tokens, proxy, clock, timeout), clock);
    }

    /** Wiring whose tests of a relay use this look-up. */
    static DeliveryWiring wiring(TokenSource tokens, RelayLookup relays, Clock clock) {
        var deliveryWiring = opened(new DeliveryWiring(), tokens, OutboundProxy.NONE, clock, Duration.ofSeconds(30));
        deliveryWiring.relays = relays;
        return deliveryWiring;
    }

    static Mailer mailer(SettingsStore settings, DeliveryWiring deliveryWiring, Clock clock) {
        var mailer = new Mailer();
        mailer.sessions = sessions(settings, deliveryWiring, clock);
        return mailer;
    }

    /** Sessions without a rate limit, for benchmarks: they exceed what Exchange accepts from a mailbox. */
    public static MailSessionFactory sessionsWithoutRateLimit(
            SettingsStore settings, TokenSource tokens, OutboundProxy proxy, Clock clock) {
        var unlimited = new DeliveryWiring() {
            @Override
            DeliveryClient client(
                    DeliveryClients.Key key,
                    TokenSource tokens,
                    CloudHttpClient http,
                    BdatSupportByServer servers,
                    Duration timeout) {
                return new WithoutRateLimit(super.client(key, tokens, http, servers, timeout));
            }
        };
        return sessions(settings, opened(unlimited, tokens, proxy, clock, Duration.ofSeconds(30)), clock);
    }

    private static MailSessionFactory sessions(SettingsStore settings, DeliveryWiring deliveryWiring, Clock clock) {
        var dispatcher = new Dispatcher();
        dispatcher.settings = settings;
        dispatcher.attempts = attempts(settings, deliveryWiring, clock);
        dispatcher.inFlightMails = dispatcher.attempts.inFlightMails;
        dispatcher.clock = clock;
        var sessions = new MailSessionFactory();
        sessions.dispatcher = dispatcher;
        return sessions;
    }

    private static DeliveryAttempts attempts(SettingsStore settings, DeliveryWiring deliveryWiring, Clock clock) {
        var attempts = new DeliveryAttempts();
        attempts.settings = settings;
        attempts.deliveryWiring = deliveryWiring;
        attempts.credentialSwitch = credentialSwitch(StoreOnDisk.credentials(settings), deliveryWiring.tokens, clock);
        attempts.outcomeRecorder = outcomeRecorder(settings, StoreOnDisk.credentials(settings), clock);
        attempts.outcomeRecorder.statistics.mailboxLimiters = deliveryWiring.mailboxLimiters;
        attempts.inFlightMails = new InFlightMails();
        attempts.clock = clock;
        return attempts;
    }

    /** The attempts of these sessions. */
    public static DeliveryAttempts attempts(MailSessionFactory sessions) {
        return sessions.dispatcher.attempts;
    }

    static OutcomeRecorder outcomeRecorder(SettingsStore settings, CredentialStore credentials, Clock clock) {
        var recorder = new OutcomeRecorder();
        recorder.settings = settings;
        recorder.statistics = new DeliveryStatistics();
        recorder.credentials = credentials;
        recorder.clock = clock;
        return recorder;
    }

    public static CredentialSwitch credentialSwitch(CredentialStore credentials, TokenSource tokens, Clock clock) {
        var credentialSwitch = new CredentialSwitch();
        credentialSwitch.credentials = credentials;
        credentialSwitch.tokens = tokens;
        credentialSwitch.clock = clock;
        credentialSwitch.switched = new RecordedEvents<>();
        return credentialSwitch;
    }

    /** What is counted of the messages of these sessions. */
    public static DeliveryStatistics statistics(MailSessionFactory sessions) {
        return sessions.dispatcher.attempts.outcomeRecorder.statistics;
    }

    /** The switches that observers were told of. */
    static List<CredentialSwitch.Switched> switches(MailSessionFactory sessions) {
        return ((RecordedEvents<CredentialSwitch.Switched>) sessions.dispatcher.attempts.credentialSwitch.switched)
                .fired();
    }

    /** From now on an observer of switches fails. */
    static void refuseSwitchEvents(MailSessionFactory sessions) {
        sessions.dispatcher.attempts.credentialSwitch.switched = new RecordedEvents<>() {
            @Override
            public void fire(CredentialSwitch.Switched event) {
                throw new IllegalStateException("no timers");
            }
        };
    }

    private static DeliveryWiring opened(
            DeliveryWiring deliveryWiring, TokenSource tokens, OutboundProxy proxy, Clock clock, Duration timeout) {
        deliveryWiring.tokens = tokens;
        deliveryWiring.mailboxLimiters = new MailboxLimiters();
        deliveryWiring.proxy = proxy;
        deliveryWiring.clock = clock;
        deliveryWiring.relays = new RelayLookup(RelayAllowList.DEFAULT, AddressResolver.SYSTEM);
        deliveryWiring.open(timeout, true);
        return deliveryWiring;
    }

    private record WithoutRateLimit(DeliveryClient client) implements DeliveryClient {
        @Override
        public Outcome deliver(RenderedMessage mail, HandOver handOver) {
            return client.deliver(mail, handOver);
        }

        @Override
        public SendingLimits limits() {
            return new SendingLimits(64, 0);
        }

        @Override
        public void abortOverdue() {
            client.abortOverdue();
        }

        @Override
        public void evictIdle(Instant now) {
            client.evictIdle(now);
        }

        @Override
        public boolean isIdle() {
            return client.isIdle();
        }

        @Override
        public void close() {
            client.close();
        }
    }
}
