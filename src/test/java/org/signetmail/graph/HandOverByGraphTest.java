package org.signetmail.graph;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.signetmail.account.ClientCredentials;
import org.signetmail.account.Cloud;
import org.signetmail.account.DeliveryRoute;
import org.signetmail.account.Mailbox;
import org.signetmail.account.OutboundProxy;
import org.signetmail.account.Peer;
import org.signetmail.account.SmtpServer;
import org.signetmail.account.Symptom;
import org.signetmail.account.Trust;
import org.signetmail.message.HandOver;
import org.signetmail.message.HandOverDenied;
import org.signetmail.message.Outcome;
import org.signetmail.message.PlainTextMail;
import org.signetmail.message.RefusalScope;
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

/** A request is recorded right before Graph may have all of it, and is never completed without the record. */
@Timeout(30)
class HandOverByGraphTest {
    private static final Mailbox FROM = new Mailbox("notify@contoso.example");
    private static final HandOver DENIED = () -> {
        throw new HandOverDenied("Another node has it.", null);
    };

    private final CloudHttpClient http = CloudHttpClient.pooled(OutboundProxy.NONE, Clock.systemUTC());
    private LoopbackTls tls;

    @BeforeEach
    void createAuthority(@TempDir Path folder) throws Exception {
        tls = new LoopbackTls(folder);
    }

    @AfterEach
    void closeConnections() {
        http.close();
    }

    private static RenderedMessage mail(int lines) {
        return RenderedMessages.rendered(
                new SenderRule.Sender(FROM, Optional.empty()),
                new PlainTextMail(List.of(new Mailbox("guest@partner.example")), "s", "t\n".repeat(lines)),
                Instant.EPOCH);
    }

    private GraphDeliveryClient client(URI graph, Duration timeout) {
        var credentials = SampleCredentials.in(Cloud.custom(
                URI.create("https://localhost"),
                URI.create(graph + "/v1.0"),
                new SmtpServer("localhost", 587),
                Trust.only(tls.caFile())));
        return new GraphDeliveryClient(http, new OldToken(), credentials, FROM, timeout, Clock.systemUTC());
    }

    private GraphDeliveryClient client(LoopbackHost graph) {
        return client(graph.address(), Duration.ofSeconds(10));
    }

    /** Replaces Entra; its token is a cached one. */
    private static final class OldToken implements TokenSource {
        @Override
        public AccessToken tokenFor(ClientCredentials credentials, DeliveryRoute route) {
            return new AccessToken("old", Instant.EPOCH, Instant.MAX);
        }

        @Override
        public AccessToken freshTokenFor(ClientCredentials credentials, DeliveryRoute route) {
            return new AccessToken("new", Instant.MAX, Instant.MAX);
        }
    }

    private static Answer accepted() {
        return new Answer(202, Map.of(), "");
    }

    private static void assertDenied(Outcome outcome, String words) {
        assertThat(outcome).isInstanceOfSatisfying(Outcome.Refused.class, refused -> {
            assertThat(refused.symptom().peer()).isEqualTo(Peer.SIGNET);
            assertThat(refused.symptom().code()).isEqualTo(Symptom.HAND_OVER_DENIED);
            assertThat(refused.symptom().status()).isZero();
            assertThat(refused.symptom().words()).contains(words);
            assertThat(refused.scope()).isEqualTo(RefusalScope.MESSAGE);
        });
    }

    private static void assertIncomplete(LoopbackHost graph, RenderedMessage mail) {
        assertThat(graph.asked())
                .noneMatch(request -> request.body().equals(new String(mail.base64(), StandardCharsets.US_ASCII)));
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 4_000, 20_000, 500_000})
    void aDeniedRequestIsNeverComplete(int lines) throws Exception {
        RenderedMessage mail = mail(lines);
        try (var graph = new LoopbackHost(tls.localhost(), request -> accepted());
                var client = client(graph)) {
            assertDenied(client.deliver(mail, DENIED), "Another node has it.");
            assertDenied(
                    client.deliver(mail, () -> {
                        throw new IllegalStateException("canary of the database");
                    }),
                    "could not record");

            var recorded = new AtomicInteger();
            assertThat(client.deliver(mail, () -> {
                        assertIncomplete(graph, mail);
                        recorded.incrementAndGet();
                    }))
                    .isInstanceOf(Outcome.Accepted.class);
            assertThat(recorded).hasValue(1);
            assertThat(graph.asked())
                    .filteredOn(request -> request.body().length() == mail.base64Size())
                    .hasSize(1);
            assertThat(client.deliver(mail)).isInstanceOf(Outcome.Accepted.class);
        }
    }

    @Test
    void withANewTokenItIsRecordedAgain() throws Exception {
        for (int allowed = 1; allowed <= 2; allowed++) {
            int limit = allowed;
            var recorded = new AtomicInteger();
            try (var graph = new LoopbackHost(
                            tls.localhost(),
                            request -> request.header("Authorization").endsWith("old")
                                    ? Answer.json(401, "{\"error\":{\"code\":\"InvalidAuthenticationToken\"}}")
                                    : accepted());
                    var client = client(graph)) {
                Outcome outcome = client.deliver(mail(1), () -> {
                    if (recorded.incrementAndGet() > limit) {
                        throw new HandOverDenied("Once only.", null);
                    }
                });
                assertThat(recorded).hasValue(2);
                if (limit == 1) {
                    assertDenied(outcome, "Once only.");
                } else {
                    assertThat(outcome).isInstanceOf(Outcome.Accepted.class);
                }
            }
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 20_000})
    void theTimeOfTheRecordDoesNotCount(int lines) throws Exception {
        var timeout = Duration.ofSeconds(1);
        try (var graph = new LoopbackHost(tls.localhost(), request -> accepted());
                var client = client(graph.address(), timeout)) {
            long began = System.nanoTime();
            assertThat(client.deliver(mail(lines), () -> {
                        while (System.nanoTime() - began < timeout.toNanos() * 2) {
                            client.abortOverdue();
                        }
                    }))
                    .isInstanceOf(Outcome.Accepted.class);
        }
    }
}
