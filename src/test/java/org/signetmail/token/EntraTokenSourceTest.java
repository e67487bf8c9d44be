package org.signetmail.token;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.signetmail.account.DeliveryRoute;
import org.signetmail.account.Symptom;
import org.signetmail.token.LoopbackHost.Answer;

class EntraTokenSourceTest extends EntraFixture {
    @Nested
    class WhenEntraIssuesAToken {
        @Test
        void theSecretIsSentUnchangedToTheTenantsEndpoint() throws TokenException {
            tokens.tokenFor(credentials, DeliveryRoute.SMTP);

            assertThat(entra.asked()).hasSize(1);
            var request = entra.asked().get(0);
            assertThat(request.target()).isEqualTo("/" + SampleCredentials.TENANT + "/oauth2/v2.0/token");
            String form = URLDecoder.decode(request.body().replace("&", "\n"), StandardCharsets.UTF_8);
            assertThat(form)
                    .contains("client_secret=" + SampleCredentials.SECRET)
                    .contains("client_id=" + SampleCredentials.CLIENT)
                    .contains("grant_type=client_credentials")
                    .contains("https://outlook.office365.com/.default");
            assertThat(request.body()).contains("canary%2Bsecret%2Fvalue.");
        }

        @Test
        void itsLifetimeIsCountedFromTheRequest() throws TokenException {
            AccessToken token = tokens.tokenFor(credentials, DeliveryRoute.GRAPH);

            assertThat(token.value()).isEqualTo(TOKEN);
            assertThat(token.obtainedAt()).isEqualTo(clock.instant());
            assertThat(token.expiresAt()).isEqualTo(clock.instant().plusSeconds(3599));
        }

        @Test
        void everyTokenIsRequestedFromEntra() throws TokenException {
            tokens.tokenFor(credentials, DeliveryRoute.GRAPH);
            tokens.tokenFor(credentials, DeliveryRoute.GRAPH);

            assertThat(entra.asked()).hasSize(2);
        }

        @Test
        void aLifetimeMayBeAString() throws TokenException {
            answer = Answer.json(200, "{\"access_token\":\"" + TOKEN + "\",\"expires_in\":\"1199\"}");

            assertThat(tokens.tokenFor(credentials, DeliveryRoute.GRAPH).expiresAt())
                    .isEqualTo(clock.instant().plusSeconds(1199));
        }

        @Test
        void aTokenThatIsNotAValidHeaderValueIsRefused() {
            answer = Answer.json(200, "{\"access_token\":\"a\\r\\nBcc: b\",\"expires_in\":3599}");

            assertThat(unavailable().code()).isEqualTo(Symptom.NET_NOT_UNDERSTOOD);
        }

        @Test
        void aTokenWithoutALifetimeIsRefused() {
            answer = Answer.json(200, "{\"access_token\":\"" + TOKEN + "\"}");

            assertThat(unavailable().code()).isEqualTo(Symptom.NET_NOT_UNDERSTOOD);
        }
    }

    @Nested
    class WhenEntraRefuses {
        @ParameterizedTest
        @CsvSource({
            "401, invalid_client, 7000215",
            "401, invalid_client, 7000222",
            "400, unauthorized_client, 700016",
            "400, invalid_request, 90002",
            "400, invalid_request, 900023",
            "401, invalid_client, 7000229",
            "400, unauthorized_client, 7000112",
            "400, invalid_grant, 53003",
            "400, invalid_resource, 500011"
        })
        void theAadstsNumberIsTheCode(int status, String error, int number) {
            answer = refusal(status, error, number, "Something is wrong.");

            Symptom symptom = refused();

            assertThat(symptom.code()).isEqualTo("AADSTS" + number);
            assertThat(symptom.status()).isEqualTo(status);
            assertThat(symptom.words()).isEqualTo("AADSTS" + number + ": Something is wrong.");
            assertThat(symptom.traceId()).isEqualTo("6b1f-11");
            assertThat(symptom.correlationId()).isEqualTo("c0-22");
            assertThat(symptom.seenAt()).isEqualTo(Instant.parse("2026-11-23T11:59:58Z"));
        }

        @Test
        void trailersOnTheSameLineAreRemoved() {
            answer = Answer.json(
                    400,
                    "{\"error\":\"invalid_request\",\"error_description\":\"AADSTS90002: Tenant 'x' not found. Trace ID: 1"
                            + " Correlation ID: 2 Timestamp: 3\",\"error_codes\":[90002]}");

            assertThat(refused().words()).isEqualTo("AADSTS90002: Tenant 'x' not found.");
        }

        @Test
        void withoutANumberTheErrorIsTheCode() {
            answer = Answer.json(400, "{\"error\":\"invalid_scope\",\"error_description\":\"No.\"}");

            assertThat(refused().code()).isEqualTo("invalid_scope");
        }

        @Test
        void anEchoedSecretIsRedacted() {
            answer = refusal(401, "invalid_client", 7000215, "Wrong: " + SampleCredentials.SECRET);

            assertThat(refused().words()).isEqualTo("AADSTS7000215: Wrong: […]");
        }
    }

    @Nested
    class Secrets {
        @Test
        void neitherSecretNorTokenIsLoggedAtAnyLevel() throws TokenException {
            try (var log = new LogCapture()) {
                tokens.tokenFor(credentials, DeliveryRoute.GRAPH);
                answer = refusal(401, "invalid_client", 7000215, "Wrong: " + SampleCredentials.SECRET);
                assertThatExceptionOfType(TokenRefused.class)
                        .isThrownBy(() -> tokens.tokenFor(credentials, DeliveryRoute.GRAPH))
                        .satisfies(refused -> assertThat(refused.toString() + refused.symptom())
                                .doesNotContain(SampleCredentials.SECRET))
                        .withNoCause();
                answer = Answer.html(500);
                unavailable();

                assertThat(log.text()).isNotEmpty();
                assertThat(log.text()).doesNotContain(SampleCredentials.SECRET, "canary%2B", "canaryToken");
            }
        }

        @Test
        void aTokenNeverPrintsItself() throws TokenException {
            assertThat(tokens.tokenFor(credentials, DeliveryRoute.GRAPH)).hasToString("AccessToken[…]");
        }
    }
}
