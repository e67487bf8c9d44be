package org.signetmail.mail;

import jakarta.mail.AuthenticationFailedException;
import jakarta.mail.MessagingException;
import jakarta.mail.SendFailedException;
import jakarta.mail.Session;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.time.Clock;
import java.util.Optional;
import org.eclipse.angus.mail.smtp.SMTPSendFailedException;
import org.jspecify.annotations.Nullable;
import org.signetmail.account.Mailbox;
import org.signetmail.account.Peer;
import org.signetmail.account.SmtpServer;
import org.signetmail.account.Symptom;
import org.signetmail.account.TlsMode;
import org.signetmail.account.Trust;
import org.signetmail.token.NetworkTrouble;

/**
 * One connection to an SMTP server.
 *
 * <p>With a Jakarta Mail session of its own: a session that is kept offers an old token for ever.
 */
final class SmtpConnection implements AutoCloseable {
    private final SmtpServer server;
    private final TlsMode tls;
    private final Trust trust;
    private final String ownDomain;
    private final Clock clock;
    private @Nullable SmtpDialogue dialogue;

    /** @param ownDomain what to call ourselves in EHLO; a name without a dot is replaced by our address */
    SmtpConnection(SmtpServer server, TlsMode tls, Trust trust, String ownDomain, Clock clock) {
        this.server = server;
        this.tls = tls;
        this.trust = trust;
        this.ownDomain = ownDomain;
        this.clock = clock;
    }

    String host() {
        return server.host();
    }

    boolean isOpen() {
        return dialogue != null;
    }

    /** Connects, agrees on TLS and signs in. */
    void open(SmtpSignIn signIn, Deadline deadline) throws SmtpFailure {
        SmtpSockets sockets;
        try {
            sockets = new SmtpSockets(trust.sslContext().getSocketFactory());
        } catch (IOException | GeneralSecurityException authorityNotReadable) {
            var seen = NetworkTrouble.seen(Peer.SMTP, host(), authorityNotReadable, clock.instant());
            throw new SmtpFailure(Symptom.unanswered(Peer.SMTP, Symptom.NET_TLS, seen.words(), seen.seenAt()), true);
        }
        sockets.until(deadline);
        Session session = Session.getInstance(SmtpProperties.of(tls, signIn, sockets));
        var opening = new SmtpDialogue(session, sockets, signIn, ownDomain);
        try {
            opening.connect(
                    host(),
                    server.port(),
                    signIn.wanted() ? signIn.user() : null,
                    signIn.wanted() ? signIn.secret() : null);
            if (signIn.wanted() && !opening.offersSignIn()) {
                // Angus takes a server that offers no AUTH at all for one that needs none.
                opening.hangUp();
                throw new AuthenticationFailedException("AUTH is not offered");
            }
        } catch (MessagingException failed) {
            throw new SmtpFailure(opening.whyNotOpen(failed, host(), tls, clock.instant()), true);
        }
        dialogue = opening;
    }

    /** Hands the mail over and returns the server's reply. */
    String deliver(RenderedMail mail, Mailbox returnPath, Deadline deadline) throws SmtpFailure {
        SmtpDialogue open = opened();
        open.until(deadline);
        var message = new RenderedMessage(open.session(), mail);
        try {
            open.deliver(message, returnPath, MimeLetter.addresses(mail.to()));
        } catch (MessagingException failed) {
            Optional<SmtpReply> verdict = message.writtenOut() ? finalReply(failed) : Optional.empty();
            if (verdict.isPresent() && !verdict.get().refuses()) {
                return verdict.get().words();
            }
            Symptom symptom = verdict.map(reply -> open.symptomOf(reply, clock.instant()))
                    .orElseGet(() -> open.symptomOf(failed, host(), clock.instant()));
            throw new SmtpFailure(symptom, !message.writtenOut() || verdict.isPresent());
        }
        return open.lastWords();
    }

    void noop(Deadline deadline) throws SmtpFailure {
        SmtpDialogue open = opened();
        open.until(deadline);
        try {
            open.issueCommand("NOOP", 250);
        } catch (MessagingException failed) {
            throw new SmtpFailure(open.symptomOf(failed, host(), clock.instant()), true);
        }
    }

    @Override
    public void close() {
        if (dialogue != null) {
            dialogue.hangUp();
            dialogue = null;
        }
    }

    /**
     * The reply to the final dot. Angus reports an end of file there as a reply of −1 and a time-out as a failure without
     * any; both leave the outcome open.
     */
    private static Optional<SmtpReply> finalReply(MessagingException failed) {
        return failed instanceof SMTPSendFailedException answered && answered.getReturnCode() > 0
                ? SmtpReply.read(((SendFailedException) answered).getMessage())
                : Optional.empty();
    }

    private SmtpDialogue opened() {
        if (dialogue == null) {
            throw new IllegalStateException("Not open");
        }
        return dialogue;
    }
}
