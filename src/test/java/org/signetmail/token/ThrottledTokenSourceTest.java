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

/** An Entra that asks to be left alone. */
class ThrottledTokenSourceTest extends AnsweringEntra {
    @BeforeEach
    void asInTheContainer() {
        tokens = TokenWiring.cache(OutboundProxy.NONE, clock, Runnable::run);
    }

    private static Answer wait(int status, String how) {
        return new Answer(status, Map.of("retry-AFTER", how), "");
    }

    private Symptom unavailableOnTheOtherRoute() {
        return catchThrowableOfType(TokenUnavailable.class, () -> tokens.freshTokenFor(credentials, DeliveryRoute.SMTP))
                .symptom();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {"429 | 30", "503 | 30", "429 | Mon, 23 Nov 2026 12:00:30 GMT"})
    void isNotAskedAgainBeforeThatByAnybody(int status, String how) throws TokenException {
        answer = wait(status, how);
        assertThat(unavailable().retryAfter()).contains(Duration.ofSeconds(30));
        answer = success(3599);
        clock.advance(Duration.ofSeconds(29));

        assertThat(unavailable().retryAfter()).as("what is left of it").contains(Duration.ofSeconds(1));
        Symptom other = unavailableOnTheOtherRoute();
        assertThat(other.status()).isEqualTo(status);
        assertThat(other.retryAfter()).contains(Duration.ofSeconds(1));
        assertThat(entra.asked()).hasSize(1);

        clock.advance(Duration.ofSeconds(1));
        assertThat(tokens.tokenFor(credentials, DeliveryRoute.GRAPH).value()).isEqualTo(TOKEN);
        assertThat(entra.asked()).hasSize(2);
    }

    @Test
    void servesWithTheRememberedTokenMeanwhile() throws TokenException {
        tokens.tokenFor(credentials, DeliveryRoute.GRAPH);
        answer = wait(429, "600");
        unavailableOnTheOtherRoute();
        clock.advance(Duration.ofMinutes(9));

        assertThat(tokens.tokenFor(credentials, DeliveryRoute.GRAPH).value()).isEqualTo(TOKEN);
        assertThat(entra.asked()).hasSize(2);
    }

    @Test
    void meansOneApplicationAndNoOther() throws TokenException {
        answer = wait(429, "600");
        unavailable();
        answer = success(3599);
        var application = credentials.application();
        var other = new ClientCredentials(
                new ApplicationRegistration(
                        application.cloud(),
                        application.tenant(),
                        new ClientId("bbbbbbbb-bbbb-cccc-dddd-eeeeeeeeeeee")),
                credentials.secret());

        assertThat(tokens.tokenFor(other, DeliveryRoute.GRAPH).value()).isEqualTo(TOKEN);
    }

    @Test
    void isAskedAgainAfterAnHourWhateverItSaid() throws TokenException {
        answer = wait(429, "999999999");
        unavailable();
        answer = success(3599);
        clock.advance(Duration.ofHours(1));

        assertThat(tokens.tokenFor(credentials, DeliveryRoute.GRAPH).value()).isEqualTo(TOKEN);
    }

    @ParameterizedTest
    @CsvSource({"429, ''", "503, soon", "400, 30"})
    void isAskedAgainAtOnceIfItNamedNoTime(int status, String how) throws TokenException {
        answer = wait(status, how);
        assertThatExceptionOfType(TokenException.class)
                .isThrownBy(() -> tokens.tokenFor(credentials, DeliveryRoute.GRAPH));
        answer = success(3599);

        assertThat(tokens.tokenFor(credentials, DeliveryRoute.GRAPH).value()).isEqualTo(TOKEN);
    }

    /** What a person's tests earn, and what they are held back by. */
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
        void holdsNoMailBack(int status, String how) throws TokenException {
            answer = ThrottledTokenSourceTest.wait(status, how);
            test();
            answer = success(3599);

            assertThat(tokens.tokenFor(credentials, DeliveryRoute.GRAPH).value())
                    .isEqualTo(TOKEN);
        }

        @ParameterizedTest
        @CsvSource(
                delimiter = '|',
                value = {"3600 | 3600", "Thu, 31 Dec 2099 23:59:59 GMT | 86400"})
        void mayBeAskedAgainAfterTenSecondsAndTellsWhatWasAskedFor(String how, long seconds) throws TokenException {
            answer = ThrottledTokenSourceTest.wait(429, how);
            assertThat(test().retryAfter()).contains(Duration.ofSeconds(seconds));
            clock.advance(Duration.ofSeconds(9));
            answer = success(3599);
            assertThat(test().retryAfter()).as("what is left of it").contains(Duration.ofSeconds(seconds - 9));
            assertThat(entra.asked()).hasSize(1);

            clock.advance(Duration.ofSeconds(1));
            assertThat(tokens.uncached()
                            .freshTokenFor(credentials, DeliveryRoute.GRAPH)
                            .value())
                    .isEqualTo(TOKEN);
            assertThat(entra.asked()).hasSize(2);
        }

        @Test
        void asksAlthoughMailIsHeldBack() throws TokenException {
            answer = ThrottledTokenSourceTest.wait(429, "600");
            unavailable();
            answer = success(3599);

            assertThat(tokens.uncached()
                            .freshTokenFor(credentials, DeliveryRoute.GRAPH)
                            .value())
                    .isEqualTo(TOKEN);
            assertThat(tokens.tokenFor(credentials, DeliveryRoute.GRAPH).value())
                    .as("mail has use for it, too")
                    .isEqualTo(TOKEN);
            assertThat(entra.asked()).hasSize(2);
        }
    }
}
