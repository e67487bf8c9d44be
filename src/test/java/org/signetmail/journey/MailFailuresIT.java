package org.signetmail.journey;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.signetmail.practice.Contoso;
import org.signetmail.practice.Failure;

/** The page's explanation of each failure of <em>Test Settings</em> on both routes, for one administrator. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class MailFailuresIT {
    private static final Duration ARRIVES_WITHIN = Duration.ofSeconds(20);

    private TestEnvironment env;
    private AdministratorAtWork administrator;

    @BeforeAll
    void begin(@TempDir Path folder) throws Exception {
        env = new TestEnvironment("mail-failures", folder).start();
        administrator = env.administrator();
        administrator.turnOn();
        administrator.chooseType("OAuth 2.0");
    }

    @AfterAll
    void end() {
        env.close();
    }

    @BeforeEach
    void reset() {
        env.tenant.failures().clear();
        env.tenant.mailboxes().clear();
        env.tenant.requests().clear();
    }

    @AfterEach
    void assertNoScriptErrors() {
        assertThat(administrator.scriptFaults()).isEmpty();
    }

    @Nested
    @TestInstance(TestInstance.Lifecycle.PER_CLASS)
    class OfAMailByGraph {
        @BeforeAll
        void save() {
            saveContoso("Microsoft Graph");
        }

        @ParameterizedTest
        @CsvSource(
                delimiter = '|',
                value = {
                    "GRAPH_401 | Microsoft Graph says that the token has expired",
                    "GRAPH_ACCESS_DENIED | The application is not allowed to send from this mailbox",
                    "GRAPH_ACCESS_POLICY | An access policy of your tenant keeps the application out of this mailbox",
                    "GRAPH_SEND_AS_DENIED | The mailbox is not allowed to send under this address",
                    "MAILBOX_UNKNOWN | There is no such mailbox in the tenant",
                    "MAILBOX_NOT_ENABLED | This mailbox isn’t in Exchange Online",
                    "GRAPH_THROTTLED | Too many messages at once from this mailbox",
                    "GRAPH_200 | Microsoft Graph answered, but didn’t accept the message",
                    "GRAPH_DOWN | Microsoft Graph can’t be reached",
                })
        void isExplained(Failure failure, String headline) {
            env.tenant.failures().on(failure);

            assertExplained(administrator.testSettings(Contoso.GUEST), headline);
            assertThat(administrator.tag()).containsText("Failing since");
        }

        @Test
        void thatIsTooLargeIsExplainedAndTheStatusStaysWorking() {
            assertThat(administrator.testSettings(Contoso.GUEST).locator("h3")).hasText("Accepted by Microsoft");
            env.tenant.failures().on(Failure.GRAPH_TOO_LARGE);

            assertExplained(administrator.testSettings(Contoso.GUEST), "The mail is too large for Microsoft Graph");

            assertThat(administrator.tag()).hasText("Working");
        }

        @ParameterizedTest
        @CsvSource({"GRAPH_503, 0", "GRAPH_504, 1", "GRAPH_DROPS, 0"})
        void whoseOutcomeIsUnknownIsNotSentAgain(Failure failure, int mails) {
            env.tenant.failures().on(failure);

            assertUnknown(administrator.testSettings(Contoso.GUEST));

            assertThat(env.tenant.requests().graph()).hasSize(1);
            assertThat(env.tenant.mailboxes().inbox(Contoso.GUEST)).hasSize(mails);
        }

        @Test
        void goesOutUnderRbacForApplicationsThoughTheTestWarned() {
            goesOutUnderRbac("Microsoft Graph");
        }
    }

    @Nested
    @TestInstance(TestInstance.Lifecycle.PER_CLASS)
    class OfAMailBySmtp {
        @BeforeAll
        void save() {
            saveContoso("SMTP");
        }

        @ParameterizedTest
        @CsvSource(
                delimiter = '|',
                value = {
                    "AUTH_UNSUCCESSFUL | Exchange refused the sign-in and does not say why",
                    "SMTP_AUTH_OFF_TENANT | SMTP AUTH is switched off for the whole tenant",
                    "SMTP_AUTH_OFF_MAILBOX | SMTP AUTH is switched off for this mailbox",
                    "SECURITY_DEFAULTS | The security defaults of your tenant forbid this sign-in",
                    "BASIC_DISABLED | Microsoft no longer takes user name and password here",
                    "CREDENTIALS_INCORRECT | Microsoft refused user name and password",
                    "CRITERIA_NOT_MET | A policy of your tenant forbids this sign-in",
                    "ACCOUNT_LOCKED | The account is locked",
                    "MAILBOX_PERMISSION_MISSING | The application is not allowed to use this mailbox yet",
                    "SMTP_SEND_AS_DENIED | The mailbox is not allowed to send under this address",
                    "SMTP_CONCURRENCY | Too many messages at once from this mailbox",
                    "SENDER_THROTTLED | Exchange has stopped this mailbox after too many errors",
                    "DAILY_LIMIT | The mailbox has reached its limit for today",
                    "MAILBOX_FULL | The sending mailbox is full",
                    "PRX | The mail server is having problems at the moment",
                    "NO_STARTTLS | This server doesn’t offer encryption, as Exchange does",
                    "NO_XOAUTH2 | This server doesn’t offer the sign-in with a token, as Exchange does",
                    "WRONG_HOST_NAME | The encrypted connection to Exchange failed",
                    "SMTP_UNTRUSTED | The encrypted connection to Exchange failed",
                    "SMTP_DOWN | Exchange’s mail server can’t be reached",
                })
        void isExplained(Failure failure, String headline) {
            env.tenant.failures().on(failure);

            assertExplained(administrator.testSettings(Contoso.GUEST), headline);
            assertThat(administrator.tag()).containsText("Failing since");
            assertThat(env.tenant.mailboxes().inbox(Contoso.GUEST)).isEmpty();
            if (failure == Failure.SMTP_AUTH_OFF_MAILBOX) {
                administrator.pictures("failed-refused");
            }
        }

        @Test
        void whoseOutcomeIsUnknownIsNotSentAgain() {
            env.tenant.failures().on(Failure.SMTP_DROPS_AFTER_DOT);

            assertUnknown(administrator.testSettings(Contoso.GUEST));

            assertThat(env.tenant.requests().smtpAuths()).hasSize(1);
            administrator.pictures("failed-unknown");
        }

        @Test
        void goesOutUnderRbacForApplicationsThoughTheTestWarned() {
            goesOutUnderRbac("SMTP");
        }
    }

    private void saveContoso(String route) {
        env.tenant.failures().clear();
        administrator.turnOn();
        administrator.typeClientSecret(Contoso.CLIENT_SECRET);
        administrator.typeContoso(route);
        administrator.save();
    }

    private void goesOutUnderRbac(String route) {
        env.tenant.failures().on(Failure.RBAC_FOR_APPLICATIONS);

        assertExplained(
                administrator.testCredentials(),
                "Authentication Successful, but this application is not allowed to send by " + route + " yet");
        assertThat(administrator.testSettings(Contoso.GUEST).locator("h3")).hasText("Accepted by Microsoft");

        env.tenant
                .mailboxes()
                .awaitInbox(Contoso.GUEST, mail -> mail.subject().startsWith("Signet test mail"), ARRIVES_WITHIN);
        assertThat(administrator.tag()).hasText("Working");
    }

    private void assertUnknown(Locator result) {
        assertExplained(result, "Not known whether the mail went out");
        assertThat(administrator.page.locator("#testMailResult .result-warn")).isVisible();
        assertThat(result).containsText("Subject");
    }

    private void assertExplained(Locator result, String headline) {
        Explanation.assertExplained(administrator, result, headline);
    }
}
