package org.signetmail.net;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.signetmail.account.OutboundProxy;
import org.signetmail.token.AdjustableClock;
import org.signetmail.token.LoopbackTls;

/** How long an HTTP connection stays in the pool. */
@Timeout(value = 30, threadMode = Timeout.ThreadMode.SEPARATE_THREAD) // Nothing interrupts a read.
class KeepAliveTest {
    @TempDir
    Path folder;

    private final AdjustableClock clock = new AdjustableClock();
    private final CloudHttpClient client = CloudHttpClient.pooled(OutboundProxy.NONE, clock);
    private LoopbackTls tls;

    @BeforeEach
    void authority() throws IOException, GeneralSecurityException {
        tls = new LoopbackTls(folder);
    }

    @Test
    void twoCallsShareOneConnection() throws Exception {
        try (var host = RawHost.replying(tls, RawHost.OK)) {
            assertThat(host.get(client).body()).isEqualTo("ok");
            assertThat(host.get(client).body()).isEqualTo("ok");

            assertThat(host.requests()).hasSize(2).noneMatch(request -> request.hasHeader("Connection: close"));
            assertThat(host.connections()).isEqualTo(1);
        }
    }

    @Test
    void anUnpooledClientSendsConnectionClose() throws Exception {
        var unpooled = CloudHttpClient.unpooled(OutboundProxy.NONE, clock);
        try (var host = RawHost.replying(tls, RawHost.OK)) {
            host.get(unpooled);
            host.get(unpooled);

            assertThat(host.requests()).hasSize(2).allMatch(request -> request.hasHeader("Connection: close"));
            assertThat(host.connections()).isEqualTo(2);
        }
    }

    @Nested
    class ANewConnectionIsOpened {
        @Test
        void afterAReplyWithConnectionClose() throws Exception {
            try (var host =
                    RawHost.replying(tls, "HTTP/1.1 200 OK\r\nConnection: close\r\nContent-Length: 2\r\n\r\nok")) {
                host.get(client);
                host.get(client);

                assertThat(host.connections()).isEqualTo(2);
            }
        }

        @Test
        void aSecondBeforeTheAnnouncedTimeout() throws Exception {
            try (var host = RawHost.replying(
                    tls, "HTTP/1.1 200 OK\r\nKeep-Alive: timeout=5, max=100\r\nContent-Length: 2\r\n\r\nok")) {
                host.get(client);
                clock.advance(Duration.ofSeconds(2));
                host.get(client);
                assertThat(host.connections()).isEqualTo(1);

                clock.advance(Duration.ofSeconds(4));
                host.get(client);
                assertThat(host.connections()).isEqualTo(2);
            }
        }

        @Test
        void afterTwentyIdleSeconds() throws Exception {
            try (var host = RawHost.replying(tls, RawHost.OK)) {
                host.get(client);
                clock.advance(Duration.ofSeconds(19));
                host.get(client);
                assertThat(host.connections()).isEqualTo(1);

                clock.advance(Duration.ofSeconds(20));
                host.get(client);
                assertThat(host.connections()).isEqualTo(2);
            }
        }

        @Test
        void afterTenMinutesEvenInUse() throws Exception {
            Duration step = Duration.ofSeconds(15);
            try (var host = RawHost.replying(tls, RawHost.OK)) {
                host.get(client);
                for (Duration age = step; age.toMinutes() < 10; age = age.plus(step)) {
                    clock.advance(step);
                    host.get(client);
                }
                assertThat(host.connections()).isEqualTo(1);

                clock.advance(step);
                host.get(client);
                assertThat(host.connections()).isEqualTo(2);
            }
        }

        /** During the first second the pool does not check for liveness. */
        @Test
        void afterTheHostVanished() throws Exception {
            var vanished = new CountDownLatch(1);
            try (var host = new RawHost(tls, caller -> {
                caller.request();
                caller.send(RawHost.OK);
                if (vanished.getCount() > 0) {
                    caller.vanish();
                    vanished.countDown();
                }
                caller.request();
            })) {
                host.get(client);
                vanished.await();
                clock.advance(Duration.ofSeconds(2));

                assertThat(host.get(client).body()).isEqualTo("ok");
                assertThat(host.connections()).isEqualTo(2);
            }
        }

        @Test
        void immediatelyAfterTheHostSentGoodbye() throws Exception {
            try (var host = new RawHost(tls, caller -> {
                caller.request();
                caller.send(RawHost.OK);
                caller.shutdownOutput();
                caller.request();
            })) {
                host.get(client);
                while (!host.hasReceivedGoodbye()) {
                    client.evictIdle(clock.instant());
                }

                assertThat(host.get(client).body()).isEqualTo("ok");
                assertThat(host.connections()).isEqualTo(2);
            }
        }

        @Test
        void onceTheHostHasClosed() throws Exception {
            try (var host = new RawHost(tls, caller -> {
                caller.request();
                caller.send(RawHost.OK);
                caller.close();
            })) {
                var connection = HttpConnection.open(
                        host.endpoint(),
                        OutboundProxy.NONE,
                        AddressResolver.SYSTEM,
                        Deadline.in(Duration.ofSeconds(10)));
                connection.execute(HttpCall.get(host.address(), Map.of()), true);
                while (!connection.hasUnreadInput()) {
                    Thread.onSpinWait();
                }

                assertThat(connection.isReusable())
                        .as("no reply announced the close")
                        .isTrue();
                connection.close();
            }
        }
    }

    @Test
    void aClosedClientSendsGoodbyeAndPoolsNothing() throws Exception {
        try (var host = RawHost.replying(tls, RawHost.OK)) {
            host.get(client);
            client.close();
            assertThat(host.awaitGoodbye()).isTrue();

            assertThat(host.get(client).body()).isEqualTo("ok");
            assertThat(host.awaitGoodbye()).isTrue();
            assertThat(host.connections()).isEqualTo(2);
        }
    }

    @Test
    void unneededConnectionsAreEvicted() throws Exception {
        try (var host = RawHost.replying(tls, RawHost.OK)) {
            host.get(client);
            clock.advance(Duration.ofSeconds(20));
            client.evictIdle(clock.instant());

            assertThat(host.awaitGoodbye()).isTrue();
        }
    }
}
