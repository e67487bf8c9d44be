package org.signetmail.journey;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import java.nio.file.Path;
import java.time.Instant;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.signetmail.practice.Contoso;
import org.signetmail.practice.Failure;

/** The end of the client secret, looked up in Microsoft Graph. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class EndLookUpIT {
    private TestEnvironment env;
    private AdministratorAtWork administrator;

    @BeforeAll
    void begin(@TempDir Path folder) throws Exception {
        env = new TestEnvironment("end-look-up", folder).start();
        administrator = env.administrator();
        administrator.typeContoso("Microsoft Graph");
        administrator.save();
        env.tenant.keys().endSecret(Contoso.CLIENT_SECRET, Instant.parse("2031-03-31T23:30:00Z"));
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

    private Locator lookUp() {
        administrator.button("Look up in Microsoft Graph").click();
        Locator result = administrator.page.locator("#lookUpResult .result:not(.result-run)");
        assertThat(result).isVisible();
        return result;
    }

    private Locator date() {
        return administrator.page.locator("#secretExpires_input");
    }

    @Test
    void aClickTakesTheSuggestedDateAndSaveSavesIt() {
        env.tenant.failures().on(Failure.APPLICATION_READ_ALL);

        assertThat(lookUp()).containsText("One secret of the application fits");
        assertThat(date()).hasValue("8 Sep 2030");
        assertThat(administrator.page.locator("#savestate")).containsText("Saved");
        assertThat(administrator.page.locator(".suggestions")).containsText("begins with kP3");
        administrator.pictures("look-up-one");

        administrator.page.getByText("Use 31 Mar 2031").click();
        assertThat(date()).hasValue("31 Mar 2031");
        assertThat(administrator.changed("secretExpires")).containsText("Was: 8 Sep 2030");
        administrator.save();
        administrator.reload();
        assertThat(date()).hasValue("31 Mar 2031");
        administrator.typeExpiry("8 Sep 2030");
        administrator.save();
        assertThat(administrator.scriptFaults()).isEmpty();
    }

    @Test
    void withoutThePermissionThePageSaysWhatToDo() {
        assertThat(lookUp()).containsText("The application may not read its own registration");
        assertThat(administrator.page.locator("#lookUpResult")).containsText("Application.Read.All");
        assertThat(administrator.page.locator(".suggestions")).hasCount(0);
        administrator.pictures("look-up-denied");
    }

    @Test
    void severalThatFitAreAllOffered() {
        env.tenant.failures().on(Failure.APPLICATION_READ_ALL);
        String twin = Contoso.CLIENT_SECRET.substring(0, 3) + "x".repeat(37);
        env.tenant.keys().addSecret("twin", twin, Instant.parse("2030-01-01T00:00:00Z"));
        try {
            assertThat(lookUp()).containsText("Several secrets of the application fit");
            assertThat(administrator.page.locator(".suggestions button")).hasCount(2);
            administrator.pictures("look-up-several");
            administrator.page.emulateMedia(new Page.EmulateMediaOptions().setColorScheme(ColorScheme.DARK));
            administrator.pictures("look-up-several-dark");
            var axe = new Axe();
            axe.check(administrator.page, "look-up");
            assertThat(axe.violations()).isEmpty();
        } finally {
            env.tenant.keys().removeSecret(twin);
        }
    }

    @Test
    void theLookUpIsInTheAuditTrail() {
        lookUp();
        administrator.page.navigate(env.server.at("/audit.xhtml?show=tests").toString());

        assertThat(administrator.page.content())
                .contains("Look-up of the secret’s end: OAuth 2.0")
                .doesNotContain(Contoso.CLIENT_SECRET.substring(0, 3) + "8");
    }
}
