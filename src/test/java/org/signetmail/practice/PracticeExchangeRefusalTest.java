package org.signetmail.practice;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.stream.Stream;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What Exchange refuses, and at which stage. */
class PracticeExchangeRefusalTest extends WithPracticeTenant {

    private static String auth(String user, String token) throws Exception {
        try (var smtp = SmtpClient.secured(tenant, practiceClient)) {
            return smtp.say("AUTH XOAUTH2 " + SmtpClient.sasl(user, token));
        }
    }

    /** The reply to the final dot, after everything before it was accepted. */
    private static String afterData(String mailbox, String envelopeFrom, String from) throws Exception {
        try (var smtp = SmtpClient.secured(tenant, practiceClient)) {
            assertThat(smtp.say("AUTH XOAUTH2 "
                            + SmtpClient.sasl(mailbox, practiceClient.token(PracticeClient.EXCHANGE_SCOPE))))
                    .startsWith("235");
            assertThat(smtp.say("MAIL FROM:<" + envelopeFrom + ">")).startsWith("250");
            assertThat(smtp.say("RCPT TO:<" + Contoso.GUEST + ">")).startsWith("250");
            assertThat(smtp.say("DATA")).startsWith("354");
            return smtp.say(PracticeClient.mail(from, Contoso.GUEST, "Hello") + ".");
        }
    }

    @Nested
    class AtAuth {
        private static final String PLAIN_FAILURE =
                "535 5\\.7\\.3 Authentication unsuccessful \\[\\w+\\.EURPRD01\\.PROD\\.OUTLOOK\\.COM \\S+Z 08DE\\w+]";

        @Test
        void aTokenForGraphIsRefusedWithoutDetail() throws Exception {
            assertThat(auth(Contoso.SHARED, practiceClient.token(PracticeClient.GRAPH_SCOPE)))
                    .matches(PLAIN_FAILURE);
        }

        @Test
        void aTokenWithoutTheRoleIsRefusedWithoutDetail() throws Exception {
            tenant.failures().on(Failure.ONLY_MAIL_SEND);

            assertThat(auth(Contoso.SHARED, practiceClient.token(PracticeClient.EXCHANGE_SCOPE)))
                    .matches(PLAIN_FAILURE);
        }

        @Test
        void anUnknownMailboxIsRefusedWithoutDetail() throws Exception {
            assertThat(auth("nobody@contoso.example", practiceClient.token(PracticeClient.EXCHANGE_SCOPE)))
                    .matches(PLAIN_FAILURE);
        }

        @Test
        void somethingMalformedIsRefusedWithoutDetail() throws Exception {
            try (var smtp = SmtpClient.secured(tenant, practiceClient)) {
                assertThat(smtp.say("AUTH XOAUTH2 !!")).matches(PLAIN_FAILURE);
                String oneEnd = "user=" + Contoso.SHARED + "\u0001auth=Bearer "
                        + practiceClient.token(PracticeClient.EXCHANGE_SCOPE) + "\u0001";
                assertThat(smtp.say("AUTH XOAUTH2 "
                                + Base64.getEncoder().encodeToString(oneEnd.getBytes(StandardCharsets.UTF_8))))
                        .matches(PLAIN_FAILURE);
            }
        }

        @Test
        void theTokenMayComeInASecondStep() throws Exception {
            try (var smtp = SmtpClient.secured(tenant, practiceClient)) {
                assertThat(smtp.say("AUTH XOAUTH2")).isEqualTo("334");
                assertThat(smtp.say(
                                SmtpClient.sasl(Contoso.SHARED, practiceClient.token(PracticeClient.EXCHANGE_SCOPE))))
                        .startsWith("235 2.7.0");
            }
        }

        @Test
        void aPasswordIsNotTaken() throws Exception {
            try (var smtp = SmtpClient.secured(tenant, practiceClient)) {
                smtp.say("AUTH LOGIN");
                smtp.say("dXNlcg==");
                assertThat(smtp.say("c2VjcmV0LXdvcmQ="))
                        .startsWith("535 5.7.139 Authentication unsuccessful, basic authentication is disabled. [");
            }
            assertThat(tenant.requests().carried("secret-word")).isTrue();
        }

        @Test
        void xoauth2CanBeMissing() throws Exception {
            tenant.failures().on(Failure.NO_XOAUTH2);
            try (var smtp = SmtpClient.secured(tenant, practiceClient)) {
                assertThat(smtp.say("EHLO app.contoso.example"))
                        .contains("250-AUTH LOGIN\n")
                        .doesNotContain("XOAUTH2");
            }
        }

        @ParameterizedTest
        @MethodSource("org.signetmail.practice.PracticeExchangeRefusalTest#atAuth")
        void aSwitchRefusesAGoodToken(Failure failure, String reply) throws Exception {
            tenant.failures().on(failure);

            assertThat(auth(Contoso.SHARED, practiceClient.token(PracticeClient.EXCHANGE_SCOPE)))
                    .startsWith(reply + " [");
        }
    }

    static Stream<Arguments> atAuth() {
        String start = "535 5.7.139 Authentication unsuccessful, ";
        String disabled = " Visit https://aka.ms/smtp_auth_disabled for more information.";
        return Stream.of(
                arguments(
                        Failure.SMTP_AUTH_OFF_TENANT,
                        start + "SmtpClientAuthentication is disabled for the Tenant." + disabled),
                arguments(
                        Failure.SMTP_AUTH_OFF_MAILBOX,
                        start + "SmtpClientAuthentication is disabled for the Mailbox." + disabled),
                arguments(
                        Failure.SECURITY_DEFAULTS,
                        start + "user is locked by your organization's security defaults policy. Contact your"
                                + " administrator."),
                arguments(Failure.BASIC_DISABLED, start + "basic authentication is disabled."),
                arguments(Failure.CREDENTIALS_INCORRECT, start + "the user credentials were incorrect."),
                arguments(
                        Failure.CRITERIA_NOT_MET,
                        start + "the request did not meet the criteria to be authenticated successfully. Contact your"
                                + " administrator."),
                arguments(Failure.ACCOUNT_LOCKED, start + "account locked."),
                arguments(Failure.AUTH_UNSUCCESSFUL, "535 5.7.3 Authentication unsuccessful"));
    }

    @Nested
    class AfterData {
        @Test
        void aMailboxWithoutPermission() throws Exception {
            assertThat(afterData(Contoso.SECOND_USER, Contoso.SECOND_USER, Contoso.SECOND_USER))
                    .startsWith("430 4.2.0 STOREDRV; mailbox logon failure;")
                    .contains("MapiExceptionLogonFailed", "AuthenticationContext has no rights on this session");
            assertThat(tenant.mailboxes().inbox(Contoso.GUEST)).isEmpty();
        }

        @Test
        void anotherFromThanTheMailbox() throws Exception {
            String denied = "554 5.2.252 SendAsDenied; shared@contoso.example not allowed to send as "
                    + "first.user@contoso.example; STOREDRV.Submission.Exception:SendAsDeniedException";
            assertThat(afterData(Contoso.SHARED, Contoso.SHARED, Contoso.FIRST_USER))
                    .startsWith(denied);
            assertThat(afterData(Contoso.SHARED, Contoso.FIRST_USER, Contoso.SHARED))
                    .startsWith(denied);
        }

        @ParameterizedTest
        @MethodSource("org.signetmail.practice.PracticeExchangeRefusalTest#afterData")
        void aSwitchRefusesAGoodMail(Failure failure, String reply) throws Exception {
            tenant.failures().on(failure);

            assertThat(afterData(Contoso.SHARED, Contoso.SHARED, Contoso.SHARED))
                    .startsWith(reply)
                    .contains(" [Hostname=");
        }
    }

    static Stream<Arguments> afterData() {
        return Stream.of(
                arguments(Failure.MAILBOX_PERMISSION_MISSING, "430 4.2.0 STOREDRV; mailbox logon failure;"),
                arguments(Failure.SMTP_SEND_AS_DENIED, "554 5.2.252 SendAsDenied;"),
                arguments(Failure.SMTP_CONCURRENCY, "432 4.3.2 Concurrent connections limit exceeded."),
                arguments(Failure.SENDER_THROTTLED, "550 5.2.252 Sender throttled due to continuous send as denied"),
                arguments(
                        Failure.DAILY_LIMIT,
                        "554 5.2.0 STOREDRV.Submission.Exception:SubmissionQuotaExceededException"),
                arguments(
                        Failure.MAILBOX_FULL,
                        "554 5.2.2 mailbox full; STOREDRV.Submission.Exception:QuotaExceededException"));
    }

    @Test
    void aTemporaryServerErrorComesAtMailFrom() throws Exception {
        tenant.failures().on(Failure.PRX);
        try (var smtp = SmtpClient.secured(tenant, practiceClient)) {
            smtp.say("AUTH XOAUTH2 "
                    + SmtpClient.sasl(Contoso.SHARED, practiceClient.token(PracticeClient.EXCHANGE_SCOPE)));
            assertThat(smtp.say("MAIL FROM:<" + Contoso.SHARED + ">"))
                    .startsWith("451 4.7.0 Temporary server error. Please try again later. PRX4 [");
        }
    }

    @Test
    void rbacForApplicationsNeedsNeitherRoleNorPermission() throws Exception {
        tenant.failures().on(Failure.RBAC_FOR_APPLICATIONS);

        assertThat(afterData(Contoso.SECOND_USER, Contoso.SECOND_USER, Contoso.SECOND_USER))
                .startsWith("250");
    }
}
