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

    private final MovedClock clock = new MovedClock();
    private final NumberedTokenSource entra = new NumberedTokenSource(clock);
    private final TokenSource tokens = new TokenCache(entra, entra, Runnable::run, clock);

    private String token() throws TokenException {
        return tokens.tokenFor(CREDENTIALS, DeliveryRoute.GRAPH).value();
    }

    @Test
    void aHundredColdThreadsMakeOneRequest() throws Exception {
        entra.gate = new CountDownLatch(1);

        var answers = hundredAtOnce(this::token);

        assertThat(answers).containsOnly("token-1");
        assertThat(entra.asked).hasValue(1);
    }

    @Test
    void theyShareAFailureInsteadOfQueueingForIt() throws Exception {
        entra.gate = new CountDownLatch(1);
        entra.failure = Optional.of(
                new TokenUnavailable(Symptom.unanswered(Peer.ENTRA, Symptom.NET_TIME_OUT, "late", clock.instant())));

        var answers = hundredAtOnce(() -> {
            try {
                return token();
            } catch (TokenUnavailable shared) {
                return shared;
            }
        });

        assertThat(new HashSet<>(answers)).hasSize(100);
        assertThat(entra.asked).hasValue(1);
    }

    @Test
    void anotherKeyIsNotHeldUp() throws Exception {
        entra.gate = new CountDownLatch(1);
        var pool = Executors.newFixedThreadPool(1);
        try {
            Future<String> slow = pool.submit(this::token);
            waitUntil(() -> entra.asked.get() == 1);
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

    /** Lets Entra answer only when all hundred threads have asked and wait. */
    private <T> List<T> hundredAtOnce(Callable<T> asking) throws Exception {
        var threads = new ArrayList<Thread>();
        var pool = Executors.newFixedThreadPool(100, work -> {
            var thread = new Thread(work);
            threads.add(thread);
            return thread;
        });
        try {
            var past = new AtomicInteger();
            var together = new CyclicBarrier(100);
            var answers = new ArrayList<Future<T>>();
            for (int thread = 0; thread < 100; thread++) {
                answers.add(pool.submit(() -> {
                    together.await();
                    past.incrementAndGet();
                    return asking.call();
                }));
            }
            waitUntil(() -> past.get() == 100
                    && threads.stream().allMatch(thread -> thread.getState() == Thread.State.WAITING));
            entra.gate.countDown();
            var got = new ArrayList<T>();
            for (Future<T> answer : answers) {
                got.add(answer.get(10, TimeUnit.SECONDS));
            }
            return got;
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
