package org.signetmail.token;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.signetmail.account.ClientCredentials;
import org.signetmail.account.Cloud;
import org.signetmail.account.DeliveryRoute;
import org.signetmail.account.Peer;
import org.signetmail.account.Symptom;

@Timeout(30)
class SingleFlightTest {
    private static final ClientCredentials CREDENTIALS = SampleCredentials.in(Cloud.MICROSOFT.get(0));

    private final AdjustableClock clock = new AdjustableClock();
    private final NumberedTokenSource entra = new NumberedTokenSource(clock);
    private final TokenSource tokens = new TokenCache(entra, entra, Runnable::run, clock);

    private String token() throws TokenException {
        return tokens.tokenFor(CREDENTIALS, DeliveryRoute.GRAPH).value();
    }

    @Test
    void aHundredThreadsMakeOneRequest() throws Exception {
        entra.gate = new CountDownLatch(1);

        var results = hundredAtOnce(this::token);

        assertThat(results).containsOnly("token-1");
        assertThat(entra.requests).hasValue(1);
    }

    @Test
    void theyShareAFailure() throws Exception {
        entra.gate = new CountDownLatch(1);
        entra.failure = Optional.of(
                new TokenUnavailable(Symptom.unanswered(Peer.ENTRA, Symptom.NET_TIME_OUT, "late", clock.instant())));

        var results = hundredAtOnce(() -> {
            try {
                return token();
            } catch (TokenUnavailable shared) {
                return shared;
            }
        });

        assertThat(new HashSet<>(results)).hasSize(100);
        assertThat(entra.requests).hasValue(1);
    }

    @Test
    void anotherKeyIsNotBlocked() throws Exception {
        entra.gate = new CountDownLatch(1);
        var pool = Executors.newFixedThreadPool(1);
        try {
            Future<String> slow = pool.submit(this::token);
            waitUntil(() -> entra.requests.get() == 1);
            var stuck = entra.gate;
            entra.gate = new CountDownLatch(0);

            assertThat(tokens.tokenFor(CREDENTIALS, DeliveryRoute.SMTP).value()).isEqualTo("token-2");
            assertThat(slow).isNotDone();
            stuck.countDown();
            assertThat(slow.get(10, TimeUnit.SECONDS)).isEqualTo("token-1");
        } finally {
            pool.shutdownNow();
        }
    }

    /** Lets Entra reply only when all hundred threads have called and wait. */
    private <T> List<T> hundredAtOnce(Callable<T> request) throws Exception {
        var threads = new ArrayList<Thread>();
        var pool = Executors.newFixedThreadPool(100, work -> {
            var thread = new Thread(work);
            threads.add(thread);
            return thread;
        });
        try {
            var started = new AtomicInteger();
            var barrier = new CyclicBarrier(100);
            var results = new ArrayList<Future<T>>();
            for (int thread = 0; thread < 100; thread++) {
                results.add(pool.submit(() -> {
                    barrier.await();
                    started.incrementAndGet();
                    return request.call();
                }));
            }
            waitUntil(() -> started.get() == 100
                    && threads.stream().allMatch(thread -> thread.getState() == Thread.State.WAITING));
            entra.gate.countDown();
            var values = new ArrayList<T>();
            for (Future<T> answer : results) {
                values.add(answer.get(10, TimeUnit.SECONDS));
            }
            return values;
        } finally {
            pool.shutdownNow();
        }
    }

    private void waitUntil(Callable<Boolean> condition) throws Exception {
        while (!condition.call()) {
            Thread.onSpinWait();
        }
    }
}
