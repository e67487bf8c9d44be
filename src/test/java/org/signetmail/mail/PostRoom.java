package org.signetmail.mail;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.signetmail.account.OutboundProxy;
import org.signetmail.account.RelayAllowList;
import org.signetmail.message.DeliveryClient;
import org.signetmail.message.Outcome;
import org.signetmail.message.RenderedMessage;
import org.signetmail.settings.SettingsStore;
import org.signetmail.smtp.BdatSupportByServer;
import org.signetmail.token.TokenSource;
import org.signetmail.net.AddressResolver;
import org.signetmail.net.CloudHttpClient;
import org.signetmail.net.RelayLookup;

/** The room as the container puts it together, for tests here and in other rooms. */
@SuppressWarnings("UnnecessaryAssignment") // A test is the container here.
public final class PostRoom {
    private PostRoom() {}

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
        return sessions(settings, opened(new Postmaster(), tokens, proxy, clock, deadline), clock);
    }

    /** Whose tests find relays this way. */
    static Postmaster postmaster(TokenSource tokens, RelayLookup relays, Clock clock) {
        var postmaster = opened(new Postmaster(), tokens, OutboundProxy.NONE, clock, Duration.ofSeconds(30));
        postmaster.relays = relays;
        return postmaster;
    }

    static Mailer mailer(SettingsStore settings, Postmaster postmaster, Clock clock) {
        var mailer = new Mailer();
        mailer.sessions = sessions(settings, postmaster, clock);
        return mailer;
    }

    /** One that sends as fast as it can, for whoever measures that: no mailbox of Exchange takes so much. */
    public static MailSessionFactory sessionsWithoutPace(
            SettingsStore settings, TokenSource tokens, OutboundProxy proxy, Clock clock) {
        var postmaster = new Postmaster() {
            @Override
            DeliveryClient carrier(
                    Carriers.Key wanted, TokenSource tokens, CloudHttpClient line, BdatSupportByServer servers, Duration patience) {
                return new Unpaced(super.carrier(wanted, tokens, line, servers, patience));
            }
        };
        return sessions(settings, opened(postmaster, tokens, proxy, clock, Duration.ofSeconds(30)), clock);
    }

    private static MailSessionFactory sessions(SettingsStore settings, Postmaster postmaster, Clock clock) {
        var dispatch = new Dispatch();
        dispatch.settings = settings;
        dispatch.postmaster = postmaster;
        dispatch.logbook = new Logbook();
        dispatch.logbook.settings = settings;
        dispatch.underWay = new UnderWay();
        dispatch.clock = clock;
        var sessions = new MailSessionFactory();
        sessions.dispatch = dispatch;
        return sessions;
    }

    private static Postmaster opened(
            Postmaster postmaster, TokenSource tokens, OutboundProxy proxy, Clock clock, Duration deadline) {
        postmaster.tokens = tokens;
        postmaster.turnstiles = new Turnstiles();
        postmaster.proxy = proxy;
        postmaster.clock = clock;
        postmaster.relays = new RelayLookup(RelayAllowList.DEFAULT, AddressResolver.SYSTEM);
        postmaster.open(deadline, true);
        return postmaster;
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
        public boolean tidy(Instant now) {
            return carrier.tidy(now);
        }

        @Override
        public void close() {
            carrier.close();
        }
    }
}
