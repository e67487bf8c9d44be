package org.signetmail.check;

import static org.assertj.core.api.Assertions.assertThat;
import static org.signetmail.check.CheckFixture.SECRET;
import static org.signetmail.check.CheckFixture.TENANT;
import static org.signetmail.check.CheckFixture.account;
import static org.signetmail.check.CheckFixture.calling;
import static org.signetmail.check.CheckFixture.check;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.signetmail.account.DeliveryRoute;
import org.signetmail.check.CheckReport.Verdict;
import org.signetmail.token.TokenSource;

/** Entra neither responds nor closes the connection. */
class SilentEntraTest {
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final List<CheckReport> told = new ArrayList<>();

    @AfterEach
    void stop() {
        threads.shutdownNow();
    }

    private final CountDownLatch asked = new CountDownLatch(1);
    private final CountDownLatch never = new CountDownLatch(1);
    private final TokenSource silent = calling(() -> {
        asked.countDown();
        boolean released = false;
        while (!released) { // like a call that ignores interrupts
            try {
                released = never.await(1, TimeUnit.MINUTES);
            } catch (InterruptedException unheeded) {
                released = false;
            }
        }
        throw new IllegalStateException("released");
    });

    @AfterEach
    void release() {
        never.countDown();
    }

    @Test
    void theCheckEndsInTime() {
        var check = check(silent, threads);
        check.limit = Duration.ofMillis(100);
        var report = check.run(account(SECRET, TENANT, DeliveryRoute.GRAPH), told::add);

        assertThat(report.finding().orElseThrow().id()).isEqualTo("entra-time-out");
        assertThat(report.steps().get(2).detail()).isEqualTo("no answer in time");
    }

    @Test
    void anInterruptCancelsIt() throws Exception {
        var running = new FutureTask<>(
                () -> check(silent, threads).run(account(SECRET, TENANT, DeliveryRoute.GRAPH), told::add));
        var thread = new Thread(running);
        thread.start();
        assertThat(asked.await(10, TimeUnit.SECONDS)).isTrue();
        thread.interrupt();

        var report = running.get(10, TimeUnit.SECONDS);
        assertThat(report.verdict()).isEqualTo(Verdict.FAILED);
        assertThat(report.finding().orElseThrow().id()).isEqualTo("check-cancelled");
    }
}
