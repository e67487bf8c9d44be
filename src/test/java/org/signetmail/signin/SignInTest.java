package org.signetmail.signin;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.signetmail.signin.SignIn.Answer;

class SignInTest extends SignInFixture {
    @Nested
    class BehindAListedProxy {
        @Test
        void aStrangerLocksOutItselfOnly() {
            exhaust(through("203.0.113.9"));

            assertThat(attempt(through("192.0.2.1"), "admin", PASSWORD)).isEqualTo(Answer.WELCOME);
        }

        @Test
        void aStrangerDoesNotEscapeByAnAddressOfItsOwnChoice() {
            exhaust(through("203.0.113.9"));

            assertThat(attempt(through("198.51.100.1, 203.0.113.9"), "admin", PASSWORD)
                            .pause())
                    .isPositive();
        }
    }

    @Nested
    class WithAnotherName {
        @Test
        void aStrangerHasNoMoreTries() {
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
        void theVisitorByHttpIsToldThatNoSignInIsKept() {
            var byHttp = FakeRequest.from("192.0.2.1");

            assertThat(signIn.cookies.areLeftBy(byHttp.request())).isTrue();
            assertThat(signIn.cookies.areLeftBy(byHttp.byHttps().request())).isFalse();
            assertThat(signIn.cookies.areLeftBy(through("192.0.2.1")
                            .saying("X-Forwarded-Proto", "https")
                            .request()))
                    .isFalse();
            assertThat(signIn.cookies.areLeftBy(
                            byHttp.saying("Sec-Fetch-Site", "none").request()))
                    .as("through a proxy that is not listed")
                    .isFalse();
        }
    }

    @Test
    void whoComesTooLateForAPermitIsNotLookedAtAndLosesNoTry() {
        signIn.hashing = new HashingLimit(0);

        for (int i = 0; i < 10; i++) {
            assertThat(attempt(through("192.0.2.1"), "admin", PASSWORD)).isEqualTo(Answer.BUSY);
        }
        signIn.hashing = new HashingLimit(1);
        assertThat(attempt(through("192.0.2.1"), "admin", PASSWORD)).isEqualTo(Answer.WELCOME);
    }

    @Test
    void aNameThatNobodyHasIsRefusedAsAWrongPasswordIs() {
        assertThat(attempt(through("192.0.2.1"), "root", PASSWORD)).isEqualTo(Answer.WRONG);
        assertThat(attempt(through("192.0.2.1"), "admin", "wrong")).isEqualTo(Answer.WRONG);
        assertThat(given).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"yes", "1", "on", "ture"})
    void whatIsNeitherTrueNorFalseLocksNobodyOut(String configured) {
        assertThat(Https.parse(Optional.of(configured))).isFalse();
        assertThat(Https.parse(Optional.of("TRUE"))).isTrue();
        assertThat(Https.parse(Optional.empty())).isFalse();
    }
}
