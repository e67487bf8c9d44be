package org.signetmail.smtp;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.time.Duration;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.SSLSocketFactory;
import org.jspecify.annotations.Nullable;
import org.signetmail.log.LogEvent;
import org.signetmail.net.AddressAttempts;
import org.signetmail.net.Deadline;
import org.signetmail.net.DeadlineSocket;

/**
 * Creates the sockets of one SMTP connection, under one replaceable deadline.
 *
 * <p>Angus gets a connected socket and never opens one itself, since it would try only one address of a host. TLS
 * wraps the plain socket, immediately or after STARTTLS.
 */
final class SmtpSocketFactory extends SSLSocketFactory {
    private final SSLSocketFactory tls;
    private volatile Deadline deadline = Deadline.in(Duration.ZERO);
    private volatile @Nullable DeadlineSocket plainSocket;
    private volatile @Nullable Socket current;

    SmtpSocketFactory(SSLSocketFactory tls) {
        this.tls = tls;
    }

    /**
     * Replaces the deadline; the connection is not aborted before the new one.
     *
     * @return false if it was aborted already
     */
    boolean extendDeadline(Deadline replacement) {
        deadline = replacement;
        DeadlineSocket socket = plainSocket;
        return socket == null || socket.extendDeadline(replacement);
    }

    /** Runs an action whose time does not count, see {@link DeadlineSocket#pauseDeadline}. */
    void pauseDeadline(DeadlineSocket.IoAction action) throws IOException {
        DeadlineSocket socket = plainSocket;
        if (socket == null) {
            throw notConnected();
        }
        socket.pauseDeadline(action);
    }

    /** Connects to one address of a host. */
    DeadlineSocket connect(AddressAttempts.Attempt attempt) throws IOException {
        extendDeadline(attempt.deadline());
        DeadlineSocket plain = createSocket();
        try {
            plain.setSoTimeout(AngusProperties.READ_MILLIS);
            plain.connect(attempt.address(), attempt.connectMillis());
            return plain;
        } catch (IOException failed) {
            plain.close();
            throw failed;
        }
    }

    /** Connects to one address with implicit TLS. Angus would create that socket itself, without a deadline. */
    Socket connectWithTls(AddressAttempts.Attempt attempt, String host) throws IOException {
        DeadlineSocket plain = connect(attempt);
        try {
            var secured =
                    (SSLSocket) createSocket(plain, host, attempt.address().getPort(), true);
            SSLParameters parameters = secured.getSSLParameters();
            parameters.setProtocols(AngusProperties.PROTOCOLS.split(" ", -1));
            parameters.setEndpointIdentificationAlgorithm("LDAPS"); // Checks the host name, as Angus does.
            secured.setSSLParameters(parameters);
            secured.startHandshake();
            return secured;
        } catch (IOException failed) {
            plain.close();
            throw failed;
        }
    }

    /** Writes and flushes, through TLS if negotiated. */
    void write(ByteArrayOutputStream bytes) throws IOException {
        OutputStream out = open().getOutputStream();
        bytes.writeTo(out);
        out.flush();
    }

    /** The output stream, for content too large for one write; through TLS if negotiated. */
    OutputStream out() throws IOException {
        return open().getOutputStream();
    }

    /** The input stream; through TLS if negotiated. */
    InputStream in() throws IOException {
        return open().getInputStream();
    }

    private Socket open() throws IOException {
        Socket socket = current;
        if (socket == null) {
            throw notConnected();
        }
        return socket;
    }

    boolean hasUnreadInput() {
        DeadlineSocket socket = plainSocket;
        return socket != null && socket.hasUnreadInput();
    }

    /** Closes the connection at once. */
    void close() {
        DeadlineSocket socket = plainSocket;
        try {
            if (socket != null) {
                socket.close();
            }
        } catch (IOException closedAlready) {
            LogEvent.SMTP_GONE.with("why", closedAlready).log();
        }
    }

    /** Closes the connection if the deadline has passed, which ends a blocked read or write. */
    void abortIfOverdue() {
        DeadlineSocket socket = plainSocket;
        try {
            if (socket != null) {
                socket.abortIfOverdue();
            }
        } catch (IOException closedAlready) {
            LogEvent.SMTP_GONE.with("why", closedAlready).log();
        }
    }

    /**
     * The local address as an address literal, for EHLO.
     *
     * @see <a href="https://www.rfc-editor.org/rfc/rfc5321#section-4.1.3">RFC 5321 section 4.1.3</a>
     */
    String ownAddress() {
        Socket socket = plainSocket;
        InetAddress own = socket == null ? InetAddress.getLoopbackAddress() : socket.getLocalAddress();
        String address = own.getHostAddress().replaceFirst("%.*", "");
        return address.contains(":") ? "[IPv6:" + address + "]" : "[" + address + "]";
    }

    @Override
    public DeadlineSocket createSocket() {
        var socket = new DeadlineSocket(deadline);
        plainSocket = socket;
        current = socket;
        return socket;
    }

    @Override
    public Socket createSocket(Socket plain, String host, int port, boolean autoClose) throws IOException {
        if (!(plain instanceof DeadlineSocket ours)) {
            throw notOpen();
        }
        ours.beginTls();
        Socket secured = tls.createSocket(plain, host, port, autoClose);
        current = secured;
        return secured;
    }

    @Override
    public Socket createSocket(String host, int port) throws IOException {
        throw notOpen();
    }

    @Override
    public Socket createSocket(String host, int port, InetAddress own, int ownPort) throws IOException {
        throw notOpen();
    }

    @Override
    public Socket createSocket(InetAddress host, int port) throws IOException {
        throw notOpen();
    }

    @Override
    public Socket createSocket(InetAddress host, int port, InetAddress own, int ownPort) throws IOException {
        throw notOpen();
    }

    @Override
    public String[] getDefaultCipherSuites() {
        return tls.getDefaultCipherSuites();
    }

    @Override
    public String[] getSupportedCipherSuites() {
        return tls.getSupportedCipherSuites();
    }

    private static IOException notConnected() {
        return new IOException("Not connected");
    }

    private static IOException notOpen() {
        return new IOException("A socket that is connected at once would not know the deadline");
    }
}
