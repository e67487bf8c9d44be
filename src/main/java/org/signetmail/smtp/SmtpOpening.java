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
 * Opens a connection to a server that may have several addresses: each is tried until one lets Signet begin its sign-in.
 *
 * <p>What comes after that is final: a refused sign-in would be refused at the next address as well, and count as another
 * wrong try. So is the second answer of a server that turns Signet away in its greeting or after it: one machine of many may
 * be shutting down, but a service that is overloaded, or has blocked this sender, is not to be asked sixteen times.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc5321#section-5.1">RFC 5321 section 5.1</a>
 */
final class SmtpOpening {
    private static final int MOST_ANSWERS = 2;

    private SmtpOpening() {}

    static SmtpConnection of(
            SmtpEndpoint to, SmtpCredentials signIn, AddressResolver resolver, Deadline deadline, Clock clock)
            throws SmtpFailure {
        SmtpConnection connection = connected(to, signIn, resolver, deadline, clock);
        if (!signIn.usesToken() || connection.signsIn(signIn, false)) {
            return connection;
        }
        connection = connected(to, signIn, resolver, deadline, clock);
        connection.signsIn(signIn, true);
        return connection;
    }

    /** Signed in with a password, and not yet with a token. */
    private static SmtpConnection connected(
            SmtpEndpoint to, SmtpCredentials signIn, AddressResolver resolver, Deadline deadline, Clock clock)
            throws SmtpFailure {
        SSLSocketFactory tls = tls(to, clock);
        AddressAttempts attempts = attempts(to, resolver, deadline, clock);
        AddressAttempts.@Nullable Attempt told = null;
        @Nullable SmtpFailure telling = null;
        int answers = 0;
        while (attempts.hasNext() && answers < MOST_ANSWERS) {
            AddressAttempts.Attempt attempt = attempts.next();
            try {
                SmtpConnection open = SmtpConnection.open(to, signIn, tls, attempt, deadline, clock);
                open.extendDeadline(deadline);
                return open;
            } catch (SmtpFailure failed) {
                if (!failed.isBeforeSignIn()) {
                    throw failed;
                }
                answers += isAnswer(failed.symptom()) ? 1 : 0;
                if (telling == null
                        || NetworkErrors.weight(failed.symptom()) > NetworkErrors.weight(telling.symptom())) {
                    told = attempt;
                    telling = failed;
                }
            }
        }
        if (told == null || telling == null) {
            throw new IllegalStateException("There is always a first attempt");
        }
        throw new SmtpFailure(withOthers(telling.symptom(), attempts.othersThan(told)), true);
    }

    private static boolean isAnswer(Symptom symptom) {
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
            return AddressAttempts.at(resolver, host, to.server().port(), AngusProperties.CONNECT_MILLIS, deadline);
        } catch (UnknownHostException noAddress) {
            throw new SmtpFailure(NetworkErrors.seen(Peer.SMTP, host, noAddress, clock.instant()), true);
        }
    }

    private static Symptom withOthers(Symptom symptom, String others) {
        // What the server said stays as it said it.
        return symptom.status() > 0
                ? symptom
                : Symptom.unanswered(symptom.peer(), symptom.code(), symptom.words() + others, symptom.seenAt());
    }
}
