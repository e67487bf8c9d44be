package org.signetmail.gate;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.signetmail.account.IpNetwork;
import org.signetmail.token.MovedClock;

class TryLimitTest {
    private static final Caller STRANGER = at("192.0.2.1");
    private static final Caller BROWSER = Caller.knownBrowser("one");

    private final MovedClock clock = new MovedClock();
    private final TryLimit limit = new TryLimit();

    @BeforeEach
    void clock() {
        limit.clock = clock;
    }

    private static Caller at(String address) {
        return Caller.stranger(IpNetwork.literal(address), address);
    }

    private void tries(int times, Caller caller) {
        for (int i = 0; i < times; i++) {
            assertThat(limit.waitBeforeTry(caller)).isZero();
        }
    }

    @Nested
    class AfterFiveWrongTries {
        @BeforeEach
        void wrong() {
            tries(TryLimit.TRIES, STRANGER);
        }

        @Test
        void theNextOneWaitsForAMinute() {
            assertThat(limit.waitBeforeTry(STRANGER)).isEqualTo(Duration.ofMinutes(1));
            clock.advance(Duration.ofSeconds(59));
            assertThat(limit.waitBeforeTry(STRANGER)).isEqualTo(Duration.ofSeconds(1));
        }

        @Test
        void askingDuringTheWaitDoesNotMakeItLonger() {
            clock.advance(Duration.ofSeconds(30));
            limit.waitBeforeTry(STRANGER);
            clock.advance(Duration.ofSeconds(30));

            assertThat(limit.waitBeforeTry(STRANGER)).isZero();
        }

        @Test
        void thereAreFiveMoreAfterTheWait() {
            clock.advance(TryLimit.WAIT);
            tries(TryLimit.TRIES, STRANGER);

            assertThat(limit.waitBeforeTry(STRANGER)).isPositive();
        }

        @Test
        void anotherAddressNeedNotWait() {
            assertThat(limit.waitBeforeTry(at("192.0.2.2"))).isZero();
        }

        @Test
        void aBrowserThatSignedInBeforeNeedNotWait() {
            tries(TryLimit.TRIES, BROWSER);
            assertThat(limit.waitBeforeTry(BROWSER))
                    .as("but it has no more tries")
                    .isPositive();
            assertThat(limit.waitBeforeTry(Caller.knownBrowser("two"))).isZero();
        }
    }

    @Test
    void aSubscriberOfIpv6HasOneCountForAllItsAddresses() {
        for (int i = 1; i <= TryLimit.TRIES; i++) {
            tries(1, at("2001:db8:0:1::" + i));
        }

        assertThat(limit.waitBeforeTry(at("2001:db8:0:1:ffff::9"))).isPositive();
        assertThat(limit.waitBeforeTry(at("2001:db8:0:2::1"))).isZero();
    }

    @Test
    void theRightPasswordForgivesTheWrongOnes() {
        tries(TryLimit.TRIES - 1, STRANGER);
        limit.wasRight(STRANGER);

        tries(TryLimit.TRIES, STRANGER);
    }

    @Test
    void whatWasNotLookedAtDoesNotCount() {
        tries(TryLimit.TRIES - 1, STRANGER);
        limit.wasNotMade(STRANGER);
        tries(2, STRANGER);

        assertThat(limit.waitBeforeTry(STRANGER)).isPositive();
    }

    @Test
    void triesAtTheSameMomentGainNothing() {
        long admitted = IntStream.range(0, 200)
                .parallel()
                .filter(i -> limit.waitBeforeTry(STRANGER).isZero())
                .count();

        assertThat(admitted).isEqualTo(TryLimit.TRIES);
    }

    @Test
    void manyAddressesDoNotFillTheMemoryAndPushOutNoKnownBrowser() {
        tries(TryLimit.TRIES, BROWSER);
        for (int i = 0; i < 20_000; i++) {
            limit.waitBeforeTry(at("10.1." + i / 256 + "." + i % 256));
        }

        assertThat(limit.remembered()).isEqualTo(10_001);
        assertThat(limit.waitBeforeTry(BROWSER)).isPositive();
    }
}
