package org.signetmail.signin;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.signetmail.signin.SignIn.Answer;

class SignInTest extends SignInFixture {
    @Nested
    class BehindATrustedProxy {
        @Test
        void aClientThrottlesOnlyItself() {
            exhaust(through("203.0.113.9"));

            assertThat(attempt(through("192.0.2.1"), "admin", PASSWORD)).isEqualTo(Answer.WELCOME);
        }

        @Test
        void aForgedAddressDoesNotHelp() {
            exhaust(through("203.0.113.9"));

            assertThat(attempt(through("198.51.100.1, 203.0.113.9"), "admin", PASSWORD)
                            .pause())
                    .isPositive();
        }
    }

    @Nested
    class WithAnotherName {
        @Test
        void aClientHasNoMoreAttempts() {
            exhaust(through("203.0.113.9"));

            assertThat(attempt(through("203.0.113.9"), "root", "wrong").pause()).isPositive();
        }
    }

    @Nested
    class WhereHttpsIsRequired {
        @BeforeEach
        void https() {
            signIn = started(administrators, true);
        }

        @Test
        void cookiesAreRejectedByHttp() {
            var byHttp = FakeRequest.from("192.0.2.1");

            assertThat(signIn.cookies.areRejectedBy(byHttp.request())).isTrue();
            assertThat(signIn.cookies.areRejectedBy(byHttp.byHttps().request())).isFalse();
            assertThat(signIn.cookies.areRejectedBy(through("192.0.2.1")
                            .saying("X-Forwarded-Proto", "https")
                            .request()))
                    .isFalse();
            assertThat(signIn.cookies.areRejectedBy(
                            byHttp.saying("Sec-Fetch-Site", "none").request()))
                    .as("through an untrusted proxy")
                    .isFalse();
        }
    }

    @Test
    void anAttemptWithoutAPermitIsNotCheckedAndNotCounted() {
        signIn.hashing = new HashingLimit(0, Duration.ofMillis(10));

        for (int i = 0; i < 10; i++) {
            assertThat(attempt(through("192.0.2.1"), "admin", PASSWORD)).isEqualTo(Answer.BUSY);
        }
        signIn.hashing = new HashingLimit(1, HashingLimit.MAX_WAIT);
        assertThat(attempt(through("192.0.2.1"), "admin", PASSWORD)).isEqualTo(Answer.WELCOME);
    }

    @Test
    void anUnknownNameIsRefusedLikeAWrongPassword() {
        assertThat(attempt(through("192.0.2.1"), "root", PASSWORD)).isEqualTo(Answer.WRONG);
        assertThat(attempt(through("192.0.2.1"), "admin", "wrong")).isEqualTo(Answer.WRONG);
        assertThat(given).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"yes", "1", "on", "ture"})
    void anInvalidHttpsSettingLocksNoAdministratorOut(String configured) {
        assertThat(Https.parse(Optional.of(configured))).isFalse();
        assertThat(Https.parse(Optional.of("TRUE"))).isTrue();
        assertThat(Https.parse(Optional.empty())).isFalse();
    }
}
