package org.signetmail.smtp;

import jakarta.mail.AuthenticationFailedException;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import javax.net.ssl.SSLSocketFactory;
import org.signetmail.account.Peer;
import org.signetmail.account.Symptom;
import org.signetmail.message.HandOver;
import org.signetmail.message.HandOverDenied;
import org.signetmail.message.Outcome.RefusedRecipient;
import org.signetmail.message.RefusalScope;
import org.signetmail.message.RenderedMessage;
import org.signetmail.net.AddressAttempts;
import org.signetmail.net.Deadline;
import org.signetmail.net.ReusableConnection;
import org.signetmail.text.Messages;

/**
 * One open connection to an SMTP server. Used by one thread at a time.
 *
 * <p>Has its own Jakarta Mail session: a shared session would keep offering an old token.
 */
final class SmtpConnection implements ReusableConnection, AutoCloseable {
    /** Symptom code: the message is not pure ASCII and the server does not offer 8BITMIME. */
    static final String NO_EIGHT_BIT = "SMTP_NO_8BIT";

    private static final Pattern SIZE = Pattern.compile("[1-9][0-9]{0,17}"); // octets
    private static final Duration VALIDATION = Duration.ofSeconds(5);
    private static final Duration GOODBYE = Duration.ofSeconds(1);

    private final SmtpTransport transport;
    private final SmtpSocketFactory sockets;
    private final String host;
    private final Clock clock;
    private final Optional<Long> maxSize;

    private SmtpConnection(SmtpTransport transport, SmtpSocketFactory sockets, String host, Clock clock) {
        this.transport = transport;
        this.sockets = sockets;
        this.host = host;
        this.clock = clock;
        maxSize = maxSize(transport);
    }

    /** Connects, negotiates TLS and signs in. */
    static SmtpConnection open(SmtpEndpoint to, SmtpCredentials credentials, Deadline deadline, Clock clock)
            throws SmtpFailure {
        return SmtpOpening.open(to, credentials, to.resolver(), deadline, clock);
    }

    /**
     * Signs in with a token on a connection that is not signed in yet.
     *
     * @return false if the token must be sent on two lines, on a new connection
     */
    boolean signIn(SmtpCredentials credentials, boolean onTwoLines) throws SmtpFailure {
        var token = new TokenSignIn(transport, credentials);
        boolean signedIn = false;
        try {
            Optional<SmtpReply> reply = onTwoLines ? Optional.of(token.onTwoLines()) : token.attempt();
            signedIn = reply.filter(TokenSignIn::isAccepted).isPresent();
            if (reply.isPresent() && !signedIn) {
                Symptom why = reply.get().symptom(clock.instant());
                throw new SmtpFailure(why, ReplyScopes.ofSignIn(why.status(), true), List.of());
            }
        } catch (MessagingException failed) {
            throw new SmtpFailure(transport.symptomOf(failed, host, clock.instant()), true);
        } finally {
            if (!signedIn) {
                transport.closeWithoutQuit();
            }
        }
        return signedIn;
    }

    /**
     * Connects to one address of the server and negotiates TLS by the deadline of the attempt. Also signs in if the
     * credentials are a password, by the given deadline.
     */
    static SmtpConnection open(
            SmtpEndpoint to,
            SmtpCredentials credentials,
            SSLSocketFactory tls,
            AddressAttempts.Attempt attempt,
            Deadline deadline,
            Clock clock)
            throws SmtpFailure {
        String host = to.server().host();
        var sockets = new SmtpSocketFactory(tls);
        Session session = Session.getInstance(AngusProperties.of(to.tls(), credentials, sockets));
        var transport = new SmtpTransport(session, sockets, credentials, to.ownDomain());
        try {
            transport.open(attempt, host, to.tls(), deadline);
            if (credentials.isPresent() && !transport.offersSignIn()) {
                // If a server offers no AUTH, Angus assumes that it needs none and never looks for our mechanism.
                transport.closeWithoutQuit();
                throw new AuthenticationFailedException("Not offered");
            }
        } catch (MessagingException failed) {
            sockets.close();
            Symptom why = transport.symptomOfOpening(failed, attempt.describe(host), to.tls(), clock.instant());
            throw transport.hasSignInBegun()
                    ? new SmtpFailure(why, ReplyScopes.ofSignIn(why.status(), credentials.usesToken()), List.of())
                    : SmtpFailure.beforeSignIn(why);
        }
        return new SmtpConnection(transport, sockets, host, clock);
    }

    @Override
    public boolean extendDeadline(Deadline deadline) {
        return transport.extendDeadline(deadline);
    }

    /**
     * Submits the message within the connection's deadline and returns the server's reply. After any failure the
     * connection is not reusable.
     *
     * @throws BdatNotSupported if the server does not know BDAT; certainly no message was sent
     */
    String deliver(RenderedMessage mail, BdatSupport bdatSupport, HandOver handOver)
            throws SmtpFailure, BdatNotSupported {
        rejectUnsupported(mail);
        var submission = new Submission(transport, mail, bdatSupport, () -> sockets.pauseDeadline(handOver::begin));
        Refusal refusal = submission.refusal();
        SmtpReply verdict;
        try {
            verdict = submission.submit();
        } catch (MessagingException broken) {
            if (broken.getCause() instanceof HandOverDenied denied) {
                throw new SmtpFailure(denied.symptom(clock.instant()), RefusalScope.MESSAGE, List.of());
            }
            SmtpReply refused = refusal.reply();
            if (refused == null) {
                Symptom seen = transport.symptomOf(broken, host, clock.instant());
                throw new SmtpFailure(seen, !submission.handedOver());
            }
            verdict = refused;
        }
        if (refusal.isPresent()) {
            throw new SmtpFailure(verdict.symptom(clock.instant()), refusal.scope(), refusal.recipients());
        }
        return verdict.words();
    }

    @Override
    public boolean isAlive() {
        try {
            noop(Deadline.in(VALIDATION));
            return true;
        } catch (SmtpFailure gone) {
            return false;
        }
    }

    void noop(Deadline deadline) throws SmtpFailure {
        transport.extendDeadline(deadline);
        SmtpReply reply;
        try {
            transport.write("NOOP");
            reply = transport.readReply();
        } catch (MessagingException failed) {
            throw new SmtpFailure(transport.symptomOf(failed, host, clock.instant()), true);
        }
        if (reply.isRefusal()) {
            throw new SmtpFailure(reply.symptom(clock.instant()), true);
        }
    }

    @Override
    public boolean hasUnreadInput() {
        return transport.hasUnreadInput();
    }

    @Override
    public void abortIfOverdue() {
        sockets.abortIfOverdue();
    }

    @Override
    public void close() {
        sockets.abortIfOverdue();
        transport.extendDeadline(Deadline.in(GOODBYE));
        transport.closeWithoutQuit();
    }

    private void rejectUnsupported(RenderedMessage mail) throws SmtpFailure {
        if (mail.needsUtf8() && !transport.supportsExtension("SMTPUTF8")) {
            String words = Messages.text("smtp.noUtf8");
            throw new SmtpFailure(
                    localSymptom(Symptom.NO_UTF8, words),
                    RefusalScope.ofBeyondAscii(mail),
                    RefusedRecipient.of(mail.beyondAscii(), words));
        }
        if (mail.eightBit() && !transport.supportsExtension("8BITMIME")) {
            throw unsendable(NO_EIGHT_BIT, Messages.text("smtp.noEightBit"));
        }
        if (maxSize.isPresent() && mail.size() > maxSize.get()) {
            throw unsendable(Symptom.TOO_LARGE, Messages.text("smtp.tooLarge", mail.size(), maxSize.get()));
        }
    }

    /** The SIZE limit in octets. RFC 1870: no number or 0 means that there is no fixed limit. */
    private static Optional<Long> maxSize(SmtpTransport transport) {
        String parameter = transport.getExtensionParameter("SIZE");
        return parameter != null && SIZE.matcher(parameter).matches()
                ? Optional.of(Long.valueOf(parameter))
                : Optional.empty();
    }

    private SmtpFailure unsendable(String code, String words) {
        return new SmtpFailure(localSymptom(code, words), RefusalScope.MESSAGE, List.of());
    }

    private Symptom localSymptom(String code, String words) {
        return Symptom.unanswered(Peer.SMTP, code, words, clock.instant());
    }
}
