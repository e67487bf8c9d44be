package org.signetmail.net;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.signetmail.account.OutboundProxy;
import org.signetmail.account.Peer;
import org.signetmail.account.Symptom;
import org.signetmail.account.Trust;
import org.signetmail.token.LoopbackHost;
import org.signetmail.token.LoopbackHost.Answer;
import org.signetmail.token.LoopbackTls;
import org.signetmail.token.SampleCredentials;
import org.signetmail.token.TokenException;
import org.signetmail.token.TokenFixture;

@Timeout(30)
class CloudHttpClientTest {
    private static final Duration DEADLINE = Duration.ofSeconds(10);

    @TempDir
    Path folder;

    private LoopbackTls tls;

    @BeforeEach
    void authority() throws IOException, GeneralSecurityException {
        tls = new LoopbackTls(folder);
    }

    private String codeOf(OutboundProxy proxy, URI uri, Duration deadline) {
        return symptomOf(proxy, uri, Trust.only(tls.caFile()), deadline).code();
    }

    private static Symptom symptomOf(OutboundProxy proxy, URI uri, Trust trust, Duration deadline) {
        var client = CloudHttpClient.unpooled(proxy, Clock.systemUTC());
        var thrown = catchThrowable(() -> client.call(Peer.ENTRA, trust, HttpCall.get(uri, Map.of()), deadline));
        assertThat(thrown).isInstanceOf(NoReply.class);
        return ((NoReply) thrown).symptom();
    }

    private static ServerSocket socket() throws IOException {
        return new ServerSocket(0, 10, InetAddress.getLoopbackAddress());
    }

    private static URI at(ServerSocket socket) {
        return URI.create("https://localhost:" + socket.getLocalPort() + "/");
    }

    private static int unusedPort() throws IOException {
        try (ServerSocket socket = socket()) {
            return socket.getLocalPort();
        }
    }

    /** Sends this text to the first caller after its first byte, and closes the connection. */
    private static Thread sendOnce(ServerSocket socket, String text) {
        var thread = new Thread(() -> {
            try (Socket caller = socket.accept()) {
                assertThat(caller.getInputStream().read(new byte[4096])).isPositive();
                caller.getOutputStream().write(text.getBytes(StandardCharsets.US_ASCII));
            } catch (IOException closed) {
                // The test is over.
            }
        });
        thread.setDaemon(true);
        thread.start();
        return thread;
    }

    @Nested
    class WithoutProxy {
        @Test
        void anUnknownHostIsNamedInTheSymptom() {
            Symptom symptom = symptomOf(OutboundProxy.NONE, URI.create("https://entra.invalid/"), Trust.JVM, DEADLINE);

            assertThat(symptom.code()).isEqualTo(Symptom.NET_NAME);
            assertThat(symptom.words()).contains("entra.invalid");
        }

        @Test
        void aClosedPortIsUnreachable() throws IOException {
            assertThat(codeOf(OutboundProxy.NONE, URI.create("https://localhost:" + unusedPort() + "/"), DEADLINE))
                    .isEqualTo(Symptom.NET_UNREACHABLE);
        }

        @Test
        void aCertificateOfAnotherAuthorityIsNotTrusted() throws IOException, GeneralSecurityException {
            try (var host = new LoopbackHost(tls.localhost(), request -> Answer.json(200, "{}"))) {
                Symptom symptom = symptomOf(OutboundProxy.NONE, host.address(), Trust.JVM, DEADLINE);

                assertThat(symptom.code()).isEqualTo(Symptom.NET_TLS);
                assertThat(host.asked()).isEmpty();
            }
        }

        @Test
        void aCertificateForAnotherHostIsNotTrusted() throws IOException, GeneralSecurityException {
            try (var host = new LoopbackHost(tls.serverNamed("other.example"), request -> Answer.json(200, "{}"))) {
                assertThat(codeOf(OutboundProxy.NONE, host.address(), DEADLINE)).isEqualTo(Symptom.NET_TLS);
            }
        }

        @Test
        void aHostWithoutTlsIsATlsError() throws IOException {
            try (ServerSocket plain = socket()) {
                sendOnce(plain, "HTTP/1.1 400 Bad Request\r\nContent-Length: 0\r\n\r\n");
                assertThat(codeOf(OutboundProxy.NONE, at(plain), DEADLINE)).isEqualTo(Symptom.NET_TLS);
            }
        }

        @Test
        void aMissingAuthorityFileIsATlsError() {
            assertThat(symptomOf(
                                    OutboundProxy.NONE,
                                    URI.create("https://localhost/"),
                                    Trust.only(folder.resolve("gone.pem")),
                                    DEADLINE)
                            .code())
                    .isEqualTo(Symptom.NET_TLS);
        }

        @Test
        void aSilentHostTimesOutAtTheDeadline() throws IOException {
            try (ServerSocket silent = socket()) {
                assertThat(codeOf(OutboundProxy.NONE, at(silent), Duration.ofMillis(300)))
                        .isEqualTo(Symptom.NET_TIME_OUT);
            }
        }

        @Test
        void anEndlessBodyIsTruncated() throws IOException, GeneralSecurityException, NoReply {
            String long3 = "x".repeat(3 << 20);
            try (var host = new LoopbackHost(tls.localhost(), request -> new Answer(200, Map.of(), long3))) {
                var client = CloudHttpClient.unpooled(OutboundProxy.NONE, Clock.systemUTC());

                HttpReply reply = client.call(
                        Peer.ENTRA, Trust.only(tls.caFile()), HttpCall.get(host.address(), Map.of()), DEADLINE);

                assertThat(reply.body().length()).isBetween(1 << 20, 2 << 20);
                assertThat(reply).hasToString("HttpReply[status=200]");
            }
        }
    }

    @Nested
    class WithAProxy {
        private OutboundProxy proxyAt(int port) {
            return OutboundProxy.at("http://localhost:" + port);
        }

        @ParameterizedTest
        @CsvSource({
            "407 Proxy Authentication Required, The proxy requires a password (407).",
            "403 Forbidden, The proxy refused the connection to the server (403).",
            "502 Bad Gateway, The proxy refused the connection to the server (502)."
        })
        void itsRefusalIsAProxyError(String status, String expected) throws IOException {
            try (ServerSocket proxy = socket()) {
                sendOnce(
                        proxy,
                        "HTTP/1.1 " + status
                                + "\r\nProxy-Authenticate: Basic realm=\"x\"\r\nContent-Length: 0\r\n\r\n");
                Symptom symptom = symptomOf(
                        proxyAt(proxy.getLocalPort()), URI.create("https://entra.invalid/"), Trust.JVM, DEADLINE);

                assertThat(symptom.code()).isEqualTo(Symptom.NET_PROXY);
                assertThat(symptom.words()).endsWith(": " + expected);
            }
        }

        @Test
        void aClosedPortIsAProxyError() throws IOException {
            assertThat(codeOf(proxyAt(unusedPort()), URI.create("https://entra.invalid/"), DEADLINE))
                    .isEqualTo(Symptom.NET_PROXY);
        }

        @Test
        void anUnknownNameIsAProxyError() {
            var proxy = OutboundProxy.at("http://proxy.invalid:3128");

            assertThat(codeOf(proxy, URI.create("https://localhost/"), DEADLINE))
                    .isEqualTo(Symptom.NET_PROXY);
        }

        @Test
        void aTimeoutNamesBothHostAndProxy() throws IOException {
            try (ServerSocket silent = socket()) {
                Symptom symptom = symptomOf(
                        proxyAt(silent.getLocalPort()),
                        URI.create("https://entra.invalid/"),
                        Trust.JVM,
                        Duration.ofMillis(300));

                assertThat(symptom.code()).isEqualTo(Symptom.NET_TIME_OUT);
                assertThat(symptom.words()).contains("entra.invalid through the proxy localhost:");
            }
        }
    }

    @Test
    void aProbeAcceptsAnyReply() throws IOException, GeneralSecurityException, TokenException {
        try (var host = new LoopbackHost(tls.localhost(), request -> Answer.html(500))) {
            var credentials = SampleCredentials.at(host.address(), tls);

            Duration took = TokenFixture.probe(OutboundProxy.NONE, Clock.systemUTC())
                    .reach(credentials.application().cloud());

            assertThat(took).isBetween(Duration.ZERO, DEADLINE);
            assertThat(host.asked()).hasSize(1);
            assertThat(host.asked().get(0).body()).isEmpty();
        }
    }
}
