package org.signetmail.delivery;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.signetmail.account.OutboundProxy;
import org.signetmail.account.RelayAllowList;
import org.signetmail.message.DeliveryClient;
import org.signetmail.message.Outcome;
import org.signetmail.message.RenderedMessage;
import org.signetmail.net.AddressResolver;
import org.signetmail.net.CloudHttpClient;
import org.signetmail.net.RelayLookup;
import org.signetmail.settings.SettingsStore;
import org.signetmail.smtp.BdatSupportByServer;
import org.signetmail.token.TokenSource;

/** The room as the container puts it together, for tests here and in other rooms. */
@SuppressWarnings("UnnecessaryAssignment") // A test is the container here.
public final class DeliveryFixture {
    private DeliveryFixture() {}

    public static Mailer mailer(SettingsStore settings, TokenSource tokens, OutboundProxy proxy, Clock clock) {
        return mailer(settings, tokens, proxy, clock, Duration.ofSeconds(30));
    }

    /** One that gives up earlier. */
    public static Mailer mailer(
            SettingsStore settings, TokenSource tokens, OutboundProxy proxy, Clock clock, Duration deadline) {
        var mailer = new Mailer();
        mailer.sessions = sessions(settings, tokens, proxy, clock, deadline);
        return mailer;
    }

    public static MailSessionFactory sessions(
            SettingsStore settings, TokenSource tokens, OutboundProxy proxy, Clock clock, Duration deadline) {
        return sessions(settings, opened(new DeliveryWiring(), tokens, proxy, clock, deadline), clock);
    }

    /** Whose tests find relays this way. */
    static DeliveryWiring postmaster(TokenSource tokens, RelayLookup relays, Clock clock) {
        var deliveryWiring = opened(new DeliveryWiring(), tokens, OutboundProxy.NONE, clock, Duration.ofSeconds(30));
        deliveryWiring.relays = relays;
        return deliveryWiring;
    }

    static Mailer mailer(SettingsStore settings, DeliveryWiring deliveryWiring, Clock clock) {
        var mailer = new Mailer();
        mailer.sessions = sessions(settings, deliveryWiring, clock);
        return mailer;
    }

    /** One that sends as fast as it can, for whoever measures that: no mailbox of Exchange takes so much. */
    public static MailSessionFactory sessionsWithoutPace(
            SettingsStore settings, TokenSource tokens, OutboundProxy proxy, Clock clock) {
        var postmaster = new DeliveryWiring() {
            @Override
            DeliveryClient client(
                    DeliveryClients.Key wanted,
                    TokenSource tokens,
                    CloudHttpClient line,
                    BdatSupportByServer servers,
                    Duration patience) {
                return new Unpaced(super.client(wanted, tokens, line, servers, patience));
            }
        };
        return sessions(settings, opened(postmaster, tokens, proxy, clock, Duration.ofSeconds(30)), clock);
    }

    private static MailSessionFactory sessions(SettingsStore settings, DeliveryWiring deliveryWiring, Clock clock) {
        var dispatcher = new Dispatcher();
        dispatcher.settings = settings;
        dispatcher.deliveryWiring = deliveryWiring;
        dispatcher.outcomeRecorder = new OutcomeRecorder();
        dispatcher.outcomeRecorder.settings = settings;
        dispatcher.inFlightMails = new InFlightMails();
        dispatcher.clock = clock;
        var sessions = new MailSessionFactory();
        sessions.dispatcher = dispatcher;
        return sessions;
    }

    private static DeliveryWiring opened(
            DeliveryWiring deliveryWiring, TokenSource tokens, OutboundProxy proxy, Clock clock, Duration deadline) {
        deliveryWiring.tokens = tokens;
        deliveryWiring.mailboxLimiters = new MailboxLimiters();
        deliveryWiring.proxy = proxy;
        deliveryWiring.clock = clock;
        deliveryWiring.relays = new RelayLookup(RelayAllowList.DEFAULT, AddressResolver.SYSTEM);
        deliveryWiring.open(deadline, true);
        return deliveryWiring;
    }

    private record Unpaced(DeliveryClient carrier) implements DeliveryClient {
        @Override
        public Outcome deliver(RenderedMessage mail) {
            return carrier.deliver(mail);
        }

        @Override
        public SendingLimits limits() {
            return new SendingLimits(64, 0);
        }

        @Override
        public void abortOverdue() {
            carrier.abortOverdue();
        }

        @Override
        public void evictIdle(Instant now) {
            carrier.evictIdle(now);
        }

        @Override
        public boolean isIdle() {
            return carrier.isIdle();
        }

        @Override
        public void close() {
            carrier.close();
        }
    }
}
