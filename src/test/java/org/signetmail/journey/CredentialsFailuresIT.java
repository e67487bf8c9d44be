package org.signetmail.journey;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import java.nio.file.Path;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.signetmail.practice.Contoso;
import org.signetmail.practice.Failure;

/** The page's explanation of each failure of <em>Test Credentials</em>, for one administrator in one session. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class CredentialsFailuresIT {
    private TestEnvironment env;
    private AdministratorAtWork administrator;

    @BeforeAll
    void begin(@TempDir Path folder) throws Exception {
        env = new TestEnvironment("credentials-failures", folder).start();
        administrator = env.administrator();
        administrator.turnOn();
        administrator.chooseType("OAuth 2.0");
        administrator.typeContoso("Microsoft Graph");
    }

    @AfterAll
    void end() {
        env.close();
    }

    @AfterEach
    void assertNoScriptErrors() {
        assertThat(administrator.scriptFaults()).isEmpty();
    }

    @BeforeEach
    void rightValues() {
        env.tenant.failures().clear();
        administrator.type("tenantId", Contoso.TENANT_ID);
        administrator.type("clientId", Contoso.CLIENT_ID);
        administrator.typeClientSecret(Contoso.CLIENT_SECRET);
        administrator.chooseCard("Microsoft Graph");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "SECRET_WRONG | Microsoft refused the client secret | AADSTS7000215",
                "SECRET_EXPIRED | The client secret has expired | AADSTS7000222",
                "APPLICATION_UNKNOWN | Microsoft does not know this application in this tenant | AADSTS700016",
                "TENANT_UNKNOWN | Microsoft does not know this tenant | AADSTS90002",
                "TENANT_MALFORMED | This Tenant ID can’t belong to any tenant | AADSTS900023",
                "SERVICE_PRINCIPAL_MISSING | The application is not installed in this tenant | AADSTS7000229",
                "APPLICATION_DISABLED | The application is switched off in Entra | AADSTS7000112",
                "CONDITIONAL_ACCESS | A Conditional Access policy blocks the application | AADSTS53003",
                "RESOURCE_UNKNOWN | This tenant does not have the requested service | AADSTS500011",
                "ENTRA_SERVER_ERROR | Microsoft’s sign-in service is having problems at the moment | AADSTS90033",
            })
    void failuresWithACodeAreExplainedWithMicrosoftsIds(Failure failure, String headline, String code) {
        env.tenant.failures().on(failure);

        var result = administrator.testCredentials();

        assertExplained(result, headline);
        assertThat(result.locator(".copybox")).containsText(code);
        assertThat(result.locator(".copybox")).containsText("Correlation ID");
        assertThat(result.locator(".copybox")).containsText("Trace ID");
        assertThat(result.locator("blockquote")).containsText(code);
        assertTypedValuesRemain();
    }

    /** Uses an application of its own: Signet requests no token for it before the time in Entra's Retry-After. */
    @Test
    void aThrottledTenantSeesHowLongToWait() {
        administrator.type("clientId", "99999999-2222-4333-8444-555555555555");
        env.tenant.failures().on(Failure.ENTRA_THROTTLED);
        String headline = "Microsoft gets too many requests from your tenant at the moment";

        var result = administrator.testCredentials();

        assertExplained(result, headline);
        assertThat(result.locator(".copybox")).containsText("AADSTS90055");
        env.tenant.failures().clear();
        assertExplained(administrator.testCredentials(), headline);
        assertThat(result).containsText(Pattern.compile("Wait [12]?[0-9] seconds"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "ENTRA_EMPTY_503 | Microsoft’s sign-in service is having problems at the moment",
                "ENTRA_HTML | The answer didn’t come from Microsoft’s sign-in service",
                "ENTRA_HTML_502 | Microsoft’s sign-in service is having problems at the moment",
                "ENTRA_DOWN | Microsoft’s sign-in service can’t be reached",
                "ENTRA_WRONG_HOST_NAME | The encrypted connection to Microsoft’s sign-in service failed",
                "ENTRA_UNTRUSTED | The encrypted connection to Microsoft’s sign-in service failed",
                "ENTRA_SILENT | Microsoft’s sign-in service did not answer in time",
            })
    void failuresWithoutACodeAreExplained(Failure failure, String headline) {
        env.tenant.failures().on(failure);

        assertExplained(administrator.testCredentials(), headline);
        assertTypedValuesRemain();
    }

    @Test
    void aSecretIdInPlaceOfTheValueIsNamedAsSuch() {
        administrator.typeClientSecret(Contoso.SECRET_ID);
        assertThat(administrator.error("clientSecret")).containsText("Secret ID");

        var result = administrator.testCredentials();

        assertExplained(result, "Microsoft refused the client secret: this looks like its Secret ID");
        assertThat(result.locator(".copybox")).containsText("AADSTS7000215");
        administrator.pictures("failed-secret-id");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "clientId | 11111111-2222-4333-8444-555555555555 | Microsoft does not know this application in this"
                        + " tenant",
                "tenantId | 11111111-2222-4333-8444-555555555555 | Microsoft does not know this tenant",
                "clientSecret | wrong~secret.of+some_length-that-is-usual | Microsoft refused the client secret",
                "clientSecret | hT17Q~k+Ye2MdS.wA9-vJnC_xP4rBzG6iKoUqL3f | The client secret has expired",
            })
    void aWrongValueIsExplained(String field, String value, String headline) {
        administrator.type(field, value);

        assertExplained(administrator.testCredentials(), headline);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "NO_CONSENT | Microsoft Graph | SMTP",
                "ONLY_SMTP_SEND_AS_APP | Microsoft Graph | SMTP",
                "ONLY_MAIL_SEND | SMTP | Microsoft Graph",
            })
    void aPermissionOfTheOtherRouteWarnsAndDoesNotBlock(Failure failure, String route, String other) {
        env.tenant.failures().on(failure);
        administrator.chooseCard(route);

        var result = administrator.testCredentials();

        assertExplained(
                result, "Authentication Successful, but this application is not allowed to send by " + route + " yet");
        assertThat(administrator.page.locator("#credentialsResult .result-warn"))
                .isVisible();
        assertThat(administrator.button("Save")).isEnabled();
        if (failure == Failure.ONLY_MAIL_SEND) {
            administrator.pictures("failed-wrong-route");
        }

        administrator.button("Choose " + other).press("Enter");

        Locator chosen = administrator.page.locator("#route-control .choice.is-on");
        assertThat(chosen).containsText(other);
        assertThat(chosen.locator("input")).isFocused();
        assertThat(administrator.page.locator("#credentialsResult h3")).containsText("Out of date: ");
        assertThat(administrator.button("Choose " + other)).hasCount(0);
        administrator.awaitUnsaved();
        if (failure != Failure.NO_CONSENT) {
            assertThat(administrator.testCredentials().locator("h3")).hasText("Authentication Successful");
        }
    }

    @ParameterizedTest
    @CsvSource({
        "tenantId, contoso.example",
        "clientId, 11111111-2222-4333-8444-555555555555",
        "clientSecret, another~secret.of+some_length-that-is-usual",
    })
    void aResultIsOutOfDateWhenATestedFieldChanges(String field, String value) {
        assertThat(administrator.testCredentials().locator("h3")).hasText("Authentication Successful");

        administrator.type(field, value);

        assertOutOfDate();
    }

    @Test
    void aResultIsOutOfDateWhenTheRouteChanges() {
        assertThat(administrator.testCredentials().locator("h3")).hasText("Authentication Successful");

        administrator.chooseCard("SMTP");

        assertOutOfDate();
    }

    private void assertOutOfDate() {
        assertThat(administrator.page.locator("#credentialsResult h3"))
                .hasText("Out of date: Authentication Successful");
    }

    private void assertTypedValuesRemain() {
        assertThat(administrator.page.locator("#clientId")).hasValue(Contoso.CLIENT_ID);
        assertThat(administrator.page.locator("#tenantId")).hasValue(Contoso.TENANT_ID);
        assertThat(administrator.page.locator("#clientSecret")).hasValue(Contoso.CLIENT_SECRET);
        assertThat(administrator.page.locator("#systemMailbox")).hasValue(Contoso.NOTIFICATIONS);
    }

    private void assertExplained(Locator result, String headline) {
        Explanation.assertExplained(administrator, result, headline);
    }
}
