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
 * Makes the sockets of one SMTP connection, under one deadline that can be moved.
 *
 * <p>Angus is given a socket that is connected, since it would try one address of a host only, and makes none itself. TLS
 * comes around a plain socket, at once or after STARTTLS.
 */
final class SmtpSocketFactory extends SSLSocketFactory {
    private final SSLSocketFactory tls;
    private volatile Deadline deadline = Deadline.in(Duration.ZERO);
    private volatile @Nullable DeadlineSocket latest;
    private volatile @Nullable Socket outermost;

    SmtpSocketFactory(SSLSocketFactory tls) {
        this.tls = tls;
    }

    /**
     * Gives it a new deadline; nobody breaks it off before.
     *
     * @return false if it was broken off already
     */
    boolean until(Deadline moment) {
        deadline = moment;
        DeadlineSocket socket = latest;
        return socket == null || socket.until(moment);
    }

    /** Connects to one address of a host. */
    DeadlineSocket connected(AddressAttempts.Attempt attempt) throws IOException {
        until(attempt.opening());
        DeadlineSocket plain = createSocket();
        try {
            plain.setSoTimeout(AngusProperties.SILENCE_MILLIS);
            plain.connect(attempt.address(), attempt.connectMillis());
            return plain;
        } catch (IOException failed) {
            plain.close();
            throw failed;
        }
    }

    /** The same with TLS from its first byte: Angus would make the socket for it by itself, and without a deadline. */
    Socket secured(AddressAttempts.Attempt attempt, String host) throws IOException {
        DeadlineSocket plain = connected(attempt);
        try {
            var secured =
                    (SSLSocket) createSocket(plain, host, attempt.address().getPort(), true);
            SSLParameters wanted = secured.getSSLParameters();
            wanted.setProtocols(AngusProperties.PROTOCOLS.split(" ", -1));
            wanted.setEndpointIdentificationAlgorithm("LDAPS"); // The certificate is for this host; as Angus does it.
            secured.setSSLParameters(wanted);
            secured.startHandshake();
            return secured;
        } catch (IOException failed) {
            plain.close();
            throw failed;
        }
    }

    /** Writes through TLS, if that was agreed on. */
    void write(ByteArrayOutputStream bytes) throws IOException {
        OutputStream out = open().getOutputStream();
        bytes.writeTo(out);
        out.flush();
    }

    /** For what is too much to be written at once; through TLS likewise. */
    OutputStream out() throws IOException {
        return open().getOutputStream();
    }

    /** Reads through TLS, if that was agreed on. */
    InputStream in() throws IOException {
        return open().getInputStream();
    }

    private Socket open() throws IOException {
        Socket socket = outermost;
        if (socket == null) {
            throw new IOException("Not connected");
        }
        return socket;
    }

    boolean hasSomethingToRead() {
        DeadlineSocket socket = latest;
        return socket != null && socket.hasSomethingToRead();
    }

    /** Ends the connection at once. */
    void close() {
        DeadlineSocket socket = latest;
        try {
            if (socket != null) {
                socket.close();
            }
        } catch (IOException closedAlready) {
            LogEvent.SMTP_GONE.with("why", closedAlready).log();
        }
    }

    /** Ends a read or a write that goes on beyond the deadline. */
    void closeIfLate() {
        DeadlineSocket socket = latest;
        try {
            if (socket != null) {
                socket.closeIfLate();
            }
        } catch (IOException closedAlready) {
            LogEvent.SMTP_GONE.with("why", closedAlready).log();
        }
    }

    /**
     * This end of the connection as an address literal, for EHLO.
     *
     * @see <a href="https://www.rfc-editor.org/rfc/rfc5321#section-4.1.3">RFC 5321 section 4.1.3</a>
     */
    String ownAddress() {
        Socket socket = latest;
        InetAddress own = socket == null ? InetAddress.getLoopbackAddress() : socket.getLocalAddress();
        String address = own.getHostAddress().replaceFirst("%.*", "");
        return address.contains(":") ? "[IPv6:" + address + "]" : "[" + address + "]";
    }

    @Override
    public DeadlineSocket createSocket() {
        var socket = new DeadlineSocket(deadline);
        latest = socket;
        outermost = socket;
        return socket;
    }

    @Override
    public Socket createSocket(Socket plain, String host, int port, boolean autoClose) throws IOException {
        if (!(plain instanceof DeadlineSocket ours)) {
            throw notOpen();
        }
        ours.beginTls();
        Socket secured = tls.createSocket(plain, host, port, autoClose);
        outermost = secured;
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

    private static IOException notOpen() {
        return new IOException("A socket that is connected at once would not know the deadline");
    }
}
