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
 * Tests the connection to an SMTP relay: connects, negotiates TLS, signs in, sends NOOP and disconnects. Sends no
 * message. A relay outside the allow-list is not contacted, and the symptom reveals neither the reason nor what runs
 * there.
 */
@ApplicationScoped
public class RelayProbe {
    private static final Duration DEADLINE = Duration.ofSeconds(14);
    /** There is no message and hence no sender's domain: EHLO names Signet's IP address. */
    private static final String NO_DOMAIN = "";

    @Inject
    Clock clock;

    @Inject
    RelayLookup lookup;

    /** The symptom of the failure, or empty if the relay is ready. Takes at most 15 seconds. */
    public Optional<Symptom> tryConnect(MailAccount.SmtpRelay account) {
        ClassLoader before = SignetClassLoader.enter();
        try {
            return probe(account);
        } finally {
            SignetClassLoader.leave(before);
        }
    }

    private Optional<Symptom> probe(MailAccount.SmtpRelay account) {
        SmtpServer server = account.relay().server();
        try {
            return probe(account, lookup.addressesOf(server));
        } catch (RelayNotAllowed refused) {
            return Optional.of(RelayRefusal.of(server, clock.instant()));
        } catch (UnknownHostException noAddress) {
            return Optional.of(NetworkErrors.seen(Peer.SMTP, server.host(), noAddress, clock.instant()));
        }
    }

    private Optional<Symptom> probe(MailAccount.SmtpRelay account, List<InetAddress> addresses) {
        var relay = account.relay();
        Deadline deadline = Deadline.in(DEADLINE);
        var to = new SmtpEndpoint(relay.server(), relay.tls(), Trust.JVM, NO_DOMAIN);
        var credentials = SmtpCredentials.ofPassword(account.login());
        try (var connection = SmtpOpening.open(to, credentials, checked -> addresses, deadline, clock)) {
            connection.noop(deadline);
            return Optional.empty();
        } catch (SmtpFailure failure) {
            return Optional.of(failure.symptom());
        }
    }
}
