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
    private static final int PER_MINUTE = 30;
    private static final Duration MINUTE = Duration.ofMinutes(1);

    private final RateLimit rateLimit = new RateLimit(PER_MINUTE);
    private long now = Long.MAX_VALUE - MINUTE.toNanos(); // System.nanoTime() has an arbitrary origin and may overflow

    private void advance(Duration time) {
        now += time.toNanos();
    }

    private void sendOne(Duration taking) {
        assertThat(rateLimit.nanosUntilNext(now)).isNotPositive();
        rateLimit.started();
        advance(taking);
        rateLimit.ended(now, true);
    }

    private Duration left() {
        return Duration.ofNanos(Math.max(0, rateLimit.nanosUntilNext(now)));
    }

    @Nested
    class ThirtyMessagesAMinute {
        @Test
        void areSentInABurstAfterAnIdleMinute() {
            for (int mail = 0; mail < PER_MINUTE; mail++) {
                sendOne(Duration.ofMillis(10));
            }
            assertThat(left()).isEqualTo(MINUTE.minusMillis(290));
        }

        @Test
        void countForAMinuteFromTheirEnd() {
            sendOne(Duration.ofSeconds(20));
            for (int mail = 1; mail < PER_MINUTE; mail++) {
                sendOne(Duration.ZERO);
            }
            assertThat(left()).isEqualTo(MINUTE);
        }

        @Test
        void countWhileInFlight() {
            for (int mail = 0; mail < PER_MINUTE; mail++) {
                rateLimit.started();
            }
            assertThat(left()).isPositive();
            advance(Duration.ofMinutes(2));
            assertThat(left()).isPositive();
        }

        @Test
        void countOnlyIfTheServerMayHaveCountedThem() {
            for (int mail = 0; mail < 10 * PER_MINUTE; mail++) {
                rateLimit.started();
                rateLimit.ended(now, false);
            }
            assertThat(left()).isZero();
        }

        /** No window of 60 seconds has more than thirty, even if messages are sent as fast as the limit allows. */
        @RepeatedTest(20)
        void neverExceedTheLimitInAnySixtySeconds() {
            long seed = System.nanoTime();
            var random = new Random(seed);
            var seen = new ArrayList<Long>();
            while (seen.size() < 300) {
                advance(left());
                rateLimit.started();
                advance(Duration.ofMillis(random.nextInt(50)));
                seen.add(now - random.nextInt(1_000)); // the server counted it before the reply arrived
                rateLimit.ended(now, true);
                if (random.nextInt(10) == 0) {
                    advance(Duration.ofMillis(random.nextInt(20_000)));
                }
            }
            for (int first = 0; first + PER_MINUTE < seen.size(); first++) {
                assertThat(seen.get(first + PER_MINUTE) - seen.get(first))
                        .as("with the seed %d", seed)
                        .isGreaterThanOrEqualTo(MINUTE.toNanos() - 1_000);
            }
        }
    }

    @Nested
    class ABackOff {
        private List<Duration> backOffs(int times) {
            var backOffs = new ArrayList<Duration>();
            for (int time = 0; time < times; time++) {
                rateLimit.backOff(now, Optional.empty());
                backOffs.add(left());
                advance(left());
            }
            return backOffs;
        }

        @Test
        void doublesUpToAboutAMinute() {
            assertThat(backOffs(9).stream().map(Duration::toSeconds))
                    .containsExactly(1L, 2L, 4L, 8L, 16L, 32L, 64L, 64L, 64L);
        }

        @Test
        void lastsAtLeastTheRetryAfter() {
            rateLimit.backOff(now, Optional.of(Duration.ofSeconds(17)));
            assertThat(left()).isEqualTo(Duration.ofSeconds(17));
            rateLimit.backOff(now, Optional.of(Duration.ofSeconds(5)));
            assertThat(left()).as("the longer of two").isEqualTo(Duration.ofSeconds(17));
        }

        @Test
        void restartsAfterAnAcceptedMessage() {
            backOffs(4);
            rateLimit.accepted();
            assertThat(backOffs(1)).containsExactly(Duration.ofSeconds(1));
        }
    }

    @Test
    void withoutALimitNoMessageWaits() {
        var unlimited = new RateLimit(0);
        for (int mail = 0; mail < 1_000; mail++) {
            assertThat(unlimited.nanosUntilNext(now)).isNotPositive();
            unlimited.started();
        }
    }

    @Test
    void isUnusedOnceNothingIsLeftToCount() {
        assertThat(rateLimit.isUnused(now)).isTrue();
        sendOne(Duration.ZERO);
        assertThat(rateLimit.isUnused(now)).isFalse();
        advance(MINUTE);
        assertThat(rateLimit.isUnused(now)).isTrue();
        rateLimit.backOff(now, Optional.empty());
        assertThat(rateLimit.isUnused(now)).isFalse();
        advance(Duration.ofSeconds(1));
        rateLimit.accepted();
        assertThat(rateLimit.isUnused(now)).isTrue();
    }

    @Nested
    class TheMinimumWaitOfAMessageInTheQueue {
        @Test
        void isNoneWhileThePermitsOfThoseAheadAreLeft() {
            for (int mail = 0; mail < 10; mail++) {
                sendOne(Duration.ZERO);
            }
            rateLimit.started();

            assertThat(rateLimit.minimumWait(0, now)).isNotPositive();
            assertThat(rateLimit.minimumWait(18, now)).isNotPositive();
            assertThat(rateLimit.minimumWait(19, now)).isPositive();
        }

        @Test
        void isUntilThePermitOfTheMessageThatEndedAMinuteBefore() {
            for (int mail = 0; mail < PER_MINUTE; mail++) {
                sendOne(Duration.ofSeconds(1));
            }

            assertThat(Duration.ofNanos(rateLimit.minimumWait(0, now))).isEqualTo(MINUTE.minusSeconds(29));
            assertThat(Duration.ofNanos(rateLimit.minimumWait(29, now))).isEqualTo(MINUTE);
            assertThat(Duration.ofNanos(rateLimit.minimumWait(30, now)))
                    .as("behind one whose minute has not begun")
                    .isEqualTo(MINUTE);
        }

        @Test
        void isAtLeastTheBackOff() {
            rateLimit.backOff(now, Optional.of(Duration.ofMinutes(2)));

            assertThat(Duration.ofNanos(rateLimit.minimumWait(0, now))).isEqualTo(Duration.ofMinutes(2));
            advance(Duration.ofMinutes(2));
            assertThat(rateLimit.minimumWait(0, now)).isNotPositive();
        }

        @Test
        void isNoneWithoutALimit() {
            assertThat(new RateLimit(0).minimumWait(1_000, now)).isNotPositive();
        }
    }

    @Test
    void aPermitIsFreeExactlyAMinuteAfterTheEnd() {
        for (int mail = 0; mail < PER_MINUTE; mail++) {
            sendOne(Duration.ZERO);
        }
        advance(MINUTE.minusNanos(1));
        assertThat(rateLimit.nanosUntilNext(now)).isEqualTo(1);
        advance(Duration.ofNanos(1));
        assertThat(rateLimit.nanosUntilNext(now)).isNotPositive();
    }

    @Test
    void aShorterBackOffDoesNotEndALongerOne() {
        rateLimit.backOff(now, Optional.of(Duration.ofMinutes(10)));
        rateLimit.backOff(now, Optional.empty());
        assertThat(left()).isEqualTo(Duration.ofMinutes(10));

        rateLimit.backOff(now, Optional.of(Duration.ofDays(1)));
        assertThat(left()).as("an hour at most").isEqualTo(Duration.ofHours(1));
    }

    /** What a later one repeats of the pause that is running is not counted again. */
    @Test
    void aBackOffReturnsByHowMuchItExtendsThePause() {
        assertThat(rateLimit.backOff(now, Optional.of(Duration.ofSeconds(30))))
                .isEqualTo(Duration.ofSeconds(30).toNanos());
        advance(Duration.ofSeconds(10));
        assertThat(rateLimit.backOff(now, Optional.of(Duration.ofSeconds(25))))
                .isEqualTo(Duration.ofSeconds(5).toNanos());
        assertThat(rateLimit.backOff(now, Optional.of(Duration.ofSeconds(20)))).isZero();
        advance(Duration.ofMinutes(5));
        assertThat(rateLimit.backOff(now, Optional.of(Duration.ofSeconds(40))))
                .isEqualTo(Duration.ofSeconds(40).toNanos());
    }
}
