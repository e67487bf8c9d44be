package org.signetmail.jndi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Executor;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.signetmail.account.Mailbox;
import org.signetmail.message.Outcome;
import org.signetmail.seal.SealBroken;
import org.signetmail.settings.NotConfigured;

@Timeout(30)
class SignetContextTest {
    private static final Outcome ACCEPTED =
            new Outcome.Accepted(new Mailbox("a@contoso.com"), "<1@contoso.com>", Instant.EPOCH, Duration.ZERO, "", "");

    /** True in Signet's context: while a context is created, and in tasks that a proxy runs. */
    private final ThreadLocal<Boolean> inside = ThreadLocal.withInitial(() -> false);

    private final AtomicInteger created = new AtomicInteger();
    private boolean stopped;

    /** Like Payara's contextual proxy, it must not be used by two threads at once. */
    private Executor contextual(Executor executor) {
        assertThat(inside.get()).as("created in Signet's context").isTrue();
        created.incrementAndGet();
        var users = new AtomicInteger();
        return work -> {
            if (stopped) {
                throw new IllegalStateException("Module signet is disabled");
            }
            assertThat(users.incrementAndGet()).as("threads that use it").isOne();
            inside.set(true);
            try {
                executor.execute(work);
            } finally {
                inside.set(false);
                users.decrementAndGet();
            }
        };
    }

    private SignetContext newContext() {
        inside.set(true);
        try {
            return new SignetContext(this::contextual);
        } finally {
            inside.set(false);
        }
    }

    @Test
    void aTaskRunsInSignetsContextAndInTheCallersThread() throws Exception {
        Thread here = Thread.currentThread();

        assertThat(newContext().run(() -> {
                    assertThat(inside.get()).isTrue();
                    assertThat(Thread.currentThread()).isSameAs(here);
                    return ACCEPTED;
                }))
                .isSameAs(ACCEPTED);
        assertThat(inside.get()).isFalse();
    }

    @Test
    void aProxyIsUsedByOneThreadAtATimeAndReused() throws Exception {
        int concurrent = 16;
        SignetContext context = newContext();
        var barrier = new CyclicBarrier(concurrent);
        var threads = Executors.newFixedThreadPool(concurrent);
        try {
            for (int round = 0; round < 5; round++) {
                List<Future<Outcome>> tasks = new ArrayList<>();
                for (int number = 0; number < concurrent; number++) {
                    tasks.add(threads.submit(() -> context.run(() -> together(barrier))));
                }
                for (Future<Outcome> task : tasks) {
                    assertThat(task.get()).isSameAs(ACCEPTED);
                }
            }
        } finally {
            threads.shutdownNow();
        }
        assertThat(created).hasValue(concurrent + 1);
    }

    private static Outcome together(CyclicBarrier barrier) {
        try {
            barrier.await();
        } catch (Exception broken) {
            throw new IllegalStateException(broken);
        }
        return ACCEPTED;
    }

    @Test
    void anExceptionOfATaskIsThrownAndItsProxyReused() throws Exception {
        SignetContext context = newContext();
        for (int time = 0; time < 3; time++) {
            assertThatExceptionOfType(NotConfigured.class)
                    .isThrownBy(() -> context.run(() -> {
                        throw new NotConfigured("off");
                    }));
            assertThatExceptionOfType(SealBroken.class)
                    .isThrownBy(() -> context.run(() -> {
                        throw new SealBroken("locked");
                    }));
            assertThatExceptionOfType(IllegalStateException.class)
                    .isThrownBy(() -> context.run(() -> {
                        throw new IllegalArgumentException("a fault");
                    }))
                    .withCauseInstanceOf(IllegalArgumentException.class);
        }
        assertThat(created).hasValue(2);
    }

    @Test
    void aCallAfterTheShutdownIsDenied() throws Exception {
        SignetContext fresh = newContext();
        SignetContext used = newContext();
        used.run(() -> ACCEPTED);
        stopped = true;

        for (SignetContext context : List.of(fresh, used)) {
            assertThatExceptionOfType(SendingDenied.class)
                    .isThrownBy(() -> context.run(() -> ACCEPTED))
                    .withMessageContaining("Signet is not running");
        }
    }
}
