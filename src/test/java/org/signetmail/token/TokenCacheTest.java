package org.signetmail.token;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.lang.ref.WeakReference;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.signetmail.account.ClientCredentials;
import org.signetmail.account.Cloud;
import org.signetmail.account.DeliveryRoute;
import org.signetmail.account.Peer;
import org.signetmail.account.Symptom;

class TokenCacheTest {
    private static final Cloud CLOUD = Cloud.MICROSOFT.get(0);
    private static final ClientCredentials CREDENTIALS = SampleCredentials.in(CLOUD);

    private final AdjustableClock clock = new AdjustableClock();
    private final NumberedTokenSource entra = new NumberedTokenSource(clock);
    private final TokenSource tokens = new TokenCache(entra, entra, Runnable::run, clock);

    private String token() throws TokenException {
        return tokens.tokenFor(CREDENTIALS, DeliveryRoute.GRAPH).value();
    }

    private static Symptom symptom() {
        return Symptom.unanswered(Peer.ENTRA, Symptom.NET_TIME_OUT, "late", new AdjustableClock().instant());
    }

    @Nested
    class CachedTokens {
        @Test
        void aValidTokenIsReused() throws TokenException {
            assertThat(token()).isEqualTo("token-1");
            clock.advance(Duration.ofMinutes(49));

            token();
            assertThat(token()).isEqualTo("token-1");
        }

        @Test
        void aTokenIsRenewedInTheBackgroundTenMinutesBeforeItExpires() throws TokenException {
            token();
            clock.advance(Duration.ofMinutes(50));

            assertThat(token()).as("this call").isEqualTo("token-1");
            assertThat(token()).as("the next call").isEqualTo("token-2");
        }

        @Test
        void aShortLivedTokenIsUsedForTwoThirdsOfItsLifetime() throws TokenException {
            entra.life = Duration.ofMinutes(3);
            token();
            clock.advance(Duration.ofSeconds(119));
            token();
            assertThat(token()).isEqualTo("token-1");
            clock.advance(Duration.ofSeconds(1));
            token();

            assertThat(token()).isEqualTo("token-2");
        }

        @Test
        void anExpiredTokenIsReplaced() throws TokenException {
            token();
            clock.advance(Duration.ofMinutes(60));

            assertThat(token()).isEqualTo("token-2");
        }

        @Test
        void aChangedSecretDoesNotGetTheOldToken() throws TokenException {
            token();
            var changed = SampleCredentials.withSecret(CLOUD, "another");

            assertThat(tokens.tokenFor(changed, DeliveryRoute.GRAPH).value()).isEqualTo("token-2");
        }

        @Test
        void eachRouteHasItsOwnToken() throws TokenException {
            token();

            assertThat(tokens.tokenFor(CREDENTIALS, DeliveryRoute.SMTP).value()).isEqualTo("token-2");
        }

        @Test
        void aFreshTokenBypassesTheCacheAndIsCached() throws TokenException {
            token();

            assertThat(tokens.freshTokenFor(CREDENTIALS, DeliveryRoute.GRAPH).value())
                    .isEqualTo("token-2");
            assertThat(token()).isEqualTo("token-2");
        }

        @Test
        void atMostEightAreKept() throws TokenException {
            token();
            for (int other = 0; other < 8; other++) {
                tokens.tokenFor(SampleCredentials.withSecret(CLOUD, "other-" + other), DeliveryRoute.GRAPH);
            }

            assertThat(token()).isEqualTo("token-10");
        }
    }

    @Nested
    class Eviction {
        /** Uses a secret without any other reference to it. */
        private WeakReference<ClientCredentials> used(boolean test) throws TokenException {
            var own = SampleCredentials.withSecret(CLOUD, "own secret");
            (test ? tokens.uncached() : tokens).freshTokenFor(own, DeliveryRoute.GRAPH);
            if (!test) {
                tokens.tokenFor(own, DeliveryRoute.GRAPH);
            }
            return new WeakReference<>(own);
        }

        private static void assertGone(WeakReference<?> reference) {
            System.gc();
            assertThat(reference.get()).isNull();
        }

        @ParameterizedTest
        @ValueSource(booleans = {true, false})
        void theSecretIsNotKept(boolean test) throws TokenException {
            assertGone(used(test));
        }

        @Test
        void theTokenOfAReplacedSecretIsEvicted() throws TokenException {
            token();
            var replaced = SampleCredentials.withSecret(CLOUD, "another");
            tokens.tokenFor(replaced, DeliveryRoute.GRAPH);

            assertThat(token()).isEqualTo("token-3");
        }

        @Test
        void anExpiredTokenIsEvicted() throws TokenException {
            entra.life = Duration.ofMinutes(5);
            var first = new WeakReference<>(tokens.tokenFor(CREDENTIALS, DeliveryRoute.SMTP));
            clock.advance(Duration.ofMinutes(5));
            token();

            assertGone(first);
        }

        @Test
        void tokensOfTestedCredentialsAreNotCached() throws TokenException {
            token();
            var tried = SampleCredentials.withSecret(CLOUD, "tried out");
            tokens.uncached().tokenFor(tried, DeliveryRoute.GRAPH);

            assertThat(token()).as("mail's").isEqualTo("token-1");
            assertThat(tokens.tokenFor(tried, DeliveryRoute.GRAPH).value()).isEqualTo("token-3");
        }

        @Test
        void aTokenOfATestReplacesTheCachedOneOfTheSameCredentials() throws TokenException {
            token();
            tokens.uncached().tokenFor(CREDENTIALS, DeliveryRoute.GRAPH);

            assertThat(token()).isEqualTo("token-2");
        }
    }

    @Nested
    class Failures {
        @Test
        void areNotCached() throws TokenException {
            entra.failure = Optional.of(new TokenRefused(symptom()));
            assertThatExceptionOfType(TokenRefused.class).isThrownBy(TokenCacheTest.this::token);
            entra.failure = Optional.empty();

            assertThat(token()).isEqualTo("token-2");
        }

        @Test
        void leaveTheOldTokenInUseUntilItExpires() throws TokenException {
            token();
            entra.failure = Optional.of(new TokenUnavailable(symptom()));
            clock.advance(Duration.ofMinutes(59));
            assertThat(token()).isEqualTo("token-1");
            clock.advance(Duration.ofMinutes(1));

            assertThatExceptionOfType(TokenUnavailable.class).isThrownBy(TokenCacheTest.this::token);
        }

        @Test
        void ofAFreshTokenAreReportedDespiteAnOldOne() throws TokenException {
            token();
            entra.failure = Optional.of(new TokenUnavailable(symptom()));

            assertThatExceptionOfType(TokenUnavailable.class)
                    .isThrownBy(() -> tokens.freshTokenFor(CREDENTIALS, DeliveryRoute.GRAPH));
        }

        @Test
        void areLoggedWhileTheOldTokenIsStillValid() throws TokenException {
            token();
            entra.failure = Optional.of(new TokenRefused(symptom()));
            clock.advance(Duration.ofMinutes(58));
            try (var log = new LogCapture()) {
                assertThat(token()).isEqualTo("token-1");
                assertThat(log.text()).containsOnlyOnce("SIGNET-1601").contains(Symptom.NET_TIME_OUT);
            }
            clock.advance(Duration.ofMinutes(2));
            assertThatExceptionOfType(TokenRefused.class).isThrownBy(TokenCacheTest.this::token);
        }

        @Test
        void toRenewAreRetriedEveryThirtySeconds() throws TokenException {
            token();
            entra.failure = Optional.of(new TokenUnavailable(symptom()));
            clock.advance(Duration.ofMinutes(50));
            for (int second = 0; second < 60; second++) {
                assertThat(token()).isEqualTo("token-1");
                clock.advance(Duration.ofSeconds(1));
            }
            assertThat(entra.requests).hasValue(3);
        }
    }
}
