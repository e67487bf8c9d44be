package org.signetmail.practice;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.nimbusds.jwt.SignedJWT;
import jakarta.json.JsonObject;
import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.Map;
import javax.net.ssl.SSLHandshakeException;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class PracticeEntraTest extends WithPracticeTenant {
    private static Map<String, String> form() {
        return PracticeClient.goodForm(PracticeClient.GRAPH_SCOPE);
    }

    private static HttpResponse<String> askWith(String field, String value) throws IOException {
        var form = form();
        form.put(field, value);
        return practiceClient.askToken(Contoso.TENANT_ID, form);
    }

    @Nested
    class AToken {
        @Test
        void hasTheRecordedClaims() throws Exception {
            var response = practiceClient.askToken(Contoso.DOMAIN, form());

            assertThat(response.statusCode()).isEqualTo(200);
            JsonObject body = PracticeClient.json(response);
            assertThat(body.keySet())
                    .containsExactlyInAnyOrder("token_type", "expires_in", "ext_expires_in", "access_token");
            assertThat(body.getInt("expires_in")).isEqualTo(3599);
            var claims = SignedJWT.parse(body.getString("access_token")).getJWTClaimsSet();
            assertThat(claims.getAudience()).containsExactly("https://graph.microsoft.com");
            assertThat(claims.getIssuer()).isEqualTo("https://sts.windows.net/" + Contoso.TENANT_ID + "/");
            assertThat(claims.getStringListClaim("roles")).containsExactly("Mail.Send");
            assertThat(claims.getStringClaim("appid")).isEqualTo(Contoso.CLIENT_ID);
            assertThat(claims.getStringClaim("app_displayname")).isEqualTo(Contoso.APPLICATION_NAME);
            assertThat(claims.getStringClaim("ver")).isEqualTo("1.0");
            assertThat(claims.getStringClaim("idtyp")).isEqualTo("app");
            assertThat(Duration.between(
                            claims.getNotBeforeTime().toInstant(),
                            claims.getExpirationTime().toInstant()))
                    .isEqualTo(Duration.ofMinutes(65));
        }

        @Test
        void isAlsoGivenForABasicHeaderAndForTheScopesThatMsalAdds() throws Exception {
            String login = Contoso.CLIENT_ID + ":" + Contoso.CLIENT_SECRET.replace("+", "%2B");
            var response = practiceClient.send(HttpRequest.newBuilder(practiceClient.tokenEndpoint(Contoso.TENANT_ID))
                    .header(
                            "Authorization",
                            "Basic " + Base64.getEncoder().encodeToString(login.getBytes(StandardCharsets.UTF_8)))
                    .POST(HttpRequest.BodyPublishers.ofString("grant_type=client_credentials&scope=openid+"
                            + "https%3A%2F%2Foutlook.office365.com%2F.default+profile+offline_access"))
                    .build());

            assertThat(response.statusCode()).isEqualTo(200);
            var claims = SignedJWT.parse(PracticeClient.json(response).getString("access_token"))
                    .getJWTClaimsSet();
            assertThat(claims.getStringListClaim("roles")).containsExactly("SMTP.SendAsApp");
        }

        @ParameterizedTest
        @EnumSource(names = {"NO_CONSENT", "ONLY_SMTP_SEND_AS_APP", "RBAC_FOR_APPLICATIONS"})
        void comesWithoutRolesWhereNothingWasConsentedTo(Failure missing) throws Exception {
            tenant.failures().on(missing);

            String token = practiceClient.token(PracticeClient.GRAPH_SCOPE);

            assertThat(SignedJWT.parse(token).getJWTClaimsSet().getClaims()).doesNotContainKey("roles");
        }

        @Test
        void canBeShort() throws Exception {
            tenant.failures().on(Failure.SHORT_TOKENS);

            assertThat(PracticeClient.json(practiceClient.askToken(Contoso.TENANT_ID, form()))
                            .getInt("expires_in"))
                    .isEqualTo(299);
        }
    }

    @Nested
    class TheForm {
        @Test
        void ofARefusalEchoesTheCorrelationIdAndEndsInThreeLines() throws Exception {
            var response = askWith("client_secret", "wrong");

            JsonObject body = PracticeClient.json(response);
            String correlation = "6ff6a1bd-2a9c-4a4e-8f5c-3a4d9b6f0e11";
            assertThat(body.getString("correlation_id")).isEqualTo(correlation);
            assertThat(body.getString("timestamp")).matches("\\d{4}-\\d\\d-\\d\\d \\d\\d:\\d\\d:\\d\\dZ");
            assertThat(body.getString("error_description"))
                    .endsWith("\r\nTrace ID: " + body.getString("trace_id") + "\r\nCorrelation ID: " + correlation
                            + "\r\nTimestamp: " + body.getString("timestamp"));
            assertThat(response.headers().firstValue("client-request-id")).contains(correlation);
            assertThat(response.headers().firstValue("x-ms-request-id")).isPresent();
        }

        @Test
        void canBeTheNewerOneOnASingleLine() throws Exception {
            tenant.failures().on(Failure.ONE_LINE_TRACE);

            assertThat(PracticeClient.json(askWith("client_secret", "wrong")).getString("error_description"))
                    .contains("'. Trace ID: ")
                    .doesNotContain("\n");
        }

        @Test
        void ofThrottlingSaysWhenToComeBack() throws Exception {
            tenant.failures().on(Failure.ENTRA_THROTTLED);

            assertThat(practiceClient
                            .askToken(Contoso.TENANT_ID, form())
                            .headers()
                            .firstValue("Retry-After"))
                    .contains("30");
        }

        @Test
        void ofAnotherPathIsASmall404() throws Exception {
            assertThat(practiceClient
                            .send(HttpRequest.newBuilder(URI.create(tenant.authority() + "/"))
                                    .build())
                            .statusCode())
                    .isEqualTo(404);
            assertThat(tenant.requests().tokens()).isEmpty();
        }
    }

    @Nested
    class TheNetwork {
        @Test
        void canAnswerWithAPageOrWithNothing() throws Exception {
            tenant.failures().on(Failure.ENTRA_HTML);
            assertThat(practiceClient.askToken(Contoso.TENANT_ID, form()))
                    .satisfies(portal -> assertThat(portal.statusCode()).isEqualTo(200))
                    .satisfies(portal -> assertThat(portal.body()).contains("<html>"));
            tenant.failures().clear();
            tenant.failures().on(Failure.ENTRA_HTML_502);
            assertThat(practiceClient.askToken(Contoso.TENANT_ID, form()).statusCode())
                    .isEqualTo(502);
            tenant.failures().clear();
            tenant.failures().on(Failure.ENTRA_EMPTY_503);
            assertThat(practiceClient.askToken(Contoso.TENANT_ID, form()))
                    .satisfies(empty -> assertThat(empty.statusCode()).isEqualTo(503))
                    .satisfies(empty -> assertThat(empty.body()).isEmpty());
        }

        @Test
        void canBeDownAndComeBackOnTheSamePort() throws Exception {
            tenant.failures().on(Failure.ENTRA_DOWN);

            assertThatThrownBy(() -> practiceClient.token(PracticeClient.GRAPH_SCOPE))
                    .isInstanceOf(ConnectException.class);

            tenant.failures().off(Failure.ENTRA_DOWN);
            assertThat(practiceClient.token(PracticeClient.GRAPH_SCOPE)).isNotBlank();
        }

        @Test
        void canBeSilent() {
            tenant.failures().on(Failure.ENTRA_SILENT);
            var request = HttpRequest.newBuilder(tenant.authority())
                    .timeout(Duration.ofMillis(500))
                    .build();

            assertThatThrownBy(() -> practiceClient.send(request)).isInstanceOf(HttpTimeoutException.class);
        }

        @ParameterizedTest
        @EnumSource(names = {"ENTRA_WRONG_HOST_NAME", "ENTRA_UNTRUSTED"})
        void canShowAnotherCertificate(Failure failure) throws Exception {
            tenant.failures().on(failure);

            assertThatThrownBy(() -> practiceClient.token(PracticeClient.GRAPH_SCOPE))
                    .isInstanceOf(SSLHandshakeException.class);

            tenant.failures().off(failure);
            assertThat(practiceClient.token(PracticeClient.GRAPH_SCOPE)).isNotBlank();
        }
    }
}
