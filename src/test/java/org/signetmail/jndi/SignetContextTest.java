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

    /** Where Signet's context is: in the thread that makes it, and in whatever a way in runs. */
    private final ThreadLocal<Boolean> inside = ThreadLocal.withInitial(() -> false);

    private final AtomicInteger made = new AtomicInteger();
    private boolean stopped;

    /** As Payara does it: one that is used by two threads at once is broken. */
    private Executor contextual(Executor own) {
        assertThat(inside.get()).as("made in Signet's context").isTrue();
        made.incrementAndGet();
        var users = new AtomicInteger();
        return work -> {
            if (stopped) {
                throw new IllegalStateException("Module signet is disabled");
            }
            assertThat(users.incrementAndGet()).as("threads that use it").isOne();
            inside.set(true);
            try {
                own.execute(work);
            } finally {
                inside.set(false);
                users.decrementAndGet();
            }
        };
    }

    private SignetContext house() {
        inside.set(true);
        try {
            return new SignetContext(this::contextual);
        } finally {
            inside.set(false);
        }
    }

    @Test
    void workIsDoneInsideAndInTheThreadOfWhoeverAsks() throws Exception {
        Thread here = Thread.currentThread();

        assertThat(house().run(() -> {
                    assertThat(inside.get()).isTrue();
                    assertThat(Thread.currentThread()).isSameAs(here);
                    return ACCEPTED;
                }))
                .isSameAs(ACCEPTED);
        assertThat(inside.get()).isFalse();
    }

    @Test
    void noWayInIsUsedByTwoAtOnceAndNoneIsMadeInVain() throws Exception {
        int atOnce = 16;
        SignetContext house = house();
        var everybody = new CyclicBarrier(atOnce);
        var threads = Executors.newFixedThreadPool(atOnce);
        try {
            for (int round = 0; round < 5; round++) {
                List<Future<Outcome>> errands = new ArrayList<>();
                for (int errand = 0; errand < atOnce; errand++) {
                    errands.add(threads.submit(() -> house.run(() -> together(everybody))));
                }
                for (Future<Outcome> errand : errands) {
                    assertThat(errand.get()).isSameAs(ACCEPTED);
                }
            }
        } finally {
            threads.shutdownNow();
        }
        assertThat(made).hasValue(atOnce + 1);
    }

    private static Outcome together(CyclicBarrier everybody) {
        try {
            everybody.await();
        } catch (Exception broken) {
            throw new IllegalStateException(broken);
        }
        return ACCEPTED;
    }

    @Test
    void whatFailsInsideFailsOutsideAndTheWayInIsKept() throws Exception {
        SignetContext house = house();
        for (int time = 0; time < 3; time++) {
            assertThatExceptionOfType(NotConfigured.class)
                    .isThrownBy(() -> house.run(() -> {
                        throw new NotConfigured("off");
                    }));
            assertThatExceptionOfType(SealBroken.class)
                    .isThrownBy(() -> house.run(() -> {
                        throw new SealBroken("locked");
                    }));
            assertThatExceptionOfType(IllegalStateException.class)
                    .isThrownBy(() -> house.run(() -> {
                        throw new IllegalArgumentException("a fault");
                    }))
                    .withCauseInstanceOf(IllegalArgumentException.class);
        }
        assertThat(made).hasValue(2);
    }

    @Test
    void whoComesWhenItIsStoppedIsTurnedAway() throws Exception {
        SignetContext fresh = house();
        SignetContext used = house();
        used.run(() -> ACCEPTED);
        stopped = true;

        for (SignetContext house : List.of(fresh, used)) {
            assertThatExceptionOfType(SendingDenied.class)
                    .isThrownBy(() -> house.run(() -> ACCEPTED))
                    .withMessageContaining("Signet is not running");
        }
    }
}
