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
import org.signetmail.token.LoopbackTls;
import org.signetmail.token.MovedClock;

/** How long a connection is kept. */
@Timeout(value = 30, threadMode = Timeout.ThreadMode.SEPARATE_THREAD) // Nothing interrupts a read.
class KeepAliveTest {
    @TempDir
    Path folder;

    private final MovedClock clock = new MovedClock();
    private final CloudHttpClient line = CloudHttpClient.pooled(OutboundProxy.NONE, clock);
    private LoopbackTls tls;

    @BeforeEach
    void authority() throws IOException, GeneralSecurityException {
        tls = new LoopbackTls(folder);
    }

    @Test
    void twoCallsGoOverOneConnection() throws Exception {
        try (var host = RawHost.answering(tls, RawHost.OK)) {
            assertThat(host.get(line).body()).isEqualTo("ok");
            assertThat(host.get(line).body()).isEqualTo("ok");

            assertThat(host.asked()).hasSize(2).noneMatch(asked -> asked.says("Connection: close"));
            assertThat(host.connections()).isEqualTo(1);
        }
    }

    @Test
    void aLineThatKeepsNothingSaysSo() throws Exception {
        var anew = CloudHttpClient.unpooled(OutboundProxy.NONE, clock);
        try (var host = RawHost.answering(tls, RawHost.OK)) {
            host.get(anew);
            host.get(anew);

            assertThat(host.asked()).hasSize(2).allMatch(asked -> asked.says("Connection: close"));
            assertThat(host.connections()).isEqualTo(2);
        }
    }

    @Nested
    class ANewConnectionIsOpened {
        @Test
        void afterAnAnswerThatIsTheLast() throws Exception {
            try (var host =
                    RawHost.answering(tls, "HTTP/1.1 200 OK\r\nConnection: close\r\nContent-Length: 2\r\n\r\nok")) {
                host.get(line);
                host.get(line);

                assertThat(host.connections()).isEqualTo(2);
            }
        }

        @Test
        void aSecondBeforeTheHostHangsUpAsItSaid() throws Exception {
            try (var host = RawHost.answering(
                    tls, "HTTP/1.1 200 OK\r\nKeep-Alive: timeout=5, max=100\r\nContent-Length: 2\r\n\r\nok")) {
                host.get(line);
                clock.advance(Duration.ofSeconds(2));
                host.get(line);
                assertThat(host.connections()).isEqualTo(1);

                clock.advance(Duration.ofSeconds(4));
                host.get(line);
                assertThat(host.connections()).isEqualTo(2);
            }
        }

        @Test
        void afterTwentyIdleSeconds() throws Exception {
            try (var host = RawHost.answering(tls, RawHost.OK)) {
                host.get(line);
                clock.advance(Duration.ofSeconds(19));
                host.get(line);
                assertThat(host.connections()).isEqualTo(1);

                clock.advance(Duration.ofSeconds(20));
                host.get(line);
                assertThat(host.connections()).isEqualTo(2);
            }
        }

        @Test
        void afterTenMinutesHoweverBusy() throws Exception {
            Duration step = Duration.ofSeconds(15);
            try (var host = RawHost.answering(tls, RawHost.OK)) {
                host.get(line);
                for (Duration age = step; age.toMinutes() < 10; age = age.plus(step)) {
                    clock.advance(step);
                    host.get(line);
                }
                assertThat(host.connections()).isEqualTo(1);

                clock.advance(step);
                host.get(line);
                assertThat(host.connections()).isEqualTo(2);
            }
        }

        /** Within the first second nobody asks whether the host is there. */
        @Test
        void afterTheHostVanished() throws Exception {
            var vanished = new CountDownLatch(1);
            try (var host = new RawHost(tls, caller -> {
                caller.request();
                caller.say(RawHost.OK);
                if (vanished.getCount() > 0) {
                    caller.vanish();
                    vanished.countDown();
                }
                caller.request();
            })) {
                host.get(line);
                vanished.await();
                clock.advance(Duration.ofSeconds(2));

                assertThat(host.get(line).body()).isEqualTo("ok");
                assertThat(host.connections()).isEqualTo(2);
            }
        }

        @Test
        void afterTheHostSaidGoodbyeWithoutAnyTimeGoingBy() throws Exception {
            try (var host = new RawHost(tls, caller -> {
                caller.request();
                caller.say(RawHost.OK);
                caller.sayGoodbye();
                caller.request();
            })) {
                host.get(line);
                while (!host.hasHeardGoodbye()) {
                    line.evictIdle(clock.instant());
                }

                assertThat(host.get(line).body()).isEqualTo("ok");
                assertThat(host.connections()).isEqualTo(2);
            }
        }

        @Test
        void asSoonAsTheHostHasHungUp() throws Exception {
            try (var host = new RawHost(tls, caller -> {
                caller.request();
                caller.say(RawHost.OK);
                caller.hangUp();
            })) {
                var connection = HttpConnection.open(
                        host.destination(),
                        OutboundProxy.NONE,
                        AddressResolver.SYSTEM,
                        Deadline.in(Duration.ofSeconds(10)));
                connection.answer(HttpCall.get(host.address(), Map.of()), true);
                while (!connection.hasUnreadInput()) {
                    Thread.onSpinWait();
                }

                assertThat(connection.isReusable()).as("no answer said so").isTrue();
                connection.close();
            }
        }
    }

    @Test
    void aClosedLineSaysGoodbyeAndKeepsNothing() throws Exception {
        try (var host = RawHost.answering(tls, RawHost.OK)) {
            host.get(line);
            line.close();
            assertThat(host.hearsGoodbye()).isTrue();

            assertThat(host.get(line).body()).isEqualTo("ok");
            assertThat(host.hearsGoodbye()).isTrue();
            assertThat(host.connections()).isEqualTo(2);
        }
    }

    @Test
    void whatNobodyNeedsIsGivenUp() throws Exception {
        try (var host = RawHost.answering(tls, RawHost.OK)) {
            host.get(line);
            clock.advance(Duration.ofSeconds(20));
            line.evictIdle(clock.instant());

            assertThat(host.hearsGoodbye()).isTrue();
        }
    }
}
