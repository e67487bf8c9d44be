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
import org.signetmail.message.Outcome.RefusedRecipient;
import org.signetmail.message.RefusalScope;
import org.signetmail.message.RenderedMessage;
import org.signetmail.net.AddressAttempts;
import org.signetmail.net.Deadline;
import org.signetmail.net.ReusableConnection;

/**
 * One open connection to an SMTP server, for one thread at a time.
 *
 * <p>With a Jakarta Mail session of its own: a session that is kept offers an old token for ever.
 */
final class SmtpConnection implements ReusableConnection, AutoCloseable {
    /** The code for a mail that is more than ASCII, and a server that takes nothing else. */
    static final String NO_EIGHT_BIT = "SMTP_NO_8BIT";

    private static final Pattern SIZE = Pattern.compile("[1-9][0-9]{0,17}"); // octets
    private static final Duration VALIDATION = Duration.ofSeconds(5);
    private static final Duration GOODBYE = Duration.ofSeconds(1);

    private final SmtpTransport dialogue;
    private final SmtpSocketFactory sockets;
    private final String host;
    private final Clock clock;
    private final Optional<Long> largest;

    private SmtpConnection(SmtpTransport dialogue, SmtpSocketFactory sockets, String host, Clock clock) {
        this.dialogue = dialogue;
        this.sockets = sockets;
        this.host = host;
        this.clock = clock;
        largest = largest(dialogue);
    }

    /** Connects, agrees on TLS and signs in. */
    static SmtpConnection open(SmtpEndpoint to, SmtpCredentials signIn, Deadline deadline, Clock clock)
            throws SmtpFailure {
        return SmtpOpening.of(to, signIn, to.resolver(), deadline, clock);
    }

    /**
     * Signs in with a token, over a connection that has no sign-in yet.
     *
     * @return false if the token has to be sent on two lines, over another connection
     */
    boolean signsIn(SmtpCredentials signIn, boolean onTwoLines) throws SmtpFailure {
        var token = new TokenSignIn(dialogue, signIn);
        boolean fine = false;
        try {
            Optional<SmtpReply> reply = onTwoLines ? Optional.of(token.onTwoLines()) : token.attempt();
            fine = reply.filter(TokenSignIn::accepts).isPresent();
            if (reply.isPresent() && !fine) {
                Symptom why = reply.get().symptom(clock.instant());
                throw new SmtpFailure(why, ReplyScopes.ofSignIn(why.status(), true), List.of());
            }
        } catch (MessagingException failed) {
            throw new SmtpFailure(dialogue.symptomOf(failed, host, clock.instant()), true);
        } finally {
            if (!fine) {
                dialogue.closeWithoutQuit();
            }
        }
        return fine;
    }

    /**
     * Connects to one address of the server within the time that it is given, and agrees on TLS. A sign-in with a password is
     * done, too, and has until the deadline.
     */
    static SmtpConnection open(
            SmtpEndpoint to,
            SmtpCredentials signIn,
            SSLSocketFactory tls,
            AddressAttempts.Attempt attempt,
            Deadline deadline,
            Clock clock)
            throws SmtpFailure {
        String host = to.server().host();
        var sockets = new SmtpSocketFactory(tls);
        Session session = Session.getInstance(AngusProperties.of(to.tls(), signIn, sockets));
        var dialogue = new SmtpTransport(session, sockets, signIn, to.ownDomain());
        try {
            dialogue.open(attempt, host, to.tls(), deadline);
            if (signIn.wanted() && !dialogue.offersSignIn()) {
                // Angus takes a server that offers no AUTH at all for one that needs none, and does not look for ours.
                dialogue.closeWithoutQuit();
                throw new AuthenticationFailedException("Not offered");
            }
        } catch (MessagingException failed) {
            sockets.close();
            Symptom why = dialogue.whyNotOpen(failed, attempt.told(host), to.tls(), clock.instant());
            throw dialogue.signInBegun()
                    ? new SmtpFailure(why, ReplyScopes.ofSignIn(why.status(), signIn.usesToken()), List.of())
                    : SmtpFailure.beforeSignIn(why);
        }
        return new SmtpConnection(dialogue, sockets, host, clock);
    }

    @Override
    public boolean extendDeadline(Deadline deadline) {
        return dialogue.until(deadline);
    }

    /**
     * Hands the mail over within the deadline that it has, and returns the server's reply. After any failure the connection is
     * of no more use.
     *
     * @throws BdatNotSupported if it is certain that no mail went out, since the server does not know BDAT
     */
    String deliver(RenderedMessage mail, BdatSupport bdatSupport) throws SmtpFailure, BdatNotSupported {
        refuseWhatDoesNotFit(mail);
        var submission = new Submission(dialogue, mail, bdatSupport);
        Refusal refusal = submission.refusal();
        SmtpReply verdict;
        try {
            verdict = submission.submit();
        } catch (MessagingException broken) {
            SmtpReply refused = refusal.reply();
            if (refused == null) {
                Symptom seen = dialogue.symptomOf(broken, host, clock.instant());
                throw new SmtpFailure(seen, !submission.handedOver());
            }
            verdict = refused;
        }
        if (refusal.isThere()) {
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
        dialogue.until(deadline);
        SmtpReply reply;
        try {
            dialogue.write("NOOP");
            reply = dialogue.reply();
        } catch (MessagingException failed) {
            throw new SmtpFailure(dialogue.symptomOf(failed, host, clock.instant()), true);
        }
        if (reply.refuses()) {
            throw new SmtpFailure(reply.symptom(clock.instant()), true);
        }
    }

    @Override
    public boolean hasUnreadInput() {
        return dialogue.hasReplied();
    }

    @Override
    public void abortIfOverdue() {
        sockets.closeIfLate();
    }

    @Override
    public void close() {
        sockets.closeIfLate();
        dialogue.until(Deadline.in(GOODBYE));
        dialogue.closeWithoutQuit();
    }

    private void refuseWhatDoesNotFit(RenderedMessage mail) throws SmtpFailure {
        if (mail.needsUtf8() && !dialogue.supportsExtension("SMTPUTF8")) {
            String words =
                    "The SMTP server takes no addresses but ASCII ones (no SMTPUTF8), and the mail has one with other"
                            + " characters.";
            throw new SmtpFailure(
                    unsolicitedReply(Symptom.NO_UTF8, words),
                    RefusalScope.ofBeyondAscii(mail),
                    RefusedRecipient.of(mail.beyondAscii(), words));
        }
        if (mail.eightBit() && !dialogue.supportsExtension("8BITMIME")) {
            throw refused(
                    NO_EIGHT_BIT, "The SMTP server takes nothing but ASCII, and the mail has other characters in it.");
        }
        if (largest.isPresent() && mail.size() > largest.get()) {
            throw refused(
                    Symptom.TOO_LARGE,
                    "The mail has " + mail.size() + " bytes, and the SMTP server takes " + largest.get() + " at most.");
        }
    }

    /** RFC 1870: no number or 0 means that there is no fixed limit. */
    private static Optional<Long> largest(SmtpTransport dialogue) {
        String said = dialogue.getExtensionParameter("SIZE");
        return said != null && SIZE.matcher(said).matches() ? Optional.of(Long.valueOf(said)) : Optional.empty();
    }

    private SmtpFailure refused(String code, String words) {
        return new SmtpFailure(unsolicitedReply(code, words), RefusalScope.MESSAGE, List.of());
    }

    private Symptom unsolicitedReply(String code, String words) {
        return Symptom.unanswered(Peer.SMTP, code, words, clock.instant());
    }
}
