package org.signetmail.graph;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.signetmail.account.ClientCredentials;
import org.signetmail.account.Cloud;
import org.signetmail.account.DeliveryRoute;
import org.signetmail.account.Mailbox;
import org.signetmail.account.OutboundProxy;
import org.signetmail.account.SmtpServer;
import org.signetmail.account.Symptom;
import org.signetmail.account.Trust;
import org.signetmail.message.Outcome;
import org.signetmail.message.PlainTextMail;
import org.signetmail.message.RenderedMessage;
import org.signetmail.message.RenderedMessages;
import org.signetmail.message.SenderRule;
import org.signetmail.net.CloudHttpClient;
import org.signetmail.token.AccessToken;
import org.signetmail.token.LoopbackHost;
import org.signetmail.token.LoopbackHost.Answer;
import org.signetmail.token.LoopbackTls;
import org.signetmail.token.SampleCredentials;
import org.signetmail.token.TokenSource;

/** The requests to Graph, and the outcome if another server replies. */
@Timeout(30)
class GraphWireTest {
    private static final Mailbox FROM = new Mailbox("notify+all@contoso.example");
    private static final String TOKEN = "canary.access.token";
    private static final Duration TIMEOUT = Duration.ofSeconds(10);

    private RenderedMessage mail = RenderedMessages.rendered(
            new SenderRule.Sender(FROM, Optional.empty()),
            new PlainTextMail(List.of(new Mailbox("guest@partner.example")), "Grüße", "t\n".repeat(20_000)),
            Instant.EPOCH);
    private LoopbackTls tls;

    @BeforeEach
    void createAuthority(@TempDir Path folder) throws Exception {
        tls = new LoopbackTls(folder);
    }

    private Outcome sent(URI graph, Trust trust, OutboundProxy proxy) {
        var credentials = SampleCredentials.in(Cloud.custom(
                URI.create("https://localhost"), URI.create(graph + "/v1.0"), new SmtpServer("localhost", 587), trust));
        Clock clock = Clock.systemUTC();
        var http = CloudHttpClient.unpooled(proxy, clock);
        try (var client = new GraphDeliveryClient(http, new OneToken(), credentials, FROM, TIMEOUT, clock)) {
            return client.deliver(mail);
        }
    }

    private Outcome sent(URI graph) {
        return sent(graph, Trust.only(tls.caFile()), OutboundProxy.NONE);
    }

    private Outcome outcomeOf(Answer reply) throws Exception {
        try (var graph = new LoopbackHost(tls.localhost(), request -> reply)) {
            return sent(graph.address());
        }
    }

    /** Replaces Entra. */
    private static final class OneToken implements TokenSource {
        @Override
        public AccessToken tokenFor(ClientCredentials credentials, DeliveryRoute route) {
            return new AccessToken(TOKEN, Instant.MAX, Instant.MAX);
        }

        @Override
        public AccessToken freshTokenFor(ClientCredentials credentials, DeliveryRoute route) {
            throw new AssertionError("The token was not refused");
        }
    }

    /** Microsoft does not document how it handles such an address in a header. */
    @Test
    void aMessageWithAnAddressBeyondAsciiIsNotSent() throws Exception {
        mail = RenderedMessages.rendered(
                new SenderRule.Sender(FROM, Optional.empty()),
                new PlainTextMail(List.of(new Mailbox("zoë@partner.example")), "s", "t"),
                Instant.EPOCH);
        try (var graph = new LoopbackHost(tls.localhost(), request -> new Answer(202, Map.of(), ""))) {
            assertThat(sent(graph.address()))
                    .isInstanceOfSatisfying(
                            Outcome.Refused.class,
                            refused -> assertThat(refused.symptom().code()).isEqualTo(Symptom.NO_UTF8));
            assertThat(graph.asked()).isEmpty();
        }
    }

    @Nested
    class WhenGraphReplies {
        @Test
        void itHasReceivedTheWholeMessageInBase64OnOneLine() throws Exception {
            try (var graph = new LoopbackHost(
                    tls.localhost(), request -> new Answer(202, Map.of("request-id", "6b1f-11"), ""))) {
                Outcome outcome = sent(graph.address());

                assertThat(outcome).isInstanceOfSatisfying(Outcome.Accepted.class, accepted -> {
                    assertThat(accepted.by()).isEqualTo("Microsoft Graph");
                    assertThat(accepted.reply()).contains("202", "6b1f-11");
                });
                assertThat(graph.asked()).hasSize(1);
                var request = graph.asked().get(0);
                assertThat(request.target()).isEqualTo("/v1.0/users/notify%2Ball%40contoso.example/sendMail");
                assertThat(request.header("Content-Type")).isEqualTo("text/plain");
                assertThat(request.header("Authorization")).isEqualTo("Bearer " + TOKEN);
                assertThat(request.header("client-request-id")).matches("[0-9a-f-]{36}");
                assertThat(Base64.getDecoder().decode(request.body())).isEqualTo(mail.bytes());
            }
        }

        @ParameterizedTest
        @CsvSource({
            "200, Refused, GRAPH_200",
            "204, Unknown, NET_NOT_UNDERSTOOD",
            "302, Refused, NET_NOT_UNDERSTOOD",
            "408, Unknown, NET_NOT_UNDERSTOOD",
            "403, Refused, NET_NOT_UNDERSTOOD",
            "413, Refused, NET_NOT_UNDERSTOOD",
            "429, Refused, NET_THROTTLED",
            "500, Unknown, NET_SERVER_ERROR",
            "502, Unknown, NET_SERVER_ERROR",
            "507, Unknown, NET_SERVER_ERROR"
        })
        void anyOtherReplyIsInterpretedByItsStatus(int status, String kind, String code) throws Exception {
            Outcome outcome = outcomeOf(status == 204 ? new Answer(204, Map.of(), "") : Answer.html(status));

            assertThat(outcome.getClass().getSimpleName()).isEqualTo(kind);
            assertThat(symptom(outcome).code()).isEqualTo(code);
            assertThat(symptom(outcome).status()).isEqualTo(status);
        }

        @Test
        void itsIdsAndTimeAreKept() throws Exception {
            Outcome outcome = outcomeOf(Answer.json(403, """
                    {"error":{"code":"ErrorAccessDenied","message":"Access is denied.\\r\\nCheck credentials.",
                    "innerError":{"date":"2026-11-16T18:53:25","request-id":"r-1","client-request-id":"c-2"}}}"""));

            Symptom symptom = symptom(outcome);
            assertThat(symptom.words()).isEqualTo("Access is denied. Check credentials.");
            assertThat(symptom.traceId()).isEqualTo("r-1");
            assertThat(symptom.correlationId()).isEqualTo("c-2");
            assertThat(symptom.seenAt()).isEqualTo(Instant.parse("2026-11-16T18:53:25Z"));
        }

        @Test
        void anEchoedTokenIsRedacted() throws Exception {
            Outcome outcome = outcomeOf(
                    Answer.json(403, "{\"error\":{\"code\":\"x." + TOKEN + "\",\"message\":\"bad " + TOKEN + "\"}}"));

            assertThat(outcome.toString()).doesNotContain(TOKEN).contains("bad […]");
        }
    }

    /** Graph has certainly not received the message. */
    @Nested
    class WhenNoServerIsReached {
        @Test
        void anUntrustedCertificateIsARefusal() throws Exception {
            try (var graph = new LoopbackHost(tls.localhost(), request -> Answer.json(202, ""))) {
                Outcome outcome = sent(graph.address(), Trust.JVM, OutboundProxy.NONE);

                assertThat(outcome).isInstanceOf(Outcome.Refused.class);
                assertThat(symptom(outcome).code()).isEqualTo(Symptom.NET_TLS);
                assertThat(graph.asked()).isEmpty();
            }
        }

        @Test
        void anUnknownHostIsARefusal() {
            Outcome outcome = sent(URI.create("https://graph.invalid"));

            assertThat(outcome).isInstanceOf(Outcome.Refused.class);
            assertThat(symptom(outcome).code()).isEqualTo(Symptom.NET_NAME);
        }

        @ParameterizedTest
        @ValueSource(strings = {"", "HTTP/1.1 400 Bad Request\r\n\r\n"})
        void aServerWithoutTlsIsARefusal(String reply) throws IOException {
            try (ServerSocket plain = serverReplying(reply)) {
                Outcome outcome = sent(URI.create("https://localhost:" + plain.getLocalPort()));

                assertThat(outcome).isInstanceOf(Outcome.Refused.class);
            }
        }

        @ParameterizedTest
        @ValueSource(strings = {"407 Proxy Authentication Required", "403 Forbidden"})
        void aRefusedProxyTunnelIsARefusal(String status) throws IOException {
            try (ServerSocket proxy = serverReplying("HTTP/1.1 " + status + "\r\nContent-Length: 0\r\n\r\n")) {
                Outcome outcome = sent(
                        URI.create("https://graph.invalid"),
                        Trust.JVM,
                        OutboundProxy.at("http://localhost:" + proxy.getLocalPort()));

                assertThat(outcome).isInstanceOf(Outcome.Refused.class);
                assertThat(symptom(outcome).code()).isEqualTo(Symptom.NET_PROXY);
            }
        }
    }

    private static Symptom symptom(Outcome outcome) {
        return outcome instanceof Outcome.Refused refused ? refused.symptom() : ((Outcome.Unknown) outcome).symptom();
    }

    /** Sends this reply to every client after its first bytes, and closes the connection. */
    private static ServerSocket serverReplying(String reply) throws IOException {
        var server = new ServerSocket(0, 10, InetAddress.getLoopbackAddress());
        var thread = new Thread(() -> {
            while (!server.isClosed()) {
                try (Socket caller = server.accept()) {
                    assertThat(caller.getInputStream().read(new byte[4096])).isPositive();
                    caller.getOutputStream().write(reply.getBytes(StandardCharsets.US_ASCII));
                } catch (IOException over) {
                    // The test is over.
                }
            }
        });
        thread.setDaemon(true);
        thread.start();
        return server;
    }
}
