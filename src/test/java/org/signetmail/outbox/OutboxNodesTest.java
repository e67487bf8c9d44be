package org.signetmail.outbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.signetmail.account.DeliveryRoute;
import org.signetmail.practice.Contoso;

/** Two nodes on one database, one after the other. */
@Timeout(120)
class OutboxNodesTest extends OutboxAtPractice {
    /** Exchange takes 30 a minute from a mailbox, however many nodes send. */
    @Test
    void twoNodesTogetherKeepTheRateLimit() throws Exception {
        contoso.save(DeliveryRoute.SMTP, Contoso.CLIENT_SECRET);
        for (int number = 0; number < 20; number++) {
            outbox.accept(Lane.NORMAL, mail("first " + number));
        }
        outbox.started();
        outbox.await(() -> outbox.states().stream().allMatch(state -> state == OutboxState.SENT));
        outbox.worker.stop(Duration.ofSeconds(5));
        for (int number = 0; number < 20; number++) {
            outbox.accept(Lane.NORMAL, mail("second " + number));
        }
        try (var other =
                RunningOutbox.on(contoso.store(), contoso.freshSessions()).started()) {
            other.await(() -> sent(other) == 30);
            LockSupport.parkNanos(Duration.ofSeconds(2).toNanos()); // In which more would leave.
            assertThat(sent(other)).isEqualTo(30);
        }
    }

    private static long sent(RunningOutbox outbox) {
        return outbox.states().stream().filter(OutboxState.SENT::equals).count();
    }

    @Test
    void aSecondNodeGoesOnWhenTheFirstStops() throws Exception {
        contoso.save(DeliveryRoute.SMTP, Contoso.CLIENT_SECRET);
        outbox.accept(Lane.NORMAL, mail("before"));
        outbox.started();
        outbox.awaitStates(OutboxState.SENT);
        outbox.worker.stop(Duration.ofSeconds(5));
        outbox.accept(Lane.NORMAL, mail("after"));
        try (var other =
                RunningOutbox.on(contoso.store(), contoso.freshSessions()).started()) {
            other.awaitStates(OutboxState.SENT, OutboxState.SENT);
        }
        assertThat(subjects()).containsExactly("before", "after");
    }
}
