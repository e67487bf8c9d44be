package org.signetmail.mail;

import jakarta.annotation.PostConstruct;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import org.signetmail.account.DeliveryRoute;
import org.signetmail.account.MailAccount;
import org.signetmail.account.Mailbox;
import org.signetmail.account.OutboundProxy;
import org.signetmail.account.TlsMode;
import org.signetmail.account.Trust;
import org.signetmail.token.CloudLine;
import org.signetmail.token.TokenSource;

/** Opens mail sessions, each for one account and one mailbox. It keeps none: what was opened belongs to the caller. */
@ApplicationScoped
class MailSessionFactory {
    private static final Duration DEADLINE = Duration.ofSeconds(30);

    @Inject
    TokenSource tokens;

    @Inject
    OutboundProxy proxy;

    @Inject
    Clock clock;

    private Duration deadline = DEADLINE;

    @SuppressWarnings("NullAway.Init") // Set as soon as the container has injected what it needs.
    private CloudLine line;

    @PostConstruct
    void openLine() {
        line = new CloudLine(proxy, clock);
    }

    /**
     * A session that connects when it has something to send.
     *
     * @param mailbox whose mail it is: signed in to at Microsoft, the return path at a relay
     */
    MailSession open(MailAccount account, Mailbox mailbox) {
        if (account instanceof MailAccount.SmtpRelay relay) {
            return relaySession(relay, mailbox);
        }
        var microsoft = (MailAccount.Microsoft365) account;
        return microsoft.route() == DeliveryRoute.GRAPH
                ? new GraphMailSession(line, tokens, microsoft.credentials(), mailbox, deadline, clock)
                : exchangeSession(microsoft, mailbox);
    }

    /** For tests that wait for the deadline. */
    void giveUpAfter(Duration time) {
        deadline = time;
    }

    private MailSession exchangeSession(MailAccount.Microsoft365 account, Mailbox mailbox) {
        var cloud = account.credentials().application().cloud();
        var connection = new SmtpConnection(cloud.smtp(), TlsMode.STARTTLS, cloud.trust(), mailbox.domain(), clock);
        SignInSource source = fresh -> SmtpSignIn.byToken(
                mailbox,
                fresh
                        ? tokens.freshTokenFor(account.credentials(), DeliveryRoute.SMTP)
                        : tokens.tokenFor(account.credentials(), DeliveryRoute.SMTP));
        return new SmtpMailSession(connection, source, mailbox, deadline, clock);
    }

    private MailSession relaySession(MailAccount.SmtpRelay account, Mailbox mailbox) {
        var relay = account.relay();
        var connection = new SmtpConnection(relay.server(), relay.tls(), Trust.JVM, mailbox.domain(), clock);
        SmtpSignIn signIn = SmtpSignIn.byPassword(account.login());
        return new SmtpMailSession(connection, fresh -> signIn, mailbox, deadline, clock);
    }
}
