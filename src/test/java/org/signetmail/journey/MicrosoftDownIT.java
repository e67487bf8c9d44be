package org.signetmail.journey;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.signetmail.practice.Contoso;
import org.signetmail.practice.Failure;

/** Microsoft is unreachable: the page opens, saves and shows the failure, and recovers when Microsoft is back. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class MicrosoftDownIT {
    private TestEnvironment env;

    @BeforeAll
    void begin(@TempDir Path folder) throws Exception {
        env = new TestEnvironment("everything-down", folder).start();
    }

    @AfterAll
    void end() {
        env.close();
    }

    @BeforeEach
    void reset() {
        env.reset();
    }

    @ParameterizedTest
    @CsvSource({"Microsoft Graph", "SMTP"})
    void thePageOpensAndSavesAndRecovers(String route) {
        var failures = env.tenant.failures();
        failures.on(Failure.ENTRA_DOWN);
        failures.on(Failure.GRAPH_DOWN);
        failures.on(Failure.SMTP_DOWN);

        var administrator = env.administrator();
        administrator.turnOn();
        administrator.chooseType("OAuth 2.0");
        if (administrator.button("Replace the stored client secret").isVisible()) {
            administrator.button("Replace the stored client secret").click();
        }
        administrator.typeContoso(route);
        Explanation.assertExplained(
                administrator, administrator.testCredentials(), "Microsoft’s sign-in service can’t be reached");
        administrator.save();
        administrator.reload();
        assertThat(administrator.page.locator("#systemMailbox")).hasValue(Contoso.NOTIFICATIONS);

        Explanation.assertExplained(
                administrator,
                administrator.testSettings(Contoso.GUEST),
                "Microsoft’s sign-in service can’t be reached");
        assertThat(administrator.tag()).containsText("Failing since");
        assertThat(banner(administrator)).containsText("Mail has been failing since today");
        assertThat(banner(administrator)).containsText("Microsoft’s sign-in service can’t be reached.");
        assertThat(administrator.page.locator("#guidePanel")).not().containsText("NET_");
        assertThat(env.tenant.mailboxes().inbox(Contoso.GUEST)).isEmpty();
        administrator.pictures("failing-banner-" + (route.equals("SMTP") ? "smtp" : "graph"));

        var another = env.administrator();
        assertThat(banner(another)).containsText("Mail has been failing since today");
        assertThat(another.tag()).containsText("Failing since");

        failures.clear();
        assertThat(administrator.testSettings(Contoso.GUEST).locator("h3")).hasText("Accepted by Microsoft");
        assertThat(administrator.tag()).hasText("Working");
        assertThat(banner(administrator)).hasCount(0);
        another.reload();
        assertThat(banner(another)).hasCount(0);
        assertThat(administrator.scriptFaults()).isEmpty();
        assertThat(another.scriptFaults()).isEmpty();
    }

    private static Locator banner(AdministratorAtWork administrator) {
        return administrator.page.locator("#banners .banner-bad");
    }
}
