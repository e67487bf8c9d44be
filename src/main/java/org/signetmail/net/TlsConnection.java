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

/** A connection with TLS, and the socket under it, which knows its deadline. */
record TlsConnection(DeadlineSocket socket, SSLSocket secured) {
    private static final int CONNECT_MILLIS = 5_000;

    /** As a scheme among challenges (RFC 9110 section 11.6.1), not within a realm's name. */
    private static final Pattern BASIC = Pattern.compile("(?i)(?:^|,)\\s*Basic(?=\\s|,|$)");

    /**
     * Connects, through the proxy if there is one, and agrees on TLS with whom the certificate names. Each address of the host
     * (of the proxy, if there is one) is tried until TLS is agreed on: nothing of the request has been sent by then.
     *
     * @throws ProxyFailure if the proxy has no address or makes no tunnel
     * @throws AddressFailure if no address served; in it is what happened at the one that says most
     * @throws SSLException if it can't be said who is trusted
     */
    static TlsConnection open(Endpoint to, OutboundProxy proxy, AddressResolver resolver, Deadline deadline)
            throws IOException {
        SSLContext context = context(to);
        AddressAttempts attempts = attempts(to, proxy, resolver, deadline);
        AddressAttempts.@Nullable Attempt told = null;
        @Nullable IOException telling = null;
        while (attempts.hasNext()) {
            AddressAttempts.Attempt attempt = attempts.next();
            try {
                TlsConnection line = open(attempt, to, proxy, context);
                line.socket().until(deadline);
                return line;
            } catch (IOException failed) {
                if (failed instanceof ProxyFailure no && no.isAnswer()) {
                    throw failed;
                }
                if (telling == null || NetworkErrors.weight(failed) > NetworkErrors.weight(telling)) {
                    told = attempt;
                    telling = failed;
                }
            }
        }
        throw new AddressFailure(
                Objects.requireNonNull(told), attempts.othersThan(told), Objects.requireNonNull(telling));
    }

    private static AddressAttempts attempts(
            Endpoint to, OutboundProxy proxy, AddressResolver resolver, Deadline deadline) throws IOException {
        if (proxy.address().isEmpty()) {
            return AddressAttempts.at(resolver, to.host(), to.port(), CONNECT_MILLIS, deadline);
        }
        InetSocketAddress through = proxy.address().get();
        try {
            return AddressAttempts.at(resolver, through.getHostString(), through.getPort(), CONNECT_MILLIS, deadline);
        } catch (UnknownHostException noAddress) {
            throw new ProxyFailure(noAddress);
        }
    }

    private static TlsConnection open(
            AddressAttempts.Attempt attempt, Endpoint to, OutboundProxy proxy, SSLContext context) throws IOException {
        var socket = new DeadlineSocket(attempt.opening());
        try {
            if (proxy.address().isPresent()) {
                tunnel(socket, attempt, to, proxy.login());
            } else {
                socket.connect(attempt.address(), attempt.connectMillis());
            }
            socket.beginTls();
            // The name, not the address: for SNI and the certificate.
            var secured = (SSLSocket) context.getSocketFactory().createSocket(socket, to.host(), to.port(), true);
            SSLParameters wanted = secured.getSSLParameters();
            // RFC 9525, 6.3: a wildcard is the whole left-most label. The JDK's "HTTPS" takes it anywhere.
            wanted.setEndpointIdentificationAlgorithm("LDAPS");
            secured.setSSLParameters(wanted);
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
     * Asks the proxy for a tunnel. User and password are sent at once, by Basic: they were given for this proxy, and a proxy
     * that has to ask for them first often hangs up with its question.
     *
     * @see <a href="https://www.rfc-editor.org/rfc/rfc9110#name-connect">RFC 9110 section 9.3.6</a>
     * @see <a href="https://www.rfc-editor.org/rfc/rfc7617#section-2.2">RFC 7617 section 2.2</a>
     */
    private static void tunnel(
            DeadlineSocket socket, AddressAttempts.Attempt proxy, Endpoint to, Optional<ProxyLogin> login)
            throws IOException {
        try {
            socket.connect(proxy.address(), proxy.connectMillis());
        } catch (IOException notReached) {
            throw new ProxyFailure(notReached);
        }
        // Without the host in between the target would be read as a URI, and asked for as “/”.
        var request = new BasicClassicHttpRequest("CONNECT", new HttpHost(to.host(), to.port()), to.authority());
        login.ifPresent(with -> request.setHeader(HttpHeaders.PROXY_AUTHORIZATION, with.asBasic()));
        ClassicHttpResponse answer = new HttpExchange(socket).of(request);
        if (answer.getCode() >= 300) {
            throw ProxyFailure.answered(answer.getCode(), login.isPresent(), takesBasic(answer));
        }
    }

    private static boolean takesBasic(ClassicHttpResponse answer) {
        Header[] challenges = answer.getHeaders(HttpHeaders.PROXY_AUTHENTICATE);
        return challenges.length == 0
                || Arrays.stream(challenges)
                        .anyMatch(
                                challenge -> BASIC.matcher(challenge.getValue()).find());
    }
}
