package org.signetmail.check;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.signetmail.account.Cloud;
import org.signetmail.account.DeliveryRoute;
import org.signetmail.account.Peer;
import org.signetmail.account.Symptom;
import org.signetmail.check.Findings.FindingContext;

class FindingsTest {
    static final String CLIENT = "4f2a1c0e-7b1d-4c55-9a3e-2d6f8b10c7a4";

    private final Findings findings = new Findings();

    static FindingContext scene(DeliveryRoute route) {
        return new FindingContext(
                Cloud.MICROSOFT.get(0),
                route,
                "",
                "contoso.com",
                CLIENT,
                "notifications@contoso.com",
                "servicedesk@contoso.com");
    }

    static Symptom symptom(Peer peer, String code, int status, String words) {
        return new Symptom(peer, code, status, words, "", "", Instant.EPOCH, Optional.empty());
    }

    @Nested
    class EachSymptomHasItsOwnFinding {

        @ParameterizedTest
        @CsvSource({
            "AADSTS7000215, 401, secret-wrong",
            "AADSTS7000222, 401, secret-expired",
            "AADSTS7000216, 401, secret-missing",
            "AADSTS700016, 400, application-unknown",
            "AADSTS7000229, 401, application-not-in-tenant",
            "AADSTS7000112, 400, application-disabled",
            "AADSTS90002, 400, tenant-unknown",
            "AADSTS900023, 400, tenant-malformed",
            "AADSTS53003, 400, conditional-access",
            "AADSTS500011, 400, resource-unknown-graph",
            "AADSTS1002012, 400, scope-wrong",
            "AADSTS90038, 400, cloud-wrong",
            "AADSTS50196, 400, token-loop",
            "AADSTS90055, 503, entra-throttled",
            "NET_THROTTLED, 429, entra-throttled",
            "AADSTS50033, 503, entra-down",
            "NET_SERVER_ERROR, 503, entra-down",
            "NET_NAME, 0, entra-name",
            "NET_UNREACHABLE, 0, entra-unreachable",
            "NET_TLS, 0, entra-tls",
            "NET_PROXY, 0, entra-proxy",
            "NET_TIME_OUT, 0, entra-time-out",
            "NET_NOT_UNDERSTOOD, 200, entra-not-understood",
            "AADSTS700025, 401, credentials-refused",
            "AADSTS12345, 400, entra-other",
        })
        void ofEntra(String code, int status, String id) {
            assertThat(findings.explain(symptom(Peer.ENTRA, code, status, ""), scene(DeliveryRoute.GRAPH))
                            .id())
                    .isEqualTo(id);
        }

        @ParameterizedTest
        @CsvSource({
            "ErrorAccessDenied, 403, Access is denied. Check credentials and try again., graph-access-denied",
            "ErrorAccessDenied, 403, Access to OData is disabled., graph-policy-blocks-mailbox",
            "ErrorAccessDenied, 403, Access to OData is disabled: [RAOP] : Blocked by tenant configured AppOnly"
                    + " AccessPolicy settings., graph-policy-blocks-mailbox",
            "NoPermissionsInAccessToken, 403, '', graph-no-permission",
            "ErrorSendAsDenied, 403, '', graph-send-as-denied",
            "ErrorInvalidUser, 404, '', graph-mailbox-unknown",
            "ResourceNotFound, 404, '', graph-mailbox-unknown",
            "MailboxNotEnabledForRESTAPI, 404, '', graph-mailbox-not-online",
            "InvalidAuthenticationToken, 401, Access token is empty., graph-token-refused",
            "InvalidAuthenticationToken, 401, 'Lifetime validation failed, the token is expired.', graph-token-expired",
            "InvalidAuthenticationToken, 401, Access token validation failure. Invalid audience.,"
                    + " graph-token-other-audience",
            "NET_NOT_UNDERSTOOD, 413, <html>, graph-too-large",
            "RequestEntityTooLarge, 413, '', graph-too-large",
            "BadRequest, 400, The maximum request length supported is 4MB., graph-too-large",
            "BadRequest, 400, Something else., graph-mail-malformed",
            "ErrorInvalidRecipients, 400, At least one recipient is not valid., graph-recipient-refused",
            "ApplicationThrottled, 429, '', graph-throttled",
            "GRAPH_200, 200, '', graph-200",
            "NET_SERVER_ERROR, 504, '', graph-down",
            "NET_NAME, 0, '', graph-name",
            "NO_UTF8, 0, '', graph-no-utf8",
            "Unheard, 418, '', graph-other",
        })
        void ofGraph(String code, int status, String words, String id) {
            assertThat(findings.explain(symptom(Peer.GRAPH, code, status, words), scene(DeliveryRoute.GRAPH))
                            .id())
                    .isEqualTo(id);
        }

        @ParameterizedTest
        @CsvSource({
            "535 5.7.3, Authentication unsuccessful, smtp-token-refused",
            "535 5.7.139, 'Authentication unsuccessful, SmtpClientAuthentication is disabled for the Tenant.',"
                    + " smtp-auth-off-tenant",
            "535 5.7.139, 'Authentication unsuccessful, SmtpClientAuthentication is disabled for the Mailbox.',"
                    + " smtp-auth-off-mailbox",
            "535 5.7.139, 'Authentication unsuccessful, basic authentication is disabled.', smtp-basic-off",
            "535 5.7.139, 'Authentication unsuccessful, the user credentials were incorrect.',"
                    + " smtp-user-password-wrong",
            "535 5.7.139, 'Authentication unsuccessful, the request did not meet the criteria to be authenticated"
                    + " successfully.', smtp-policy-refused",
            "535 5.7.139, 'Authentication unsuccessful, user is locked by your organization''s security defaults"
                    + " policy.', smtp-security-defaults",
            "535 5.7.139, 'Authentication unsuccessful, account locked.', smtp-account-locked",
            "535 5.7.139, Something new, smtp-sign-in-forbidden",
            "430 4.2.0, STOREDRV; mailbox logon failure; MapiExceptionLogonFailed, smtp-mailbox-permission-missing",
            "554 5.2.252, 'SendAsDenied; a@x not allowed to send as b@x', smtp-send-as-denied",
            "554 5.2.0, STOREDRV.Submission.Exception:SendAsDeniedException, smtp-send-as-denied",
            "550 5.2.252, Sender throttled due to continuous send as denied errors., smtp-errors-throttled",
            "550 5.2.251, '', smtp-errors-throttled",
            "550 5.7.60, '', smtp-send-as-denied",
            "432 4.3.2, Concurrent connections limit exceeded., smtp-too-many-connections",
            "554 5.2.0, STOREDRV.Submission.Exception:SubmissionQuotaExceededException, smtp-daily-limit",
            "554 5.2.2, mailbox full, smtp-mailbox-full",
            "550 5.1.8, 'Access denied, bad outbound sender', smtp-sender-restricted",
            "550 5.7.233, '', smtp-tenant-limit",
            "451 4.7.0, Temporary server error. Please try again later. PRX2, exchange-temporary",
            "421 4.4.2, '', exchange-temporary",
            "501 5.5.4, Invalid domain name, smtp-greeting-name",
            "530 5.7.57, Client not authenticated to send mail, smtp-not-signed-in",
            "452 4.5.3, Too many recipients, smtp-too-many-recipients",
            "552 5.3.4, '', smtp-too-large",
            "550 5.7.30, Basic authentication is not supported for Client Submission., smtp-basic-off",
            "550 5.1.10, '', smtp-recipient-refused",
            "599 5.9.9, '', smtp-other",
        })
        void ofExchange(String code, String words, String id) {
            int status = Integer.parseInt(code.substring(0, 3));
            assertThat(findings.explain(symptom(Peer.SMTP, code, status, words), scene(DeliveryRoute.SMTP))
                            .id())
                    .isEqualTo(id);
        }

        @ParameterizedTest
        @CsvSource({
            "NET_TLS, 0, STARTTLS is required but host does not support STARTTLS, smtp-no-starttls, relay-no-starttls",
            "NET_TLS, 0, PKIX path building failed, smtp-tls, relay-tls",
            "SMTP_NO_SIGN_IN, 0, '', smtp-offers-no-sign-in, relay-offers-no-sign-in",
            "NET_NAME, 0, '', smtp-name, relay-name",
            "NO_UTF8, 0, '', smtp-no-utf8, smtp-no-utf8",
            "NET_UNREACHABLE, 0, '', smtp-unreachable, relay-unreachable",
            "NET_TIME_OUT, 0, '', smtp-time-out, relay-time-out",
            "535 5.7.8, 535, Error: authentication failed, smtp-token-refused, relay-password-wrong",
            "535, 535, '', smtp-token-refused, relay-password-wrong",
            "534 5.7.9, 534, Application-specific password required, smtp-mechanism, relay-mechanism",
            "530 5.7.0, 530, Must issue a STARTTLS command first, smtp-not-allowed, relay-wants-tls",
            "530 5.7.0, 530, Authentication required, smtp-not-allowed, relay-wants-sign-in",
            "554 5.7.1, 554, Relay access denied, smtp-recipient-not-allowed, relay-denied",
        })
        void ofExchangeAndOfARelay(String code, int status, String words, String exchange, String relay) {
            var symptom = symptom(Peer.SMTP, code, status, words);

            assertThat(findings.explain(symptom, scene(DeliveryRoute.SMTP)).id())
                    .isEqualTo(exchange);
            assertThat(findings.explain(symptom, new FindingContext(null, null, "smtp.example", "", "", "", ""))
                            .id())
                    .isEqualTo(relay);
        }

        @Test
        void aPastedSecretId() {
            var finding = findings.explain(
                    symptom(Peer.ENTRA, "AADSTS7000215", 401, ""),
                    scene(DeliveryRoute.GRAPH),
                    Set.of(Match.Circumstance.SECRET_LOOKS_LIKE_ID));

            assertThat(finding.id()).isEqualTo("secret-id-pasted");
            assertThat(finding.field()).isEqualTo("clientSecret");
        }

        @ParameterizedTest
        @EnumSource(
                value = Peer.class,
                names = {"GRAPH", "SMTP"})
        void anUnknownOutcome(Peer peer) {
            var finding = findings.explainUnknown(
                    symptom(peer, "NET_TIME_OUT", 0, "Read timed out"), scene(DeliveryRoute.GRAPH));

            assertThat(finding.headline()).isEqualTo("Not known whether the mail went out");
            assertThat(finding.explanation()).contains("NET\\_TIME\\_OUT", "Read timed out");
        }
    }
}
