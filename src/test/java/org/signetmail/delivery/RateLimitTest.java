package org.signetmail.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;

class RateLimitTest {
    private static final int A_MINUTE = 30;
    private static final Duration MINUTE = Duration.ofMinutes(1);

    private final RateLimit rateLimit = new RateLimit(A_MINUTE);
    private long now = Long.MAX_VALUE - MINUTE.toNanos(); // a steady clock may begin anywhere, and overflow

    private void pass(Duration time) {
        now += time.toNanos();
    }

    private void oneGoes(Duration taking) {
        assertThat(rateLimit.nanosUntilNext(now)).isNotPositive();
        rateLimit.began();
        pass(taking);
        rateLimit.ended(now, true);
    }

    private Duration left() {
        return Duration.ofNanos(Math.max(0, rateLimit.nanosUntilNext(now)));
    }

    @Nested
    class ThirtyAMinute {
        @Test
        void goAtOnceAfterAMinuteOfSilence() {
            for (int mail = 0; mail < A_MINUTE; mail++) {
                oneGoes(Duration.ofMillis(10));
            }
            assertThat(left()).isEqualTo(MINUTE.minusMillis(290));
        }

        @Test
        void countFromTheirEnd() {
            oneGoes(Duration.ofSeconds(20));
            for (int mail = 1; mail < A_MINUTE; mail++) {
                oneGoes(Duration.ZERO);
            }
            assertThat(left()).isEqualTo(MINUTE);
        }

        @Test
        void countWhileTheyAreUnderWay() {
            for (int mail = 0; mail < A_MINUTE; mail++) {
                rateLimit.began();
            }
            assertThat(left()).isPositive();
            pass(Duration.ofMinutes(2));
            assertThat(left()).isPositive();
        }

        @Test
        void countOnlyWhatAServerMayHaveCounted() {
            for (int mail = 0; mail < 10 * A_MINUTE; mail++) {
                rateLimit.began();
                rateLimit.ended(now, false);
            }
            assertThat(left()).isZero();
        }

        /** No window of sixty seconds has more than thirty, and a sender in a hurry gets all of them. */
        @RepeatedTest(20)
        void areNeverMoreInAnyMinute() {
            long seed = System.nanoTime();
            var random = new Random(seed);
            var seen = new ArrayList<Long>();
            while (seen.size() < 300) {
                pass(left());
                rateLimit.began();
                pass(Duration.ofMillis(random.nextInt(50)));
                seen.add(now - random.nextInt(1_000)); // when the server counted it: before we knew
                rateLimit.ended(now, true);
                if (random.nextInt(10) == 0) {
                    pass(Duration.ofMillis(random.nextInt(20_000)));
                }
            }
            for (int first = 0; first + A_MINUTE < seen.size(); first++) {
                assertThat(seen.get(first + A_MINUTE) - seen.get(first))
                        .as("with the seed %d", seed)
                        .isGreaterThanOrEqualTo(MINUTE.toNanos() - 1_000);
            }
        }
    }

    @Nested
    class AServerThatAsksToGoSlower {
        private List<Duration> pauses(int times) {
            var pauses = new ArrayList<Duration>();
            for (int time = 0; time < times; time++) {
                rateLimit.backOff(now, Optional.empty());
                pauses.add(left());
                pass(left());
            }
            return pauses;
        }

        @Test
        void isGivenTwiceAsLongEachTime() {
            assertThat(pauses(9).stream().map(Duration::toSeconds))
                    .containsExactly(1L, 2L, 4L, 8L, 16L, 32L, 64L, 64L, 64L);
        }

        @Test
        void isGivenWhatItAsksFor() {
            rateLimit.backOff(now, Optional.of(Duration.ofSeconds(17)));
            assertThat(left()).isEqualTo(Duration.ofSeconds(17));
            rateLimit.backOff(now, Optional.of(Duration.ofSeconds(5)));
            assertThat(left()).as("the longer of two").isEqualTo(Duration.ofSeconds(17));
        }

        @Test
        void isForgottenWithTheNextAcceptedMail() {
            pauses(4);
            rateLimit.accepted();
            assertThat(pauses(1)).containsExactly(Duration.ofSeconds(1));
        }
    }

    @Test
    void withoutALimitNobodyWaits() {
        var open = new RateLimit(0);
        for (int mail = 0; mail < 1_000; mail++) {
            assertThat(open.nanosUntilNext(now)).isNotPositive();
            open.began();
        }
    }

    @Test
    void isFreshWhenNothingIsLeftToRemember() {
        assertThat(rateLimit.isUnused(now)).isTrue();
        oneGoes(Duration.ZERO);
        assertThat(rateLimit.isUnused(now)).isFalse();
        pass(MINUTE);
        assertThat(rateLimit.isUnused(now)).isTrue();
        rateLimit.backOff(now, Optional.empty());
        assertThat(rateLimit.isUnused(now)).isFalse();
        pass(Duration.ofSeconds(1));
        rateLimit.accepted();
        assertThat(rateLimit.isUnused(now)).isTrue();
    }
}
