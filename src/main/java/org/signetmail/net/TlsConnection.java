package org.signetmail.net;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.Header;
import org.apache.hc.core5.http.HttpHeaders;
import org.apache.hc.core5.http.HttpHost;
import org.apache.hc.core5.http.message.BasicClassicHttpRequest;
import org.jspecify.annotations.Nullable;
import org.signetmail.account.OutboundProxy;
import org.signetmail.account.ProxyLogin;

/** An open TLS connection and the socket under it, which enforces the deadline. */
record TlsConnection(DeadlineSocket socket, SSLSocket secured) {
    private static final int CONNECT_MILLIS = 5_000;

    /** As a scheme among challenges (RFC 9110 section 11.6.1), not within a realm's name. */
    private static final Pattern BASIC = Pattern.compile("(?i)(?:^|,)\\s*Basic(?=\\s|,|$)");

    /**
     * Connects, through the proxy if one is configured, and completes the TLS handshake with a host that the
     * certificate names. Tries each address of the host (or of the proxy) until a handshake succeeds: no part of the
     * request has been sent by then.
     *
     * @throws ProxyFailure if the proxy has no address or refuses the tunnel
     * @throws AddressFailure if every address failed; its cause is the most informative failure
     * @throws SSLException if the trusted authorities can't be read
     */
    static TlsConnection open(Endpoint to, OutboundProxy proxy, AddressResolver resolver, Deadline deadline)
            throws IOException {
        SSLContext context = context(to);
        AddressAttempts attempts = attempts(to, proxy, resolver, deadline);
        AddressAttempts.@Nullable Attempt failedAttempt = null;
        @Nullable IOException mostInformative = null;
        while (attempts.hasNext()) {
            AddressAttempts.Attempt attempt = attempts.next();
            try {
                TlsConnection connection = open(attempt, to, proxy, context);
                connection.socket().extendDeadline(deadline);
                return connection;
            } catch (IOException failed) {
                if (failed instanceof ProxyFailure refused && refused.isReply()) {
                    throw failed;
                }
                if (mostInformative == null || NetworkErrors.weight(failed) > NetworkErrors.weight(mostInformative)) {
                    failedAttempt = attempt;
                    mostInformative = failed;
                }
            }
        }
        throw new AddressFailure(
                attempts, Objects.requireNonNull(failedAttempt), Objects.requireNonNull(mostInformative));
    }

    private static AddressAttempts attempts(
            Endpoint to, OutboundProxy proxy, AddressResolver resolver, Deadline deadline) throws IOException {
        if (proxy.address().isEmpty()) {
            return AddressAttempts.resolve(resolver, to.host(), to.port(), CONNECT_MILLIS, deadline);
        }
        InetSocketAddress through = proxy.address().get();
        try {
            return AddressAttempts.resolve(
                    resolver, through.getHostString(), through.getPort(), CONNECT_MILLIS, deadline);
        } catch (UnknownHostException noAddress) {
            throw new ProxyFailure(noAddress);
        }
    }

    private static TlsConnection open(
            AddressAttempts.Attempt attempt, Endpoint to, OutboundProxy proxy, SSLContext context) throws IOException {
        var socket = new DeadlineSocket(attempt.deadline());
        try {
            if (proxy.address().isPresent()) {
                openTunnel(socket, attempt, to, proxy.login());
            } else {
                socket.connect(attempt.address(), attempt.connectMillis());
            }
            socket.beginTls();
            // The host name, which SNI and the certificate check need.
            var secured = (SSLSocket) context.getSocketFactory().createSocket(socket, to.host(), to.port(), true);
            SSLParameters parameters = secured.getSSLParameters();
            // RFC 9525 section 6.3: a wildcard is the whole left-most label. The JDK's "HTTPS" accepts it anywhere.
            parameters.setEndpointIdentificationAlgorithm("LDAPS");
            secured.setSSLParameters(parameters);
            secured.startHandshake();
            return new TlsConnection(socket, secured);
        } catch (IOException | RuntimeException failed) {
            socket.close();
            throw failed;
        }
    }

    private static SSLContext context(Endpoint to) throws SSLException {
        try {
            return to.trust().sslContext();
        } catch (IOException | GeneralSecurityException authorityNotReadable) {
            throw new SSLException(authorityNotReadable);
        }
    }

    /**
     * Requests a tunnel from the proxy. Sends the user name and password preemptively by Basic: they are configured
     * for this proxy, and a proxy often closes the connection with its challenge.
     *
     * @see <a href="https://www.rfc-editor.org/rfc/rfc9110#name-connect">RFC 9110 section 9.3.6</a>
     * @see <a href="https://www.rfc-editor.org/rfc/rfc7617#section-2.2">RFC 7617 section 2.2</a>
     */
    private static void openTunnel(
            DeadlineSocket socket, AddressAttempts.Attempt proxy, Endpoint to, Optional<ProxyLogin> login)
            throws IOException {
        try {
            socket.connect(proxy.address(), proxy.connectMillis());
        } catch (IOException notReached) {
            throw new ProxyFailure(notReached);
        }
        // Without the HttpHost, HttpCore parses the target as a URI and requests “/”.
        var request = new BasicClassicHttpRequest("CONNECT", new HttpHost(to.host(), to.port()), to.authority());
        login.ifPresent(with -> request.setHeader(HttpHeaders.PROXY_AUTHORIZATION, with.asBasic()));
        ClassicHttpResponse reply = new HttpExchange(socket).execute(request);
        if (reply.getCode() >= 300) {
            throw ProxyFailure.ofReply(reply.getCode(), login.isPresent(), takesBasic(reply));
        }
    }

    private static boolean takesBasic(ClassicHttpResponse reply) {
        Header[] challenges = reply.getHeaders(HttpHeaders.PROXY_AUTHENTICATE);
        return challenges.length == 0
                || Arrays.stream(challenges)
                        .anyMatch(
                                challenge -> BASIC.matcher(challenge.getValue()).find());
    }
}
