package org.signetmail.signin;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.signetmail.account.IpNetwork;
import org.signetmail.token.AdjustableClock;

class LoginThrottleTest {
    private static final ClientBucket UNKNOWN = at("192.0.2.1");
    private static final ClientBucket BROWSER = ClientBucket.knownBrowser("one");

    private final AdjustableClock clock = new AdjustableClock();
    private final LoginThrottle limit = new LoginThrottle();

    @BeforeEach
    void clock() {
        limit.clock = clock;
    }

    private static ClientBucket at(String address) {
        return ClientBucket.unknownBrowser(IpNetwork.literal(address), address);
    }

    private void attempts(int times, ClientBucket clientBucket) {
        for (int i = 0; i < times; i++) {
            assertThat(limit.waitBeforeAttempt(clientBucket)).isZero();
        }
    }

    @Nested
    class AfterFiveWrongAttempts {
        @BeforeEach
        void fiveWrongAttempts() {
            attempts(LoginThrottle.MAX_ATTEMPTS, UNKNOWN);
        }

        @Test
        void theNextAttemptWaitsForAMinute() {
            assertThat(limit.waitBeforeAttempt(UNKNOWN)).isEqualTo(Duration.ofMinutes(1));
            clock.advance(Duration.ofSeconds(59));
            assertThat(limit.waitBeforeAttempt(UNKNOWN)).isEqualTo(Duration.ofSeconds(1));
        }

        @Test
        void attemptsDuringTheWaitDoNotExtendIt() {
            clock.advance(Duration.ofSeconds(30));
            limit.waitBeforeAttempt(UNKNOWN);
            clock.advance(Duration.ofSeconds(30));

            assertThat(limit.waitBeforeAttempt(UNKNOWN)).isZero();
        }

        @Test
        void fiveMoreAreAllowedAfterTheWait() {
            clock.advance(LoginThrottle.WAIT);
            attempts(LoginThrottle.MAX_ATTEMPTS, UNKNOWN);

            assertThat(limit.waitBeforeAttempt(UNKNOWN)).isPositive();
        }

        @Test
        void anotherAddressDoesNotWait() {
            assertThat(limit.waitBeforeAttempt(at("192.0.2.2"))).isZero();
        }

        @Test
        void aKnownBrowserDoesNotWait() {
            attempts(LoginThrottle.MAX_ATTEMPTS, BROWSER);
            assertThat(limit.waitBeforeAttempt(BROWSER))
                    .as("it has no more attempts than others")
                    .isPositive();
            assertThat(limit.waitBeforeAttempt(ClientBucket.knownBrowser("two")))
                    .isZero();
        }
    }

    @Test
    void anIpv6SubscriberHasOneCountForAllItsAddresses() {
        for (int i = 1; i <= LoginThrottle.MAX_ATTEMPTS; i++) {
            attempts(1, at("2001:db8:0:1::" + i));
        }

        assertThat(limit.waitBeforeAttempt(at("2001:db8:0:1:ffff::9"))).isPositive();
        assertThat(limit.waitBeforeAttempt(at("2001:db8:0:2::1"))).isZero();
    }

    @Test
    void theRightPasswordResetsTheCount() {
        attempts(LoginThrottle.MAX_ATTEMPTS - 1, UNKNOWN);
        limit.succeeded(UNKNOWN);

        attempts(LoginThrottle.MAX_ATTEMPTS, UNKNOWN);
    }

    @Test
    void uncheckedAttemptsDoNotCount() {
        attempts(LoginThrottle.MAX_ATTEMPTS - 1, UNKNOWN);
        limit.revoke(UNKNOWN);
        attempts(2, UNKNOWN);

        assertThat(limit.waitBeforeAttempt(UNKNOWN)).isPositive();
    }

    @Test
    void concurrentAttemptsGainNothing() {
        long admitted = IntStream.range(0, 200)
                .parallel()
                .filter(i -> limit.waitBeforeAttempt(UNKNOWN).isZero())
                .count();

        assertThat(admitted).isEqualTo(LoginThrottle.MAX_ATTEMPTS);
    }

    @Test
    void manyAddressesDoNotFillTheMemoryAndEvictNoKnownBrowser() {
        attempts(LoginThrottle.MAX_ATTEMPTS, BROWSER);
        for (int i = 0; i < 20_000; i++) {
            limit.waitBeforeAttempt(at("10.1." + i / 256 + "." + i % 256));
        }

        assertThat(limit.size()).isEqualTo(10_001);
        assertThat(limit.waitBeforeAttempt(BROWSER)).isPositive();
    }
}
