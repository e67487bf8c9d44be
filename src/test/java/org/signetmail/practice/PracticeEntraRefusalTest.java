package org.signetmail.practice;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import jakarta.json.JsonObject;
import java.io.IOException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class PracticeEntraRefusalTest extends WithPracticeTenant {
    private static Map<String, String> form() {
        return PracticeClient.goodForm(PracticeClient.GRAPH_SCOPE);
    }

    private static HttpResponse<String> askWith(String field, String value) throws IOException {
        var form = form();
        form.put(field, value);
        return practiceClient.askToken(Contoso.TENANT_ID, form);
    }

    private static void assertRefused(HttpResponse<String> response, int status, String error, int code) {
        assertThat(response.statusCode()).isEqualTo(status);
        JsonObject body = PracticeClient.json(response);
        assertThat(body.getString("error")).isEqualTo(error);
        assertThat(body.getJsonArray("error_codes").getInt(0)).isEqualTo(code);
        assertThat(body.getString("error_description")).startsWith("AADSTS" + code + ": ");
        assertThat(body.getString("error_uri")).endsWith("?code=" + code);
    }

    @Nested
    class ARefusalByItself {
        @ParameterizedTest
        @ValueSource(strings = {Contoso.SECRET_ID, "something else", Contoso.CLIENT_SECRET + " "})
        void ofAWrongSecret(String secret) throws Exception {
            assertRefused(askWith("client_secret", secret), 401, "invalid_client", 7000215);
        }

        @Test
        void ofASecretWhosePlusSignBecameABlank() throws Exception {
            assertRefused(
                    askWith("client_secret", Contoso.CLIENT_SECRET.replace('+', ' ')), 401, "invalid_client", 7000215);
        }

        @Test
        void ofAnExpiredSecret() throws Exception {
            assertRefused(askWith("client_secret", Contoso.EXPIRED_SECRET), 401, "invalid_client", 7000222);
        }

        @Test
        void ofNoSecret() throws Exception {
            assertRefused(askWith("client_secret", ""), 401, "invalid_client", 7000216);
        }

        @Test
        void ofAnUnknownApplication() throws Exception {
            assertRefused(askWith("client_id", Contoso.TENANT_ID), 400, "unauthorized_client", 700016);
        }

        @ParameterizedTest
        @ValueSource(strings = {Contoso.CLIENT_ID, "fabrikam.example"})
        void ofAnUnknownTenant(String other) throws Exception {
            assertRefused(practiceClient.askToken(other, form()), 400, "invalid_request", 90002);
        }

        @Test
        void ofATenantThatIsNeitherIdNorDomain() throws Exception {
            assertRefused(practiceClient.askToken("contoso", form()), 400, "invalid_request", 900023);
        }

        @Test
        void ofTheCommonTenant() throws Exception {
            assertRefused(practiceClient.askToken("common", form()), 400, "invalid_request", 9001023);
        }

        @ParameterizedTest
        @MethodSource("org.signetmail.practice.PracticeEntraRefusalTest#scopes")
        void ofABadScope(String scope, String error, int code) throws Exception {
            assertRefused(askWith("scope", scope), 400, error, code);
        }

        @Test
        void ofAMissingParameter() throws Exception {
            assertRefused(askWith("grant_type", ""), 400, "invalid_request", 900144);
        }

        @Test
        void ofAGet() throws Exception {
            var response = practiceClient.send(HttpRequest.newBuilder(practiceClient.tokenEndpoint(Contoso.TENANT_ID))
                    .build());

            assertRefused(response, 400, "invalid_request", 900561);
        }
    }

    static Stream<Arguments> scopes() {
        return Stream.of(
                arguments("https://graph.microsoft.com/Mail.Send", "invalid_scope", 1002012),
                arguments("openid profile", "invalid_scope", 70011),
                arguments(PracticeClient.GRAPH_SCOPE + " " + PracticeClient.EXCHANGE_SCOPE, "invalid_scope", 700022),
                arguments("https://graph.microsoft.us/.default", "invalid_resource", 500011));
    }

    @ParameterizedTest
    @MethodSource("refusals")
    void aSwitchRefusesAGoodRequest(Failure failure, int status, String error, int code) throws Exception {
        tenant.failures().on(failure);

        assertRefused(practiceClient.askToken(Contoso.TENANT_ID, form()), status, error, code);
    }

    static Stream<Arguments> refusals() {
        return Stream.of(
                arguments(Failure.SECRET_EXPIRED, 401, "invalid_client", 7000222),
                arguments(Failure.SECRET_WRONG, 401, "invalid_client", 7000215),
                arguments(Failure.APPLICATION_UNKNOWN, 400, "unauthorized_client", 700016),
                arguments(Failure.TENANT_UNKNOWN, 400, "invalid_request", 90002),
                arguments(Failure.TENANT_MALFORMED, 400, "invalid_request", 900023),
                arguments(Failure.SERVICE_PRINCIPAL_MISSING, 401, "invalid_client", 7000229),
                arguments(Failure.APPLICATION_DISABLED, 400, "unauthorized_client", 7000112),
                arguments(Failure.CONDITIONAL_ACCESS, 400, "invalid_grant", 53003),
                arguments(Failure.RESOURCE_UNKNOWN, 400, "invalid_resource", 500011),
                arguments(Failure.ENTRA_THROTTLED, 429, "temporarily_unavailable", 90055),
                arguments(Failure.ENTRA_SERVER_ERROR, 503, "temporarily_unavailable", 90033));
    }
}
