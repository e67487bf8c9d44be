package org.signetmail.outbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.signetmail.token.AdjustableClock;

/** While nothing works, one message at a time tries. */
class CircuitBreakerTest {
    private final AdjustableClock clock = new AdjustableClock();
    private final CircuitBreaker breaker = new CircuitBreaker(clock);

    @Test
    void allPassWhileTheServerReplies() {
        assertThat(breaker.tryPass()).isTrue();
        assertThat(breaker.tryPass()).isTrue();
    }

    @Test
    void oneAtATimeTriesAfterAFailure() {
        breaker.tryPass();
        breaker.failed();
        assertThat(breaker.tryPass()).isFalse();
        clock.advance(Duration.ofSeconds(1));
        assertThat(breaker.tryPass()).isTrue();
        assertThat(breaker.tryPass()).as("one is on its way").isFalse();
        breaker.closed();
        assertThat(breaker.tryPass()).isTrue();
        assertThat(breaker.tryPass()).isTrue();
    }

    @Test
    void intervalsGrowUpToAboutAMinute() {
        breaker.failed();
        breaker.failed(); // It was on its way, too, and does not count.
        for (int failure = 1; failure < 20; failure++) {
            clock.advance(Duration.ofSeconds(Math.min(64, 1L << (failure - 1))));
            assertThat(breaker.tryPass()).as("try %d", failure).isTrue();
            breaker.failed();
            assertThat(breaker.tryPass()).isFalse();
        }
    }

    @Test
    void anUnusedTryLeavesTheNext() {
        breaker.failed();
        clock.advance(Duration.ofSeconds(1));
        assertThat(breaker.tryPass()).isTrue();
        breaker.unused();
        assertThat(breaker.tryPass()).isTrue();
    }
}
