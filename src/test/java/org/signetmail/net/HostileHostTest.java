package org.signetmail.net;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.signetmail.account.OutboundProxy;
import org.signetmail.account.Peer;
import org.signetmail.account.Symptom;
import org.signetmail.account.Trust;
import org.signetmail.token.AdjustableClock;
import org.signetmail.token.LoopbackTls;

/** Hosts that disconnect, are silent, never stop sending or send nonsense: no call exceeds its deadline. */
@Timeout(value = 30, threadMode = Timeout.ThreadMode.SEPARATE_THREAD) // Nothing interrupts a read.
class HostileHostTest {
    private static final Duration LONG = Duration.ofSeconds(20);

    /** For a connection that is already open: opening one may take longer. */
    private static final Duration SHORT = Duration.ofMillis(300);

    private static final byte[] MAIL = new byte[20_000];

    @TempDir
    Path folder;

    private final AdjustableClock clock = new AdjustableClock();
    private final CloudHttpClient client = CloudHttpClient.pooled(OutboundProxy.NONE, clock);
    private LoopbackTls tls;

    @BeforeEach
    void authority() throws IOException, GeneralSecurityException {
        tls = new LoopbackTls(folder);
    }

    private static NoReply noReply(ThrowingCallable call) {
        NoReply none = catchThrowableOfType(NoReply.class, call);
        assertThat(none).isNotNull();
        return none;
    }

    /** Whether the host may have received the request. */
    @Nested
    class TheRequestIsHandedOver {
        @Test
        void notToAClosedPort() throws Exception {
            URI closedPort;
            // No thread ever called accept here: a blocked accept keeps a closed port open for a moment.
            try (var port = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
                closedPort = URI.create("https://localhost:" + port.getLocalPort() + "/");
            }
            var call = HttpCall.post(closedPort, Map.of(), MAIL);

            NoReply none = noReply(() -> client.call(Peer.GRAPH, Trust.JVM, call, LONG));

            assertThat(none.symptom().code()).isEqualTo(Symptom.NET_UNREACHABLE);
            assertThat(none.handedOver()).isFalse();
        }

        @Test
        void notToAnUntrustedHost() throws Exception {
            try (var host = RawHost.replying(tls, RawHost.OK)) {
                var call = HttpCall.post(host.address(), Map.of(), MAIL);

                NoReply none = noReply(() -> client.call(Peer.GRAPH, Trust.JVM, call, LONG));

                assertThat(none.symptom().code()).isEqualTo(Symptom.NET_TLS);
                assertThat(none.handedOver()).isFalse();
                assertThat(host.requests()).isEmpty();
            }
        }

        @Test
        void toAHostThatReadsItAndCloses() throws Exception {
            try (var host = new RawHost(tls, RawHost.Caller::request)) {
                NoReply none = noReply(() -> host.post(client, MAIL, LONG));

                assertThat(none.symptom().code()).isEqualTo(Symptom.NET_UNREACHABLE);
                assertThat(none.handedOver()).isTrue();
                assertThat(host.requests()).hasSize(1);
            }
        }

        @Test
        void toAHostThatReadsItAndIsSilent() throws Exception {
            try (var host = new RawHost(tls, caller -> {
                caller.request();
                caller.send(RawHost.OK);
                caller.request();
                caller.blockUntilEnd();
            })) {
                host.get(client);
                NoReply none = noReply(() -> host.post(client, MAIL, SHORT));

                assertThat(none.symptom().code()).isEqualTo(Symptom.NET_TIME_OUT);
                assertThat(none.handedOver()).isTrue();
            }
        }

        @Test
        void evenWithoutABody() throws Exception {
            try (var host = new RawHost(tls, RawHost.Caller::request)) {
                assertThat(noReply(() -> host.post(client, new byte[0], LONG)).handedOver())
                        .isTrue();
            }
        }

        /** The body exceeds any socket buffer. The previous request doesn't count. */
        @Test
        void notToAHostThatReadsOnlyTheHead() throws Exception {
            try (var host = new RawHost(tls, caller -> {
                caller.request();
                caller.send(RawHost.OK);
                caller.headOnly();
                caller.blockUntilEnd();
            })) {
                host.post(client, MAIL, LONG);
                var call = CompletableFuture.supplyAsync(
                        () -> noReply(() -> host.post(client, new byte[8 << 20], Duration.ofMillis(600))));
                while (!call.isDone()) {
                    client.abortOverdue();
                }

                assertThat(host.connections()).isEqualTo(1);
                assertThat(call.get().symptom().code()).isEqualTo(Symptom.NET_TIME_OUT);
                assertThat(call.get().handedOver()).isFalse();
            }
        }
    }

    @Nested
    class AnInvalidReplyFails {
        @ParameterizedTest
        @ValueSource(
                strings = {
                    "hello " + RawHost.CANARY + "~~",
                    "HTTP/" + RawHost.CANARY + " 200 OK~~",
                    "HTTP/1.1 " + RawHost.CANARY + "~~",
                    "HTTP/1.1 200 OK~" + RawHost.CANARY + "~~",
                    "HTTP/1.1 200 OK~Content-Length: " + RawHost.CANARY + "~~",
                    "HTTP/1.1 200 OK~Transfer-Encoding: " + RawHost.CANARY + "~~",
                    "HTTP/1.1 200 OK~Transfer-Encoding: chunked~~" + RawHost.CANARY + "~~"
                })
        void andIsNotQuoted(String reply) throws Exception {
            try (var host = RawHost.replying(tls, reply.replace("~", "\r\n"))) {
                NoReply none = noReply(() -> host.get(client, LONG));

                assertThat(none.symptom().code()).isEqualTo(Symptom.NET_NOT_UNDERSTOOD);
                assertThat(none.symptom().toString()).doesNotContain(RawHost.CANARY);
                assertThat(none).hasMessageNotContaining(RawHost.CANARY);
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"Content-Length: 9~~", "Transfer-Encoding: chunked~~9~"})
    void aTruncatedReplyIsNoReply(String before) throws Exception {
        String part = ("HTTP/1.1 200 OK~" + before + "part").replace("~", "\r\n");
        try (var host = new RawHost(tls, caller -> {
            caller.request();
            caller.send(part);
        })) {
            NoReply none = noReply(() -> host.get(client, LONG));

            assertThat(none.symptom().code()).isEqualTo(Symptom.NET_UNREACHABLE);
        }
    }

    @Nested
    class AnEndlessReply {
        @ParameterizedTest
        @ValueSource(
                strings = {
                    "",
                    "HTTP/1.1 200 OK~X-Slow: ",
                    "HTTP/1.1 200 OK~Content-Length: 1000000~~",
                    "HTTP/1.1 200 OK~Transfer-Encoding: chunked~~fffff~"
                })
        void butSlowBytesDoNotExtendTheDeadline(String beginning) throws Exception {
            try (var host = new RawHost(tls, caller -> {
                caller.request();
                caller.send(RawHost.OK);
                caller.request();
                caller.send(beginning.replace("~", "\r\n"));
                caller.sendForever("H", Duration.ofMillis(50));
            })) {
                host.get(client);
                NoReply none = noReply(() -> host.get(client, SHORT));

                assertThat(none.symptom().code()).isEqualTo(Symptom.NET_TIME_OUT);
                assertThat(host.requests()).hasSize(2);
            }
        }

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "HTTP/1.1 200 OK~X-Long: ,xxxxxxxxxxxxxxxx",
                    "HTTP/1.1 200 OK~,X-Many: x~",
                    "HTTP/1.1 200 OK~X-Folded: x~, x~",
                    "HTTP/1.1 200 OK~Transfer-Encoding: chunked~~0~,X-Trailer: x~",
                    "HTTP/1.1 200 OK~Transfer-Encoding: chunked~~,0",
                    ",HTTP/1.1 100 Continue~~",
                    ",~",
                    ",x"
                })
        void andIsAbortedLongBeforeTheDeadline(String reply) throws Exception {
            String[] parts = reply.replace("~", "\r\n").split(",", -1);
            try (var host = new RawHost(tls, caller -> {
                caller.request();
                caller.send(parts[0]);
                caller.sendForever(parts[1].repeat(1000), Duration.ZERO);
            })) {
                NoReply none = noReply(() -> host.get(client, LONG));

                assertThat(none.symptom().code()).isIn(Symptom.NET_NOT_UNDERSTOOD, Symptom.NET_UNREACHABLE);
            }
        }
    }
}
