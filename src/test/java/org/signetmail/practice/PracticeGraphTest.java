package org.signetmail.practice;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.io.IOException;
import java.net.ConnectException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class PracticeGraphTest extends WithPracticeTenant {
    private static final String MAIL = PracticeClient.mail(Contoso.FIRST_USER, Contoso.GUEST, "Hello");

    private static String token;

    @BeforeAll
    static void signIn() throws Exception {
        token = practiceClient.token(PracticeClient.GRAPH_SCOPE);
    }

    private static HttpResponse<String> postMime() throws IOException {
        return practiceClient.sendMime(Contoso.FIRST_USER, token, MAIL);
    }

    private static void assertRefused(HttpResponse<String> response, int status, String code, String message) {
        assertThat(response.statusCode()).isEqualTo(status);
        var error = PracticeClient.json(response).getJsonObject("error");
        assertThat(error.getString("code")).isEqualTo(code);
        assertThat(error.getString("message")).contains(message);
        assertThat(error.getJsonObject("innerError").keySet())
                .containsExactly("date", "request-id", "client-request-id");
    }

    @ParameterizedTest
    @MethodSource("refusals")
    void aSwitchRefusesAGoodRequest(Failure failure, int status, String code, String message) throws Exception {
        tenant.failures().on(failure);

        assertRefused(postMime(), status, code, message);
        assertThat(tenant.mailboxes().inbox(Contoso.GUEST)).isEmpty();
    }

    static Stream<Arguments> refusals() {
        return Stream.of(
                arguments(Failure.GRAPH_401, 401, "InvalidAuthenticationToken", "the token is expired"),
                arguments(Failure.GRAPH_ACCESS_DENIED, 403, "ErrorAccessDenied", "Check credentials and try again."),
                arguments(Failure.GRAPH_ACCESS_POLICY, 403, "ErrorAccessDenied", "[RAOP]"),
                arguments(Failure.GRAPH_SEND_AS_DENIED, 403, "ErrorSendAsDenied", "Cannot submit message."),
                arguments(Failure.MAILBOX_UNKNOWN, 404, "ErrorInvalidUser", "'first.user@contoso.example' is invalid"),
                arguments(Failure.MAILBOX_NOT_ENABLED, 404, "MailboxNotEnabledForRESTAPI", "inactive"),
                arguments(Failure.GRAPH_THROTTLED, 429, "ApplicationThrottled", "MailboxConcurrency"),
                arguments(Failure.GRAPH_503, 503, "serviceNotAvailable", ""));
    }

    @Nested
    class ARefusalByItself {
        @Test
        void ofNoToken() throws Exception {
            assertRefused(
                    practiceClient.sendMime(Contoso.FIRST_USER, "", MAIL),
                    401,
                    "InvalidAuthenticationToken",
                    "Access token is empty.");
        }

        @Test
        void ofSomethingElseThanAToken() throws Exception {
            assertRefused(
                    practiceClient.sendMime(Contoso.FIRST_USER, "nonsense", MAIL),
                    401,
                    "InvalidAuthenticationToken",
                    "CompactToken parsing failed");
        }

        @Test
        void ofATokenForExchange() throws Exception {
            assertRefused(
                    practiceClient.sendMime(
                            Contoso.FIRST_USER, practiceClient.token(PracticeClient.EXCHANGE_SCOPE), MAIL),
                    401,
                    "InvalidAuthenticationToken",
                    "Invalid audience");
        }

        @Test
        void ofATokenWithoutConsent() throws Exception {
            tenant.failures().on(Failure.NO_CONSENT);
            String bare = practiceClient.token(PracticeClient.GRAPH_SCOPE);
            tenant.failures().clear();

            assertRefused(
                    practiceClient.sendMime(Contoso.FIRST_USER, bare, MAIL),
                    403,
                    "ErrorAccessDenied",
                    "Access is denied");
        }

        @Test
        void ofAnUnknownMailbox() throws Exception {
            assertRefused(
                    practiceClient.sendMime("nobody@contoso.example", token, MAIL), 404, "ErrorInvalidUser", "nobody@");
        }

        @Test
        void ofAnotherFromThanTheMailbox() throws Exception {
            assertRefused(
                    practiceClient.sendMime(Contoso.SHARED, token, MAIL),
                    403,
                    "ErrorSendAsDenied",
                    "Cannot submit message.");
        }

        @Test
        void ofABodyThatIsNotBase64() throws Exception {
            var response = practiceClient.send(practiceClient
                    .toMailbox(Contoso.FIRST_USER, token)
                    .header("Content-Type", "text/plain")
                    .POST(HttpRequest.BodyPublishers.ofString(MAIL))
                    .build());

            assertRefused(response, 400, "ErrorMimeContentInvalidBase64String", "Invalid base64 string");
        }

        @Test
        void ofABadRecipient() throws Exception {
            assertRefused(
                    practiceClient.sendMime(
                            Contoso.SHARED, token, PracticeClient.mail(Contoso.SHARED, "nowhere", "Hello")),
                    400,
                    "ErrorInvalidRecipients",
                    "At least one recipient is not valid.");
        }

        @Test
        void ofMoreThanFourMegabytes() throws Exception {
            var response =
                    practiceClient.sendMime(Contoso.FIRST_USER, token, MAIL + "x".repeat(3 * 1024 * 1024 + 100_000));

            assertThat(response.statusCode()).isEqualTo(413);
        }
    }

    @Nested
    class TheOutcomeIsUnclear {
        @Test
        void afterAGatewayTimeoutThoughTheMailWentOut() throws Exception {
            tenant.failures().on(Failure.GRAPH_504);

            assertRefused(postMime(), 504, "GatewayTimeout", "");
            assertThat(tenant.mailboxes().inbox(Contoso.GUEST)).hasSize(1);
        }

        @Test
        void afterSilenceThoughTheMailWentOut() {
            tenant.failures().on(Failure.GRAPH_SILENT);
            var request = practiceClient
                    .toMailbox(Contoso.FIRST_USER, token)
                    .header("Content-Type", "text/plain")
                    .timeout(Duration.ofSeconds(2))
                    .POST(HttpRequest.BodyPublishers.ofString(
                            Base64.getEncoder().encodeToString(MAIL.getBytes(StandardCharsets.UTF_8))))
                    .build();

            assertThatThrownBy(() -> practiceClient.send(request)).isInstanceOf(HttpTimeoutException.class);
            assertThat(tenant.mailboxes().inbox(Contoso.GUEST)).hasSize(1);
        }

        @Test
        void afterTheConnectionWasDropped() {
            tenant.failures().on(Failure.GRAPH_DROPS);

            assertThatThrownBy(PracticeGraphTest::postMime).isInstanceOf(IOException.class);
            assertThat(tenant.mailboxes().inbox(Contoso.GUEST)).isEmpty();
        }

        @Test
        void after200InsteadOf202() throws Exception {
            tenant.failures().on(Failure.GRAPH_200);

            assertThat(postMime().statusCode()).isEqualTo(200);
            assertThat(tenant.mailboxes().inbox(Contoso.GUEST)).isEmpty();
        }
    }

    @Test
    void rbacForApplicationsNeedsNoRole() throws Exception {
        tenant.failures().on(Failure.RBAC_FOR_APPLICATIONS);

        assertThat(practiceClient
                        .sendMime(Contoso.FIRST_USER, practiceClient.token(PracticeClient.GRAPH_SCOPE), MAIL)
                        .statusCode())
                .isEqualTo(202);
    }

    @Test
    void graphCanBeDownWhileEntraIsUp() throws Exception {
        tenant.failures().on(Failure.GRAPH_DOWN);

        assertThat(practiceClient.token(PracticeClient.GRAPH_SCOPE)).isNotBlank();
        assertThatThrownBy(PracticeGraphTest::postMime).isInstanceOf(ConnectException.class);

        tenant.failures().off(Failure.GRAPH_DOWN);
        assertThat(postMime().statusCode()).isEqualTo(202);
    }
}
