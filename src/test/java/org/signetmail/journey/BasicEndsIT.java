package org.signetmail.journey;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.signetmail.practice.Contoso;

/** Basic authentication at Exchange Online: a banner on every page, and one click to OAuth 2.0. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class BasicEndsIT {
    private static final String LINK = "Switch to OAuth 2.0";

    private TestEnvironment env;
    private AdministratorAtWork administrator;

    @BeforeAll
    void begin(@TempDir Path folder) throws Exception {
        env = new TestEnvironment("basic-ends", folder).start();
        administrator = env.administrator();
        administrator.turnOn();
        administrator.chooseType("Basic");
        administrator.type("host", "smtp.office365.com");
        administrator.type("port", "587");
        administrator.type("relayUser", Contoso.NOTIFICATIONS);
        administrator.typePassword(Contoso.RELAY_PASSWORD);
        administrator.type("systemMailbox", Contoso.NOTIFICATIONS);
        administrator.save();
    }

    @AfterAll
    void end() {
        env.close();
    }

    @BeforeEach
    void reset() {
        env.reset();
        administrator = env.administrator();
    }

    private Locator banner() {
        return administrator.page.locator(
                ".banner-warn", new Page.LocatorOptions().setHasText("Microsoft is ending Basic authentication"));
    }

    private void assertAtOAuth(String systemMailbox) {
        assertThat(administrator.page.locator("#clientId")).isVisible();
        assertThat(administrator.page.locator("#systemMailbox")).hasValue(systemMailbox);
        assertThat(administrator.page.locator("#type input[value=OAUTH2]")).isFocused();
        assertThat(administrator.page.url()).endsWith("/settings.xhtml");
        assertThat(administrator.scriptFaults()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"/audit.xhtml", "/change-password.xhtml"})
    void fromAnotherPageOneClickLeadsToTheOAuthForm(String path) {
        administrator.page.navigate(env.server.at(path).toString());
        assertThat(banner()).containsText("until the end of December 2026");

        administrator.page.getByText(LINK).click();

        assertAtOAuth(Contoso.NOTIFICATIONS);
        assertThat(administrator.page.locator("#savestate")).containsText("Unsaved");
        administrator.discard();
        assertThat(administrator.page.locator("#host")).hasValue("smtp.office365.com");
    }

    @Test
    void onTheSettingsPageTypedSendersStay() {
        administrator.type("systemMailbox", "typed@contoso.example");

        administrator.page.getByText(LINK).press("Enter");

        assertAtOAuth("typed@contoso.example");
        assertThat(banner()).isVisible();
        administrator.discard();
    }

    @Test
    void thePagesAreAccessible() {
        var axe = new Axe();
        for (String path : List.of("/settings.xhtml", "/audit.xhtml", "/change-password.xhtml")) {
            administrator.page.navigate(env.server.at(path).toString());
            assertThat(banner()).isVisible();
            administrator.pictures("basic-ends" + path.replace('/', '-').replace(".xhtml", ""));
            axe.check(administrator.page, path);
        }
        administrator.openSettings();
        administrator.page.setViewportSize(1440, 900);
        administrator.page.emulateMedia(new Page.EmulateMediaOptions().setColorScheme(ColorScheme.DARK));
        administrator.pictures("basic-ends-dark");
        assertThat(axe.violations()).isEmpty();
    }
}
