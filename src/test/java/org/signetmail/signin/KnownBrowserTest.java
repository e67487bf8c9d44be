package org.signetmail.signin;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.servlet.http.Cookie;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.signetmail.signin.SignIn.Answer;

/** A browser that has signed in before. */
class KnownBrowserTest extends SignInFixture {
    private final FakeRequest shared = FakeRequest.from("203.0.113.9");

    @Test
    void isNotThrottledByUnknownBrowsersAtItsAddress() {
        FakeRequest known = shared.with(signedIn(shared));
        exhaust(shared);

        assertThat(attempt(known, "admin", PASSWORD)).isEqualTo(Answer.WELCOME);
    }

    @Test
    void isRecognisedAfterARestartAndAtAnotherAddress() {
        Cookie cookie = signedIn(shared);
        signIn = started(administrators, false);
        exhaust(through("192.0.2.7"));

        assertThat(attempt(through("192.0.2.7").with(cookie), "admin", PASSWORD))
                .isEqualTo(Answer.WELCOME);
    }

    @Test
    void hasTheSameNumberOfAttemptsAsAnyBrowser() {
        exhaust(shared.with(signedIn(shared)));
    }

    @Test
    void keepsItsIdWhenItSignsInAgain() {
        Cookie first = signedIn(shared);
        clock.advance(Duration.ofDays(1));
        Cookie second = signedIn(shared.with(first));
        assertThat(second.getValue()).isNotEqualTo(first.getValue());
        exhaust(shared.with(first));

        assertThat(attempt(shared.with(second), "admin", PASSWORD).pause()).isPositive();
    }

    @Test
    void isUnknownAfterTheCookieExpires() {
        Cookie cookie = signedIn(shared);
        clock.advance(KnownBrowser.LIFETIME);

        assertThat(signIn.knownBrowser.of(shared.with(cookie).request())).isEmpty();
    }

    @Test
    void isUnknownAfterThePasswordChanges() {
        Cookie cookie = signedIn(shared);
        assertThat(signIn.knownBrowser.of(shared.with(cookie).request())).isPresent();
        administrators.setPassword("another long password");

        assertThat(signIn.knownBrowser.of(shared.with(cookie).request())).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "x",
                "AAAAAAAAAAAAAAAAAAAAAA.99999999999.AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA",
                "AAAAAAAAAAAAAAAAAAAAAA.9999999999999999999999.AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA",
            })
    void aForgedCookieIsRejected(String value) {
        var pretending = shared.with(new Cookie(KnownBrowser.NAME, value));
        exhaust(shared);

        assertThat(attempt(pretending, "admin", PASSWORD).pause()).isPositive();
    }

    @Test
    void anAlteredCookieIsRejected() {
        String genuine = signedIn(shared).getValue();
        String longer = genuine.replaceFirst("\\.([0-9]+)\\.", ".99999999999.");
        String other = (genuine.charAt(0) == 'A' ? 'B' : 'A') + genuine.substring(1);

        for (String altered : List.of(longer, other, genuine.substring(0, genuine.length() - 1))) {
            var cookie = new Cookie(KnownBrowser.NAME, altered);
            assertThat(signIn.knownBrowser.of(shared.with(cookie).request())).isEmpty();
        }
    }

    @Test
    void doesNotWaitForTheHashesOfUnknownBrowsers() {
        FakeRequest known = shared.with(signedIn(shared));
        try (var first = signIn.hashing.acquire(false)) {
            assertThat(first).isNotNull();
            assertThat(attempt(known, "admin", PASSWORD)).isEqualTo(Answer.WELCOME);
        }
    }

    @Nested
    class TheCookie {
        @Test
        void revealsNothingAndIsHttpOnlyAndSameSite() {
            Cookie cookie = signedIn(FakeRequest.from("192.0.2.1").at("/signet"));

            assertThat(cookie.getName()).isEqualTo("signet-browser");
            assertThat(cookie.getPath()).isEqualTo("/signet/");
            assertThat(cookie.isHttpOnly()).isTrue();
            assertThat(cookie.getAttribute("SameSite")).isEqualTo("Lax");
            assertThat(cookie.getSecure()).isFalse();
            assertThat(cookie.getValue()).doesNotContain("admin");
        }

        @Test
        void isSecureIfTheTrustedProxyWasReachedByHttps() {
            Cookie cookie = signedIn(through("192.0.2.1").saying("X-Forwarded-Proto", "https"));

            assertThat(cookie.getSecure()).isTrue();
            assertThat(signedIn(FakeRequest.from("192.0.2.1").saying("X-Forwarded-Proto", "https"))
                            .getSecure())
                    .as("the same header from an untrusted sender")
                    .isFalse();
        }

        @Test
        void hasASecurePrefixWhereHttpsIsRequired() {
            signIn = started(administrators, true);

            Cookie atRoot = signedIn(FakeRequest.from("192.0.2.1"));
            assertThat(atRoot.getName()).isEqualTo("__Host-signet-browser");
            assertThat(atRoot.getPath()).isEqualTo("/");
            assertThat(atRoot.getSecure()).isTrue();
            Cookie elsewhere = signedIn(FakeRequest.from("192.0.2.1").at("/signet"));
            assertThat(elsewhere.getName()).isEqualTo("__Secure-signet-browser");
            assertThat(elsewhere.getSecure()).isTrue();
        }

        @Test
        void isIgnoredWithoutThePrefixWhereHttpsIsRequired() {
            signIn = started(administrators, true);
            Cookie cookie = signedIn(FakeRequest.from("192.0.2.1"));
            var tossed = new Cookie("signet-browser", cookie.getValue());

            assertThat(signIn.knownBrowser.of(
                            FakeRequest.from("192.0.2.1").with(tossed).request()))
                    .isEmpty();
        }
    }
}
