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
import org.signetmail.text.Messages;

/**
 * The SMTP session with a server, and the symptoms of its failures. Angus connects, negotiates TLS and signs in with
 * a password. Submission bypasses Angus, which waits for a reply to every command.
 */
final class SmtpTransport extends SMTPTransport {
    /** Symptom code: the server does not offer the required sign-in. */
    static final String NO_SIGN_IN = "SMTP_NO_SIGN_IN";

    private static final String END_OF_FILE = "[EOF]";

    /** Size of the reused write buffer. Larger content is streamed. */
    private static final int BUFFER_BYTES = 64 * 1024; // bytes

    private final SmtpSocketFactory sockets;
    private final SmtpCredentials credentials;
    private final String ownDomain;
    private final ByteArrayOutputStream buffer = new ByteArrayOutputStream();
    private @Nullable SmtpReplyReader replyReader;
    private @Nullable String lastReply;
    private boolean signInBegun;
    private Deadline signInDeadline = Deadline.in(Duration.ZERO);

    SmtpTransport(Session session, SmtpSocketFactory sockets, SmtpCredentials credentials, String ownDomain) {
        super(session, new URLName("smtp", null, -1, null, null, null));
        this.sockets = sockets;
        this.credentials = credentials;
        this.ownDomain = ownDomain;
    }

    /** The EHLO name: the sender's domain, or our IP address if that has no dot (Exchange replies 501 5.5.4 to it). */
    @Override
    public synchronized String getLocalHost() {
        return ownDomain.contains(".") ? ownDomain : sockets.ownAddress();
    }

    /**
     * Connects to one address of the server, negotiates TLS and signs in, unless the credentials are a token.
     *
     * @param deadline from the sign-in on; until then the deadline of the attempt applies
     */
    void open(AddressAttempts.Attempt attempt, String host, TlsMode tls, Deadline deadline) throws MessagingException {
        signInDeadline = deadline;
        try {
            connect(tls == TlsMode.IMPLICIT ? sockets.connectWithTls(attempt, host) : sockets.connect(attempt));
        } catch (IOException notConnected) {
            throw new MessagingException("Not connected", notConnected);
        }
    }

    /** Every {@code connect} ends here, one without a sign-in. Angus gets no token: {@link TokenSignIn} sends it. */
    @Override
    public synchronized void connect(@Nullable String host, int port, @Nullable String user, @Nullable String password)
            throws MessagingException {
        boolean byPassword = credentials.isPresent() && !credentials.usesToken();
        super.connect(host, port, byPassword ? credentials.user() : null, byPassword ? credentials.secret() : null);
    }

    @Override
    protected void sendCommand(String command) throws MessagingException {
        if (!signInBegun && command.regionMatches(true, 0, "AUTH", 0, 4)) {
            signInBegun = true;
            sockets.extendDeadline(signInDeadline);
        }
        super.sendCommand(command);
    }

    /** Whether any part of a sign-in may have been sent. */
    boolean hasSignInBegun() {
        return signInBegun;
    }

    /** Replaces the deadline. Returns false if the connection was aborted already. */
    boolean extendDeadline(Deadline deadline) {
        return sockets.extendDeadline(deadline);
    }

    /** Whether the sign-in is to the sending mailbox itself, by token, and not to a relay. */
    boolean usesToken() {
        return credentials.usesToken();
    }

    /** Whether the server offers the required sign-in. Synchronized because Angus asserts that the lock is held. */
    synchronized boolean offersSignIn() {
        return credentials.usesToken()
                ? supportsAuthentication(TokenSignIn.MECHANISM)
                : supportsExtension("AUTH") || supportsExtension("AUTH=LOGIN");
    }

    /**
     * An empty buffer for the next write.
     *
     * @param size expected size in bytes
     */
    ByteArrayOutputStream buffer(int size) {
        if (size > BUFFER_BYTES) {
            return new ByteArrayOutputStream(size);
        }
        buffer.reset();
        return buffer;
    }

    /** Whether content of this size is copied behind its commands into one write, and not streamed. */
    static boolean fitsBuffer(int bytes) {
        return bytes <= BUFFER_BYTES;
    }

    /** Streams content without copying it first. */
    void write(Content content) throws MessagingException {
        try {
            var out = new BufferedOutputStream(sockets.out(), BUFFER_BYTES);
            content.writeTo(out);
            out.flush();
        } catch (IOException broken) {
            throw new MessagingException("Not written", broken);
        }
    }

    /** Content that writes itself to a stream. */
    interface Content {
        void writeTo(OutputStream out) throws IOException;
    }

    /** Writes all of it at once. Angus holds no buffered output that would have to go first. */
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
     * Reads the next reply.
     *
     * @throws MessagingException if none arrives, or something that is not a reply
     */
    SmtpReply readReply() throws MessagingException {
        try {
            lastReply = credentials.redact(replyReader().next());
        } catch (EOFException hungUp) {
            lastReply = END_OF_FILE;
        } catch (IOException broken) {
            throw new MessagingException("No reply", broken);
        }
        return SmtpReply.read(lastReply).orElseThrow(() -> new MessagingException("No reply"));
    }

    /** Whether the server has sent something unsolicited, such as 421, or the connection is gone. */
    boolean hasUnreadInput() {
        try {
            return sockets.hasUnreadInput() || replyReader().hasUnreadInput();
        } catch (IOException closed) {
            return true;
        }
    }

    private SmtpReplyReader replyReader() throws IOException {
        SmtpReplyReader open = replyReader;
        if (open == null) {
            open = new SmtpReplyReader(sockets.in());
            replyReader = open;
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

    Symptom symptomOfOpening(MessagingException failed, String host, TlsMode tls, Instant at) {
        boolean lastReplyIsPositive = !causedByConnection(failed)
                && SmtpReply.read(getLastServerResponse())
                        .filter(reply -> !reply.isRefusal())
                        .isPresent();
        if (lastReplyIsPositive && failed instanceof AuthenticationFailedException) {
            return Symptom.unanswered(
                    Peer.SMTP, NO_SIGN_IN, Messages.text("smtp.noSignIn", host, credentials.mechanisms()), at);
        }
        if (lastReplyIsPositive && tls == TlsMode.STARTTLS && !supportsExtension("STARTTLS")) {
            return Symptom.unanswered(Peer.SMTP, Symptom.NET_TLS, Messages.text("smtp.noStartTls", host), at);
        }
        return symptomOf(failed, host, at);
    }

    /** The symptom of a failure, from the connection error or the server's last reply. */
    Symptom symptomOf(MessagingException failed, String host, Instant at) {
        if (causedByConnection(failed)) {
            return NetworkErrors.seen(Peer.SMTP, host, failed, at);
        }
        String last = lastReply == null ? credentials.redact(String.valueOf(getLastServerResponse())) : lastReply;
        Optional<SmtpReply> reply = SmtpReply.read(last).filter(SmtpReply::isRefusal);
        if (reply.isPresent()) {
            return reply.get().symptom(at);
        }
        if (last.startsWith(END_OF_FILE)) {
            return Symptom.unanswered(Peer.SMTP, Symptom.NET_UNREACHABLE, Messages.text("smtp.closed", host), at);
        }
        // Without the peer's text: the page would disclose the first line of any service in the network.
        return Symptom.unanswered(Peer.SMTP, Symptom.NET_NOT_UNDERSTOOD, Messages.text("smtp.notSmtp", host), at);
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
