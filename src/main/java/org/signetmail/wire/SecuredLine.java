package org.signetmail.wire;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.security.GeneralSecurityException;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import org.apache.hc.core5.http.HttpHost;
import org.apache.hc.core5.http.message.BasicClassicHttpRequest;
import org.signetmail.account.OutboundProxy;

/** A connection with TLS, and the socket under it, which knows its deadline. */
record SecuredLine(DeadlineSocket socket, SSLSocket secured) {
    private static final int CONNECT_MILLIS = 5_000;

    /**
     * Connects, through the proxy if there is one, and agrees on TLS with whom the certificate names.
     *
     * @throws ProxyFailure if the proxy was not reached or makes no tunnel
     * @throws SSLException if it can't be said who is trusted, or the other side is not
     */
    static SecuredLine open(Destination to, OutboundProxy proxy, Deadline deadline) throws IOException {
        SSLContext context = context(to);
        var socket = new DeadlineSocket(deadline);
        try {
            if (proxy.address().isPresent()) {
                tunnel(socket, proxy.address().get(), to);
            } else {
                socket.connect(new InetSocketAddress(to.host(), to.port()), CONNECT_MILLIS);
            }
            socket.beginTls();
            var secured = (SSLSocket) context.getSocketFactory().createSocket(socket, to.host(), to.port(), true);
            SSLParameters wanted = secured.getSSLParameters();
            wanted.setEndpointIdentificationAlgorithm("HTTPS");
            secured.setSSLParameters(wanted);
            secured.startHandshake();
            return new SecuredLine(socket, secured);
        } catch (IOException | RuntimeException failed) {
            socket.close();
            throw failed;
        }
    }

    private static SSLContext context(Destination to) throws SSLException {
        try {
            return to.trust().sslContext();
        } catch (IOException | GeneralSecurityException authorityNotReadable) {
            throw new SSLException(authorityNotReadable);
        }
    }

    /** @see <a href="https://www.rfc-editor.org/rfc/rfc9110#name-connect">RFC 9110 section 9.3.6</a> */
    private static void tunnel(DeadlineSocket socket, InetSocketAddress proxy, Destination to) throws IOException {
        try {
            socket.connect(new InetSocketAddress(proxy.getHostString(), proxy.getPort()), CONNECT_MILLIS);
        } catch (IOException notReached) {
            throw new ProxyFailure(notReached);
        }
        // Without the host in between the target would be read as a URI, and asked for as “/”.
        var request = new BasicClassicHttpRequest("CONNECT", new HttpHost(to.host(), to.port()), to.authority());
        int status = new HttpExchange(socket).of(request).getCode();
        if (status >= 300) {
            throw new ProxyFailure(status);
        }
    }
}
