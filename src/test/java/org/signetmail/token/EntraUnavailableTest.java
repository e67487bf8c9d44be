package org.signetmail.token;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.signetmail.account.Symptom;
import org.signetmail.token.LoopbackHost.Answer;

class EntraUnavailableTest extends EntraFixture {
    @ParameterizedTest
    @CsvSource({"90055, 429", "90006, 400", "90024, 400", "90033, 503", "50033, 400", "90090, 500", "50196, 400"})
    void aTransientErrorIsNotARefusal(int number, int status) {
        answer = refusal(status, "temporarily_unavailable", number, "Later.");

        assertThat(unavailable().code()).isEqualTo("AADSTS" + number);
    }

    @ParameterizedTest
    @CsvSource({"Retry-After", "retry-after", "RETRY-AFTER"})
    void retryAfterIsReadIgnoringCase(String name) {
        answer = new Answer(429, Map.of(name, "30"), "");

        Symptom symptom = unavailable();

        assertThat(symptom.code()).isEqualTo(Symptom.NET_THROTTLED);
        assertThat(symptom.retryAfter()).contains(Duration.ofSeconds(30));
    }

    @Test
    void retryAfterMayBeADate() {
        answer = new Answer(503, Map.of("Retry-After", "Mon, 23 Nov 2026 12:02:00 GMT"), "");

        assertThat(unavailable().retryAfter()).contains(Duration.ofMinutes(2));
    }

    @Test
    void aServerErrorIsNotRetried() {
        answer = Answer.html(503);

        Symptom symptom = unavailable();

        assertThat(symptom.code()).isEqualTo(Symptom.NET_SERVER_ERROR);
        assertThat(symptom.status()).isEqualTo(503);
        assertThat(entra.asked()).hasSize(1);
    }

    @ParameterizedTest
    @CsvSource({"200", "302", "400", "403"})
    void anHtmlReplyIsNotUnderstood(int status) {
        answer = Answer.html(status);

        Symptom symptom = unavailable();

        assertThat(symptom.code()).isEqualTo(Symptom.NET_NOT_UNDERSTOOD);
        assertThat(symptom.status()).isEqualTo(status);
    }

    @Test
    void aRedirectIsNotFollowedWithTheSecret() {
        answer = new Answer(307, Map.of("Location", entra.address() + "/elsewhere"), "");

        assertThat(unavailable().code()).isEqualTo(Symptom.NET_NOT_UNDERSTOOD);
        assertThat(entra.asked()).hasSize(1);
    }
}
