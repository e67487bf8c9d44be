package org.signetmail.smtp;

import java.io.IOException;
import java.net.UnknownHostException;
import java.security.GeneralSecurityException;
import java.time.Clock;
import javax.net.ssl.SSLSocketFactory;
import org.jspecify.annotations.Nullable;
import org.signetmail.account.Peer;
import org.signetmail.account.Symptom;
import org.signetmail.net.AddressAttempts;
import org.signetmail.net.AddressResolver;
import org.signetmail.net.Deadline;
import org.signetmail.net.NetworkErrors;

/**
 * Opens a connection to a server that may have several addresses: tries each until the sign-in can begin.
 *
 * <p>A failure after that is final: the next address would refuse the sign-in as well and count another failed
 * attempt. A second refusal before the sign-in is final, too: one machine of many may be shutting down, but a service
 * that is overloaded or blocks this sender must not get a connection for each of its addresses.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc5321#section-5.1">RFC 5321 section 5.1</a>
 */
final class SmtpOpening {
    private static final int MAX_REPLIES = 2;

    private SmtpOpening() {}

    static SmtpConnection open(
            SmtpEndpoint to, SmtpCredentials credentials, AddressResolver resolver, Deadline deadline, Clock clock)
            throws SmtpFailure {
        SmtpConnection connection = connect(to, credentials, resolver, deadline, clock);
        if (!credentials.usesToken() || connection.signIn(credentials, false)) {
            return connection;
        }
        connection = connect(to, credentials, resolver, deadline, clock);
        connection.signIn(credentials, true);
        return connection;
    }

    /** Opens a connection, signed in if the credentials are a password and not yet if they are a token. */
    private static SmtpConnection connect(
            SmtpEndpoint to, SmtpCredentials credentials, AddressResolver resolver, Deadline deadline, Clock clock)
            throws SmtpFailure {
        SSLSocketFactory tls = tls(to, clock);
        AddressAttempts attempts = attempts(to, resolver, deadline, clock);
        AddressAttempts.@Nullable Attempt failedAttempt = null;
        @Nullable SmtpFailure mostInformative = null;
        int replies = 0;
        while (attempts.hasNext() && replies < MAX_REPLIES) {
            AddressAttempts.Attempt attempt = attempts.next();
            try {
                SmtpConnection connection = SmtpConnection.open(to, credentials, tls, attempt, deadline, clock);
                connection.extendDeadline(deadline);
                return connection;
            } catch (SmtpFailure failed) {
                if (!failed.isBeforeSignIn()) {
                    throw failed;
                }
                replies += isReply(failed.symptom()) ? 1 : 0;
                if (mostInformative == null
                        || NetworkErrors.weight(failed.symptom()) > NetworkErrors.weight(mostInformative.symptom())) {
                    failedAttempt = attempt;
                    mostInformative = failed;
                }
            }
        }
        if (failedAttempt == null || mostInformative == null) {
            throw new IllegalStateException("There is always a first attempt");
        }
        throw new SmtpFailure(withOthers(mostInformative.symptom(), attempts, failedAttempt), true);
    }

    private static boolean isReply(Symptom symptom) {
        return symptom.status() > 0 || symptom.code().equals(SmtpTransport.NO_SIGN_IN);
    }

    private static SSLSocketFactory tls(SmtpEndpoint to, Clock clock) throws SmtpFailure {
        try {
            return to.trust().sslContext().getSocketFactory();
        } catch (IOException | GeneralSecurityException authorityNotReadable) {
            var seen = NetworkErrors.seen(Peer.SMTP, to.server().host(), authorityNotReadable, clock.instant());
            throw new SmtpFailure(Symptom.unanswered(Peer.SMTP, Symptom.NET_TLS, seen.words(), seen.seenAt()), true);
        }
    }

    private static AddressAttempts attempts(SmtpEndpoint to, AddressResolver resolver, Deadline deadline, Clock clock)
            throws SmtpFailure {
        String host = to.server().host();
        try {
            return AddressAttempts.resolve(
                    resolver, host, to.server().port(), AngusProperties.CONNECT_MILLIS, deadline);
        } catch (UnknownHostException noAddress) {
            throw new SmtpFailure(NetworkErrors.seen(Peer.SMTP, host, noAddress, clock.instant()), true);
        }
    }

    private static Symptom withOthers(Symptom symptom, AddressAttempts attempts, AddressAttempts.Attempt attempt) {
        // A server's reply stays verbatim.
        return symptom.status() > 0
                ? symptom
                : Symptom.unanswered(
                        symptom.peer(),
                        symptom.code(),
                        attempts.withOthers(symptom.words(), attempt),
                        symptom.seenAt());
    }
}
