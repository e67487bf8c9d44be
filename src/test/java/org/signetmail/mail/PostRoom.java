package org.signetmail.mail;

import java.time.Clock;
import java.time.Duration;
import org.signetmail.account.OutboundProxy;
import org.signetmail.settings.SettingsStore;
import org.signetmail.token.TokenSource;

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
        var dispatch = new Dispatch();
        dispatch.settings = settings;
        dispatch.postmaster = postmaster(tokens, proxy, clock, deadline);
        dispatch.logbook = new Logbook();
        dispatch.logbook.settings = settings;
        dispatch.underWay = new UnderWay();
        dispatch.clock = clock;
        var sessions = new MailSessionFactory();
        sessions.dispatch = dispatch;
        return sessions;
    }

    private static Postmaster postmaster(TokenSource tokens, OutboundProxy proxy, Clock clock, Duration deadline) {
        var postmaster = new Postmaster();
        postmaster.tokens = tokens;
        postmaster.turnstiles = new Turnstiles();
        postmaster.proxy = proxy;
        postmaster.clock = clock;
        postmaster.open(deadline, true);
        return postmaster;
    }
}
