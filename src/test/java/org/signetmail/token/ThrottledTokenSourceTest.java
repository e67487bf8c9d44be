package org.signetmail.token;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.signetmail.account.ApplicationRegistration;
import org.signetmail.account.ClientCredentials;
import org.signetmail.account.ClientId;
import org.signetmail.account.DeliveryRoute;
import org.signetmail.account.OutboundProxy;
import org.signetmail.account.Symptom;
import org.signetmail.token.LoopbackHost.Answer;

/** Retry-After in a reply of Entra … */
class ThrottledTokenSourceTest extends EntraFixture {
    private final TokenStatistics statistics = new TokenStatistics();

    @BeforeEach
    void wireAsInTheApplication() {
        tokens = TokenWiring.cache(OutboundProxy.NONE, clock, Runnable::run, statistics, reply -> {});
    }

    private static Answer throttled(int status, String retryAfter) {
        return new Answer(status, Map.of("retry-AFTER", retryAfter), "");
    }

    private Symptom unavailableOnTheOtherRoute() {
        return catchThrowableOfType(TokenUnavailable.class, () -> tokens.freshTokenFor(credentials, DeliveryRoute.SMTP))
                .symptom();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {"429 | 30", "503 | 30", "429 | Mon, 23 Nov 2026 12:00:30 GMT"})
    void preventsFurtherRequestsOnAnyRouteUntilThen(int status, String retryAfter) throws TokenException {
        answer = throttled(status, retryAfter);
        assertThat(unavailable().retryAfter()).contains(Duration.ofSeconds(30));
        answer = success(3599);
        clock.advance(Duration.ofSeconds(29));

        assertThat(unavailable().retryAfter()).as("remaining time").contains(Duration.ofSeconds(1));
        Symptom other = unavailableOnTheOtherRoute();
        assertThat(other.status()).isEqualTo(status);
        assertThat(other.retryAfter()).contains(Duration.ofSeconds(1));
        assertThat(entra.asked()).hasSize(1);

        clock.advance(Duration.ofSeconds(1));
        assertThat(tokens.tokenFor(credentials, DeliveryRoute.GRAPH).value()).isEqualTo(TOKEN);
        assertThat(entra.asked()).hasSize(2);
    }

    @Test
    void theCachedTokenIsUsedMeanwhile() throws TokenException {
        tokens.tokenFor(credentials, DeliveryRoute.GRAPH);
        answer = throttled(429, "600");
        unavailableOnTheOtherRoute();
        clock.advance(Duration.ofMinutes(9));

        assertThat(tokens.tokenFor(credentials, DeliveryRoute.GRAPH).value()).isEqualTo(TOKEN);
        assertThat(entra.asked()).hasSize(2);
    }

    @Test
    void appliesToOneApplicationOnly() throws TokenException {
        answer = throttled(429, "600");
        unavailable();
        answer = success(3599);
        var application = credentials.application();
        var other = new ClientCredentials(
                new ApplicationRegistration(
                        application.cloud(),
                        application.tenant(),
                        new ClientId("bbbbbbbb-bbbb-cccc-dddd-eeeeeeeeeeee")),
                credentials.credential());

        assertThat(tokens.tokenFor(other, DeliveryRoute.GRAPH).value()).isEqualTo(TOKEN);
    }

    @Test
    void appliesForOneHourAtMost() throws TokenException {
        answer = throttled(429, "999999999");
        unavailable();
        answer = success(3599);
        clock.advance(Duration.ofHours(1));

        assertThat(tokens.tokenFor(credentials, DeliveryRoute.GRAPH).value()).isEqualTo(TOKEN);
    }

    @ParameterizedTest
    @CsvSource({"429, ''", "503, soon", "400, 30"})
    void isIgnoredWithoutAValidTime(int status, String retryAfter) throws TokenException {
        answer = throttled(status, retryAfter);
        assertThatExceptionOfType(TokenException.class)
                .isThrownBy(() -> tokens.tokenFor(credentials, DeliveryRoute.GRAPH));
        answer = success(3599);

        assertThat(tokens.tokenFor(credentials, DeliveryRoute.GRAPH).value()).isEqualTo(TOKEN);
    }

    /** The back-off of tests on the settings page is separate. */
    @Nested
    class ForTests {
        private Symptom test() {
            return catchThrowableOfType(
                            TokenUnavailable.class,
                            () -> tokens.uncached().freshTokenFor(credentials, DeliveryRoute.GRAPH))
                    .symptom();
        }

        @ParameterizedTest
        @CsvSource(
                delimiter = '|',
                value = {"429 | 3600", "503 | 3600", "429 | Thu, 31 Dec 2099 23:59:59 GMT"})
        void doesNotDelayMessages(int status, String retryAfter) throws TokenException {
            answer = ThrottledTokenSourceTest.throttled(status, retryAfter);
            test();
            answer = success(3599);

            assertThat(tokens.tokenFor(credentials, DeliveryRoute.GRAPH).value())
                    .isEqualTo(TOKEN);
        }

        @ParameterizedTest
        @CsvSource(
                delimiter = '|',
                value = {"3600 | 3600", "Thu, 31 Dec 2099 23:59:59 GMT | 86400"})
        void appliesForTenSecondsAndReportsTheFullTime(String retryAfter, long seconds) throws TokenException {
            answer = ThrottledTokenSourceTest.throttled(429, retryAfter);
            assertThat(test().retryAfter()).contains(Duration.ofSeconds(seconds));
            clock.advance(Duration.ofSeconds(9));
            answer = success(3599);
            assertThat(test().retryAfter()).as("remaining time").contains(Duration.ofSeconds(seconds - 9));
            assertThat(entra.asked()).hasSize(1);

            clock.advance(Duration.ofSeconds(1));
            assertThat(tokens.uncached()
                            .freshTokenFor(credentials, DeliveryRoute.GRAPH)
                            .value())
                    .isEqualTo(TOKEN);
            assertThat(entra.asked()).hasSize(2);
        }

        @Test
        void isIndependentOfTheBackOffOfMessages() throws TokenException {
            answer = ThrottledTokenSourceTest.throttled(429, "600");
            unavailable();
            answer = success(3599);

            assertThat(tokens.uncached()
                            .freshTokenFor(credentials, DeliveryRoute.GRAPH)
                            .value())
                    .isEqualTo(TOKEN);
            assertThat(tokens.tokenFor(credentials, DeliveryRoute.GRAPH).value())
                    .as("a message uses it, too")
                    .isEqualTo(TOKEN);
            assertThat(entra.asked()).hasSize(2);
        }
    }
}
