package org.signetmail.smtp;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.signetmail.account.MailAccount;
import org.signetmail.account.Peer;
import org.signetmail.account.RelayNotAllowed;
import org.signetmail.account.SmtpServer;
import org.signetmail.account.Symptom;
import org.signetmail.account.Trust;
import org.signetmail.message.SignetClassLoader;
import org.signetmail.net.Deadline;
import org.signetmail.net.NetworkErrors;
import org.signetmail.net.RelayLookup;

/**
 * Knocks at an SMTP relay: connects, agrees on TLS, signs in, says NOOP, hangs up. No mail is handed over. A relay that is not
 * allowed is not connected to, and the symptom does not tell why, nor what is there.
 */
@ApplicationScoped
public class RelayProbe {
    private static final Duration DEADLINE = Duration.ofSeconds(14);
    /** No mail, so no sender's domain: the relay hears our address. */
    private static final String NO_DOMAIN = "";

    @Inject
    Clock clock;

    @Inject
    RelayLookup lookup;

    /** What went wrong, or empty when the relay is ready for mail. At most 15 seconds. */
    public Optional<Symptom> tryConnect(MailAccount.SmtpRelay account) {
        ClassLoader before = SignetClassLoader.enter();
        try {
            return connected(account);
        } finally {
            SignetClassLoader.leave(before);
        }
    }

    private Optional<Symptom> connected(MailAccount.SmtpRelay account) {
        SmtpServer server = account.relay().server();
        try {
            return connected(account, lookup.addressesOf(server));
        } catch (RelayNotAllowed refused) {
            return Optional.of(RelayRefusal.of(server, clock.instant()));
        } catch (UnknownHostException noAddress) {
            return Optional.of(NetworkErrors.seen(Peer.SMTP, server.host(), noAddress, clock.instant()));
        }
    }

    private Optional<Symptom> connected(MailAccount.SmtpRelay account, List<InetAddress> addresses) {
        var relay = account.relay();
        Deadline end = Deadline.in(DEADLINE);
        var to = new SmtpEndpoint(relay.server(), relay.tls(), Trust.JVM, NO_DOMAIN);
        var signIn = SmtpCredentials.byPassword(account.login());
        try (var connection = SmtpOpening.of(to, signIn, checkedBefore -> addresses, end, clock)) {
            connection.noop(end);
            return Optional.empty();
        } catch (SmtpFailure failure) {
            return Optional.of(failure.symptom());
        }
    }
}
