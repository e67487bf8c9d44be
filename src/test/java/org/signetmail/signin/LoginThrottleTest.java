package org.signetmail.signin;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.signetmail.account.IpNetwork;
import org.signetmail.token.MovedClock;

class LoginThrottleTest {
    private static final ClientBucket STRANGER = at("192.0.2.1");
    private static final ClientBucket BROWSER = ClientBucket.knownBrowser("one");

    private final MovedClock clock = new MovedClock();
    private final LoginThrottle limit = new LoginThrottle();

    @BeforeEach
    void clock() {
        limit.clock = clock;
    }

    private static ClientBucket at(String address) {
        return ClientBucket.unknownBrowser(IpNetwork.literal(address), address);
    }

    private void tries(int times, ClientBucket clientBucket) {
        for (int i = 0; i < times; i++) {
            assertThat(limit.waitBeforeTry(clientBucket)).isZero();
        }
    }

    @Nested
    class AfterFiveWrongTries {
        @BeforeEach
        void wrong() {
            tries(LoginThrottle.TRIES, STRANGER);
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
            clock.advance(LoginThrottle.WAIT);
            tries(LoginThrottle.TRIES, STRANGER);

            assertThat(limit.waitBeforeTry(STRANGER)).isPositive();
        }

        @Test
        void anotherAddressNeedNotWait() {
            assertThat(limit.waitBeforeTry(at("192.0.2.2"))).isZero();
        }

        @Test
        void aBrowserThatSignedInBeforeNeedNotWait() {
            tries(LoginThrottle.TRIES, BROWSER);
            assertThat(limit.waitBeforeTry(BROWSER))
                    .as("but it has no more tries")
                    .isPositive();
            assertThat(limit.waitBeforeTry(ClientBucket.knownBrowser("two"))).isZero();
        }
    }

    @Test
    void aSubscriberOfIpv6HasOneCountForAllItsAddresses() {
        for (int i = 1; i <= LoginThrottle.TRIES; i++) {
            tries(1, at("2001:db8:0:1::" + i));
        }

        assertThat(limit.waitBeforeTry(at("2001:db8:0:1:ffff::9"))).isPositive();
        assertThat(limit.waitBeforeTry(at("2001:db8:0:2::1"))).isZero();
    }

    @Test
    void theRightPasswordForgivesTheWrongOnes() {
        tries(LoginThrottle.TRIES - 1, STRANGER);
        limit.wasRight(STRANGER);

        tries(LoginThrottle.TRIES, STRANGER);
    }

    @Test
    void whatWasNotLookedAtDoesNotCount() {
        tries(LoginThrottle.TRIES - 1, STRANGER);
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

        assertThat(admitted).isEqualTo(LoginThrottle.TRIES);
    }

    @Test
    void manyAddressesDoNotFillTheMemoryAndPushOutNoKnownBrowser() {
        tries(LoginThrottle.TRIES, BROWSER);
        for (int i = 0; i < 20_000; i++) {
            limit.waitBeforeTry(at("10.1." + i / 256 + "." + i % 256));
        }

        assertThat(limit.remembered()).isEqualTo(10_001);
        assertThat(limit.waitBeforeTry(BROWSER)).isPositive();
    }
}
