package org.signetmail.mail;

import jakarta.mail.Address;
import jakarta.mail.AuthenticationFailedException;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.URLName;
import java.io.IOException;
import java.time.Instant;
import java.util.Optional;
import org.eclipse.angus.mail.smtp.SMTPAddressFailedException;
import org.eclipse.angus.mail.smtp.SMTPTransport;
import org.signetmail.account.Mailbox;
import org.signetmail.account.Peer;
import org.signetmail.account.Symptom;
import org.signetmail.account.TlsMode;
import org.signetmail.journal.Event;
import org.signetmail.token.NetworkTrouble;

/** Angus's side of the talk with a server, and what it looks like when it goes wrong. */
final class SmtpDialogue extends SMTPTransport {
    /** The code for a server that does not offer the sign-in that is wanted. */
    static final String NO_SIGN_IN = "SMTP_NO_SIGN_IN";

    private static final String END_OF_FILE = "[EOF]";

    private final SmtpSockets sockets;
    private final SmtpSignIn signIn;
    private final String ownDomain;

    SmtpDialogue(Session session, SmtpSockets sockets, SmtpSignIn signIn, String ownDomain) {
        super(session, new URLName("smtp", null, -1, null, null, null));
        this.sockets = sockets;
        this.signIn = signIn;
        this.ownDomain = ownDomain;
    }

    /** The sender's domain; Exchange refuses a bare host name with 501 5.5.4, so without a dot it is our address. */
    @Override
    public synchronized String getLocalHost() {
        return ownDomain.contains(".") ? ownDomain : sockets.ownAddress();
    }

    Session session() {
        return session;
    }

    void until(Deadline deadline) {
        sockets.until(deadline);
    }

    boolean offersSignIn() {
        return supportsExtension("AUTH") || supportsExtension("AUTH=LOGIN");
    }

    void deliver(RenderedMessage message, Mailbox returnPath, Address[] to) throws MessagingException {
        session.getProperties().setProperty("mail.smtp.from", returnPath.address());
        sendMessage(message, to);
    }

    String lastWords() {
        return SmtpReply.oneLine(signIn.unsaid(getLastServerResponse()));
    }

    void hangUp() {
        try {
            close();
        } catch (MessagingException goneAlready) {
            Event.SMTP_GONE.with("why", goneAlready).log();
        }
    }

    Symptom whyNotOpen(MessagingException failed, String host, TlsMode tls, Instant at) {
        boolean saidNothingWrong = !causedByConnection(failed)
                && SmtpReply.read(getLastServerResponse())
                        .filter(reply -> !reply.refuses())
                        .isPresent();
        if (saidNothingWrong && failed instanceof AuthenticationFailedException) {
            return Symptom.unanswered(
                    Peer.SMTP, NO_SIGN_IN, host + " offers no sign-in with " + signIn.mechanisms() + ".", at);
        }
        if (saidNothingWrong && tls == TlsMode.STARTTLS && !supportsExtension("STARTTLS")) {
            return Symptom.unanswered(Peer.SMTP, Symptom.NET_TLS, host + " does not offer STARTTLS.", at);
        }
        return symptomOf(failed, host, at);
    }

    /** What was seen, where no mail was in the server's hands, or where it said nothing any more. */
    Symptom symptomOf(MessagingException failed, String host, Instant at) {
        if (causedByConnection(failed)) {
            return NetworkTrouble.seen(Peer.SMTP, host, failed, at);
        }
        String last = addressRefused(failed).orElse(String.valueOf(getLastServerResponse()));
        Optional<SmtpReply> reply = SmtpReply.read(last).filter(SmtpReply::refuses);
        if (reply.isPresent()) {
            return symptomOf(reply.get(), at);
        }
        return last.startsWith(END_OF_FILE)
                ? Symptom.unanswered(Peer.SMTP, Symptom.NET_UNREACHABLE, host + " closed the connection.", at)
                : Symptom.unanswered(
                        Peer.SMTP,
                        Symptom.NET_NOT_UNDERSTOOD,
                        host + ": " + SmtpReply.oneLine(signIn.unsaid(last)),
                        at);
    }

    Symptom symptomOf(SmtpReply reply, Instant at) {
        return new SmtpReply(reply.status(), reply.code(), signIn.unsaid(reply.words())).symptom(at);
    }

    /** Angus says "RSET" after a refused recipient, so that the last reply is not the one that matters. */
    private static Optional<String> addressRefused(MessagingException failed) {
        for (Exception next = failed; next instanceof MessagingException chained; next = chained.getNextException()) {
            if (next instanceof SMTPAddressFailedException refused && refused.getReturnCode() >= 400) {
                return Optional.ofNullable(refused.getMessage());
            }
        }
        return Optional.empty();
    }

    private static boolean causedByConnection(MessagingException failed) {
        for (Throwable next = failed; next != null; next = next.getCause()) {
            if (next instanceof IOException) {
                return true;
            }
        }
        return false;
    }
}
