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
        mailer.underWay = new UnderWay();
        mailer.settings = settings;
        mailer.sessions = sessions(tokens, proxy, clock, deadline);
        mailer.clock = clock;
        return mailer;
    }

    public static RelayProbe relayProbe(Clock clock) {
        var probe = new RelayProbe();
        probe.clock = clock;
        return probe;
    }

    static MailSessionFactory sessions(TokenSource tokens, OutboundProxy proxy, Clock clock, Duration deadline) {
        var sessions = new MailSessionFactory();
        sessions.tokens = tokens;
        sessions.proxy = proxy;
        sessions.clock = clock;
        sessions.openLine();
        sessions.giveUpAfter(deadline);
        return sessions;
    }
}
