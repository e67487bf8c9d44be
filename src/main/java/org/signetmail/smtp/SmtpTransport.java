package org.signetmail.smtp;

import jakarta.mail.AuthenticationFailedException;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.URLName;
import java.io.BufferedOutputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.eclipse.angus.mail.smtp.SMTPTransport;
import org.jspecify.annotations.Nullable;
import org.signetmail.account.Peer;
import org.signetmail.account.Symptom;
import org.signetmail.account.TlsMode;
import org.signetmail.log.LogEvent;
import org.signetmail.net.AddressAttempts;
import org.signetmail.net.Deadline;
import org.signetmail.net.NetworkErrors;

/**
 * The talk with a server, and what it looks like when it goes wrong. Angus connects, agrees on TLS and signs in; what a mail
 * needs is said past it, since it would wait for a reply to every command.
 */
final class SmtpTransport extends SMTPTransport {
    /** The code for a server that does not offer the sign-in that is wanted. */
    static final String NO_SIGN_IN = "SMTP_NO_SIGN_IN";

    /** Not in its own words: the page would read the first line of any service in the network aloud. */
    private static final String NO_SMTP = " does not speak SMTP there: its answer is no SMTP reply.";

    private static final String END_OF_FILE = "[EOF]";

    /** What is written at once is put together in the same place again and again, unless it is larger. */
    private static final int SHEET = 64 * 1024; // bytes

    private final SmtpSocketFactory sockets;
    private final SmtpCredentials signIn;
    private final String ownDomain;
    private final ByteArrayOutputStream buffer = new ByteArrayOutputStream();
    private @Nullable SmtpReplyReader smtpReplyReader;
    private @Nullable String lastWritten;
    private boolean signInBegun;
    private Deadline whole = Deadline.in(Duration.ZERO);

    SmtpTransport(Session session, SmtpSocketFactory sockets, SmtpCredentials signIn, String ownDomain) {
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

    /**
     * Connects to one address of the server, agrees on TLS and signs in, unless that is to be done with a token.
     *
     * @param deadline from the sign-in on; until then the address has its own
     */
    void open(AddressAttempts.Attempt attempt, String host, TlsMode tls, Deadline deadline) throws MessagingException {
        whole = deadline;
        try {
            connect(tls == TlsMode.IMPLICIT ? sockets.secured(attempt, host) : sockets.connected(attempt));
        } catch (IOException notConnected) {
            throw new MessagingException("Not connected", notConnected);
        }
    }

    /** Angus comes here on every way, and on one of them without a sign-in. It is told no token: that is sent past it. */
    @Override
    public synchronized void connect(@Nullable String host, int port, @Nullable String user, @Nullable String password)
            throws MessagingException {
        boolean byPassword = signIn.wanted() && !signIn.usesToken();
        super.connect(host, port, byPassword ? signIn.user() : null, byPassword ? signIn.secret() : null);
    }

    @Override
    protected void sendCommand(String command) throws MessagingException {
        if (!signInBegun && command.regionMatches(true, 0, "AUTH", 0, 4)) {
            signInBegun = true;
            sockets.until(whole);
        }
        super.sendCommand(command);
    }

    /** Whether something of a sign-in may have been sent. */
    boolean signInBegun() {
        return signInBegun;
    }

    /** Whether the connection lasts until then, unless the server breaks it off. */
    boolean until(Deadline deadline) {
        return sockets.until(deadline);
    }

    /** Whether it signs in to the mailbox that sends, and not as a relay's customer. */
    boolean signsInByToken() {
        return signIn.usesToken();
    }

    /** Whether the server offers the sign-in that is wanted. Angus asserts that the lock is held. */
    synchronized boolean offersSignIn() {
        return signIn.usesToken()
                ? supportsAuthentication(TokenSignIn.MECHANISM)
                : supportsExtension("AUTH") || supportsExtension("AUTH=LOGIN");
    }

    /**
     * An empty one, for what is to be said next.
     *
     * @param room bytes that it will take, about
     */
    ByteArrayOutputStream buffer(int room) {
        if (room > SHEET) {
            return new ByteArrayOutputStream(room);
        }
        buffer.reset();
        return buffer;
    }

    /** Whether so many bytes are written with what stands before them, and not from where they are. */
    static boolean fitsBuffer(int bytes) {
        return bytes <= SHEET;
    }

    /** Writes a content that is no second time in memory. */
    void write(Content content) throws MessagingException {
        try {
            var out = new BufferedOutputStream(sockets.out(), SHEET);
            content.writeTo(out);
            out.flush();
        } catch (IOException broken) {
            throw new MessagingException("Not written", broken);
        }
    }

    /** What is written piece by piece. */
    interface Content {
        void writeTo(OutputStream out) throws IOException;
    }

    /** Writes all of it at once. Angus keeps nothing back that would have to go before. */
    void write(ByteArrayOutputStream lines) throws MessagingException {
        try {
            sockets.write(lines);
        } catch (IOException broken) {
            throw new MessagingException("Not written", broken);
        }
    }

    void write(String command) throws MessagingException {
        var line = new ByteArrayOutputStream();
        line.writeBytes((command + "\r\n").getBytes(StandardCharsets.US_ASCII));
        write(line);
    }

    /**
     * The next reply.
     *
     * @throws MessagingException if none comes, or something that is none
     */
    SmtpReply reply() throws MessagingException {
        try {
            lastWritten = signIn.redact(replies().next());
        } catch (EOFException hungUp) {
            lastWritten = END_OF_FILE;
        } catch (IOException broken) {
            throw new MessagingException("No reply", broken);
        }
        return SmtpReply.read(lastWritten).orElseThrow(() -> new MessagingException("No reply"));
    }

    /** Whether the server has said something that nobody asked for, such as goodbye. */
    boolean hasReplied() {
        try {
            return sockets.hasSomethingToRead() || replies().leftOver();
        } catch (IOException closed) {
            return true;
        }
    }

    private SmtpReplyReader replies() throws IOException {
        SmtpReplyReader open = smtpReplyReader;
        if (open == null) {
            open = new SmtpReplyReader(sockets.in());
            smtpReplyReader = open;
        }
        return open;
    }

    void closeWithoutQuit() {
        try {
            close();
        } catch (MessagingException goneAlready) {
            LogEvent.SMTP_GONE.with("why", goneAlready).log();
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

    /** What was seen when the last word of the server was not a reply that decides. */
    Symptom symptomOf(MessagingException failed, String host, Instant at) {
        if (causedByConnection(failed)) {
            return NetworkErrors.seen(Peer.SMTP, host, failed, at);
        }
        String last = lastWritten == null ? signIn.redact(String.valueOf(getLastServerResponse())) : lastWritten;
        Optional<SmtpReply> reply = SmtpReply.read(last).filter(SmtpReply::refuses);
        if (reply.isPresent()) {
            return reply.get().symptom(at);
        }
        return last.startsWith(END_OF_FILE)
                ? Symptom.unanswered(Peer.SMTP, Symptom.NET_UNREACHABLE, host + " closed the connection.", at)
                : Symptom.unanswered(Peer.SMTP, Symptom.NET_NOT_UNDERSTOOD, host + NO_SMTP, at);
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
