package org.signetmail.net;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.signetmail.token.AdjustableClock;

/** The connection pool, with real connections to a server on loopback. */
@Timeout(value = 30, threadMode = Timeout.ThreadMode.SEPARATE_THREAD) // Nothing interrupts a read.
class ConnectionPoolTest {
    private static final Duration MAX_IDLE = Duration.ofSeconds(20);

    private final AdjustableClock clock = new AdjustableClock();
    private final ConnectionPool<String, EchoServer.Connection> pool = new ConnectionPool<>(MAX_IDLE, clock);
    private final EchoServer server = new EchoServer();

    ConnectionPoolTest() throws IOException {}

    @AfterEach
    void stop() throws IOException {
        server.close();
    }

    private static Deadline ample() {
        return Deadline.in(Duration.ofSeconds(20));
    }

    private PooledConnection<String, EchoServer.Connection> added(String key) throws IOException {
        return pool.add(key, server.connection());
    }

    private EchoServer.Connection released(String key) throws IOException {
        var used = added(key);
        pool.release(used);
        return used.connection();
    }

    private PooledConnection<String, EchoServer.Connection> acquired(String key) {
        return pool.acquire(key, ample()).orElseThrow();
    }

    @Nested
    class AnIdleConnection {
        @Test
        void isReusedForItsOwnKeyOnly() throws IOException {
            var first = released("first");

            assertThat(pool.acquire("second", ample())).isEmpty();
            assertThat(acquired("first").connection()).isSameAs(first);
            assertThat(pool.acquire("first", ample())).as("in use").isEmpty();
        }

        @Test
        void isTheMostRecentlyUsed() throws IOException {
            var one = added("key");
            var other = added("key");
            pool.release(one);
            pool.release(other);

            assertThat(acquired("key")).isSameAs(other);
            assertThat(acquired("key")).isSameAs(one);
        }

        @Test
        void isCheckedForLivenessAfterASecond() throws IOException {
            var connection = released("key");
            clock.advance(Duration.ofMillis(999));
            pool.release(acquired("key"));
            assertThat(connection.checks).isZero();

            clock.advance(Duration.ofSeconds(1));
            pool.release(acquired("key"));
            assertThat(connection.checks).isEqualTo(1);
        }

        @Test
        void isReplacedIfItDoesNotRespond() throws IOException {
            var connection = released("key");
            connection.unresponsive = true;
            clock.advance(Duration.ofSeconds(1));

            assertThat(pool.acquire("key", ample())).isEmpty();
            assertThat(connection.isClosed()).isTrue();
            assertThat(pool.isEmpty()).isTrue();
        }

        @Test
        void isEvictedOnceItIsIdleTooLong() throws IOException {
            var connection = released("key");
            clock.advance(MAX_IDLE.minusMillis(1));
            pool.evictIdle(clock.instant());
            assertThat(connection.isClosed()).isFalse();

            clock.advance(Duration.ofMillis(1));
            pool.evictIdle(clock.instant());
            assertThat(connection.isClosed()).isTrue();
            assertThat(pool.isEmpty()).isTrue();
        }

        @Test
        void isEvictedEarlierIfThePeerRequestsIt() throws IOException {
            pool.release(added("key"), Duration.ofSeconds(4));
            clock.advance(Duration.ofSeconds(4));

            assertThat(pool.acquire("key", ample())).isEmpty();
        }

        @Test
        void isNeverKeptLongerThanThePoolAllows() throws IOException {
            pool.release(added("key"), Duration.ofDays(1));
            clock.advance(MAX_IDLE);

            assertThat(pool.acquire("key", ample())).isEmpty();
        }

        @Test
        void isEvictedOnceThePeerSendsGoodbye() throws IOException {
            var connection = released("key");
            connection.write(EchoServer.GOODBYE);
            while (!connection.hasUnreadInput()) {
                Thread.onSpinWait();
            }

            pool.evictIdle(clock.instant());
            assertThat(connection.isClosed()).isTrue();
        }

        @Test
        void isNotAbortedForItsPreviousDeadline() throws IOException {
            var connection = released("key");
            connection.extendDeadline(Deadline.in(Duration.ZERO));
            pool.abortOverdue();

            assertThat(acquired("key").connection()).isSameAs(connection);
            pool.abortOverdue();
            assertThat(connection.isClosed()).isFalse();
        }
    }

    @Nested
    class AConnectionExpires {
        @Test
        void afterTenMinutesEvenInUse() throws IOException {
            var connection = released("key");
            for (int second = 15; second < 600; second += 15) {
                clock.advance(Duration.ofSeconds(15));
                pool.release(acquired("key"));
            }
            clock.advance(Duration.ofSeconds(15));

            assertThat(pool.acquire("key", ample())).isEmpty();
            assertThat(connection.isClosed()).isTrue();
        }

        @Test
        void withTheCredentialThatItSignedInWith() throws IOException {
            Instant end = clock.instant().plusSeconds(3);
            pool.release(pool.add("key", server.connection(), end));
            clock.advance(Duration.ofMillis(2_999));
            pool.release(acquired("key"));

            clock.advance(Duration.ofMillis(1));
            assertThat(pool.acquire("key", ample())).isEmpty();
        }
    }

    @Test
    void anOverdueConnectionIsAbortedAndItsReaderWakes() throws Exception {
        var used = added("key");
        var waiting = CompletableFuture.supplyAsync(() -> used.connection().echoes(EchoServer.SWALLOWED));
        while (!server.hasReceived()) {
            pool.abortOverdue();
        }
        assertThat(waiting).isNotDone();

        used.connection().extendDeadline(Deadline.in(Duration.ZERO));
        pool.abortOverdue();
        assertThat(waiting.get()).isFalse();
        assertThat(used.connection().isClosed()).isTrue();
    }

    @Test
    void aDiscardedConnectionIsClosedAndRemoved() throws IOException {
        var used = added("key");
        pool.discard(used);

        assertThat(used.connection().isClosed()).isTrue();
        assertThat(pool.isEmpty()).isTrue();
    }

    @Test
    void aClosedPoolKeepsNoneAndLetsConnectionsInUseFinish() throws IOException {
        var idle = released("key");
        var used = added("key");
        pool.close();
        assertThat(idle.isClosed()).isTrue();
        assertThat(used.connection().echoes('a')).isTrue();

        pool.release(used);
        assertThat(used.connection().isClosed()).isTrue();
        assertThat(pool.isEmpty()).isTrue();
    }

    @Test
    void noTwoThreadsShareAConnection() throws Exception {
        int threads = 8;
        var opened = new AtomicInteger();
        Callable<Integer> work = () -> {
            for (int use = 0; use < 500; use++) {
                var found = pool.acquire("key", ample());
                if (found.isEmpty()) {
                    opened.incrementAndGet();
                }
                var held = found.isPresent() ? found.get() : added("key");
                assertThat(held.connection().holders.incrementAndGet()).isEqualTo(1);
                pool.abortOverdue();
                pool.evictIdle(clock.instant());
                held.connection().holders.decrementAndGet();
                pool.release(held);
            }
            return 0;
        };
        var executor = Executors.newFixedThreadPool(threads);
        List<Future<Integer>> all = new ArrayList<>();
        for (int thread = 0; thread < threads; thread++) {
            all.add(executor.submit(work));
        }
        for (Future<Integer> each : all) {
            each.get();
        }
        executor.shutdown();

        assertThat(opened).hasValueLessThanOrEqualTo(threads);
        assertThat(pool.hasInUse()).isFalse();
    }
}
