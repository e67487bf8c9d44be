package org.signetmail.gate;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.signetmail.gate.TryLimit.Visitor;
import org.signetmail.token.MovedClock;

class TryLimitTest {
    private static final Visitor ADMIN = new Visitor("admin", "192.0.2.1");

    private final MovedClock clock = new MovedClock();
    private final TryLimit limit = new TryLimit();

    @BeforeEach
    void clock() {
        limit.clock = clock;
    }

    private void tries(int times) {
        for (int i = 0; i < times; i++) {
            assertThat(limit.waitBeforeTry(ADMIN)).isZero();
        }
    }

    @Nested
    class AfterFiveWrongTries {
        @BeforeEach
        void wrong() {
            tries(TryLimit.TRIES);
        }

        @Test
        void theNextOneWaitsForAMinute() {
            assertThat(limit.waitBeforeTry(ADMIN)).isEqualTo(Duration.ofMinutes(1));
            clock.advance(Duration.ofSeconds(59));
            assertThat(limit.waitBeforeTry(ADMIN)).isEqualTo(Duration.ofSeconds(1));
        }

        @Test
        void askingDuringTheWaitDoesNotMakeItLonger() {
            clock.advance(Duration.ofSeconds(30));
            limit.waitBeforeTry(ADMIN);
            clock.advance(Duration.ofSeconds(30));

            assertThat(limit.waitBeforeTry(ADMIN)).isZero();
        }

        @Test
        void thereAreFiveMoreAfterTheWait() {
            clock.advance(TryLimit.WAIT);
            tries(TryLimit.TRIES);

            assertThat(limit.waitBeforeTry(ADMIN)).isPositive();
        }

        @Test
        void anotherAddressNeedNotWait() {
            assertThat(limit.waitBeforeTry(new Visitor("admin", "192.0.2.2"))).isZero();
        }

        @Test
        void anotherNameNeedNotWait() {
            assertThat(limit.waitBeforeTry(new Visitor("root", "192.0.2.1"))).isZero();
        }
    }

    @Test
    void theRightPasswordForgivesTheWrongOnes() {
        tries(TryLimit.TRIES - 1);
        limit.wasRight(ADMIN);

        tries(TryLimit.TRIES);
    }

    @Test
    void triesAtTheSameMomentGainNothing() {
        long admitted = IntStream.range(0, 200)
                .parallel()
                .filter(i -> limit.waitBeforeTry(ADMIN).isZero())
                .count();

        assertThat(admitted).isEqualTo(TryLimit.TRIES);
    }

    @Test
    void inventedNamesDoNotFillTheMemory() {
        for (int i = 0; i < 20_000; i++) {
            limit.waitBeforeTry(new Visitor(i + "x".repeat(1_000), "192.0.2." + i));
        }

        assertThat(limit.remembered()).isEqualTo(10_000);
        assertThat(new Visitor("x".repeat(100_000), "").name()).hasSize(64);
    }
}
