package org.signetmail.journey;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.FilePayload;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Locale;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;
import org.signetmail.practice.Contoso;
import org.signetmail.practice.SignedCertificate;

/** The rotation of credentials on the page of the credentials, while a saved one serves. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class RotationIT {
    private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("d MMM uuuu", Locale.ENGLISH);
    private static final String PASSWORD = "of the file";

    private static final int MOST_TABS = 60;

    private TestEnvironment env;
    private AdministratorAtWork administrator;
    private Page page;

    @BeforeAll
    void begin(@TempDir Path folder) throws Exception {
        env = new TestEnvironment("rotation", folder).start();
        administrator = env.administrator();
        administrator.typeContoso("Microsoft Graph");
        administrator.save();
    }

    @AfterAll
    void end() {
        env.close();
    }

    @BeforeEach
    void openCredentials() {
        env.reset();
        administrator = env.administrator();
        page = administrator.page;
        page.navigate(env.server.at("/credentials.xhtml").toString());
    }

    private void choose(String kind) {
        new Menu(page, "kind").choose(kind);
    }

    private void addSecret(String value) {
        choose("Client secret");
        assertThat(page.getByRole(AriaRole.COMBOBOX, new Page.GetByRoleOptions().setName("Next credential")))
                .hasText("Client secret");
        page.locator("#nextSecret").fill(value);
        page.locator("#nextExpires").fill("8 Sep 2031");
        page.locator("#addNext").click();
        assertThat(page.locator("#done")).containsText("The next credential is stored.");
    }

    private void drop() {
        page.locator("#dropNext").click();
        page.locator(".ui-confirmdialog-yes").click();
        assertThat(page.locator("#done")).containsText("was deleted");
    }

    /** It quiets mail until the next day of warning. A secret that is being typed stays where it is. */
    @Test
    @Order(0)
    void anAcknowledgedWarningKeepsItsBanner() {
        page.navigate(env.server.at("/settings.xhtml").toString());
        administrator.typeExpiry(DAY.format(LocalDate.now(Clock.systemUTC()).plusDays(12)));
        administrator.save();
        administrator.reload();
        administrator.button("Replace the stored client secret").click();
        administrator.type("clientSecret", Contoso.NEW_SECRET);

        Locator acknowledge =
                administrator.button("Acknowledge this warning: no more mail about it until the next day of warning");
        acknowledge.click();

        assertThat(page.locator(".banner")).containsText("admin has acknowledged this warning.");
        assertThat(acknowledge).hasCount(0);
        assertThat(page.locator(".banner strong")).containsText("The client secret expires in");
        assertThat(page.locator("#clientSecret")).hasValue(Contoso.NEW_SECRET);
        assertThat(administrator.scriptFaults()).isEmpty();

        administrator.button("Keep the stored client secret").click();
        administrator.settled();
        administrator.typeExpiry("8 Sep 2030");
        administrator.save();
        assertThat(page.locator("#history")).containsText("Acknowledged the warning");
    }

    @Test
    @Order(1)
    void aRefusedNextSecretIsExplainedAndNotPromoted() {
        addSecret("xx~a-secret-that-Entra-does-not-know");
        assertThat(page.locator("#stored")).containsText("xx~…");
        assertThat(page.content()).doesNotContain("a-secret-that-Entra-does-not-know");

        page.locator("#testNext").click();
        assertThat(page.locator(".result-bad")).containsText("AADSTS7000215");
        page.locator("#promoteNext").click();
        assertThat(page.locator(".result-bad")).containsText("AADSTS7000215");
        assertThat(page.locator("#stored li").first()).containsText("Next");
        assertThat(page.locator("#stored")).containsText("AADSTS7000215");
        administrator.pictures("next-secret-refused");
        drop();
        assertThat(page.locator("#stored li")).hasCount(1);
    }

    @Test
    @Order(2)
    void theNextSecretIsTestedAndPromoted() {
        addSecret(Contoso.NEW_SECRET);
        page.locator("#testNext").click();
        assertThat(page.locator("#done")).containsText("Entra gave a token");
        page.locator("#promoteNext").click();
        assertThat(page.locator("#done")).containsText("is the current one now");

        assertThat(page.locator("#stored li").first()).containsText("Current");
        assertThat(page.locator("#stored li").last()).containsText("Former, wiped on");
        assertThat(page.locator("#timeline")).containsText("Next credential became the current one by a click");
        administrator.pictures("credentials-rotated");
        page.getByText("Back to the settings").click();
        assertThat(page.locator("#secretExpires_input")).hasValue("8 Sep 2031");
        assertThat(administrator.testSettings(Contoso.GUEST)).containsText("Accepted by Microsoft");
        assertThat(administrator.scriptFaults()).isEmpty();
    }

    @Test
    @Order(3)
    void aCertificateFromAFileIsImported() throws Exception {
        var made = SignedCertificate.of(
                Instant.now().minusSeconds(60), Instant.now().plus(Duration.ofDays(90)));
        byte[] file = made.pkcs12(PASSWORD);
        env.tenant.keys().uploadCertificate(made.der());

        choose("Own certificate from a .pfx file");
        page.locator("#pkcs12").setInputFiles(new FilePayload("own.pfx", "application/x-pkcs12", file));
        page.locator("#pkcs12Password").fill("not its password");
        page.waitForFunction("() => document.getElementById('pkcs12Content').value !== ''");
        page.locator("#addNext").click();
        assertThat(page.locator("#done")).containsText("The password of the file is wrong.");

        choose("Own certificate from a .pfx file");
        page.locator("#pkcs12").setInputFiles(new FilePayload("own.pfx", "application/x-pkcs12", file));
        page.locator("#pkcs12Password").fill(PASSWORD);
        page.waitForFunction("() => document.getElementById('pkcs12Content').value !== ''");
        page.locator("#addNext").click();
        assertThat(page.locator("#done")).containsText("The next credential is stored.");
        page.locator("#promoteNext").click();
        assertThat(page.locator("#stored li").first()).containsText("Current");
        page.getByText("Back to the settings").click();
        assertThat(page.locator("#clientSecretPlace")).containsText("A certificate is stored");
        assertThat(administrator.testSettings(Contoso.GUEST)).containsText("Accepted by Microsoft");
        assertThat(administrator.scriptFaults()).isEmpty();
    }

    @Test
    @Order(4)
    void aSecretIsRotatedByKeyboardAlone() {
        tabTo("kind_label");
        page.keyboard().press("ArrowDown");
        assertThat(page.locator("#nextSecret")).isVisible();
        tabTo("nextSecret");
        page.keyboard().insertText(Contoso.CLIENT_SECRET);
        tabTo("nextExpires");
        page.keyboard().insertText("8 Sep 2031");
        tabTo("addNext");
        page.keyboard().press("Enter");
        assertThat(page.locator("#done")).containsText("The next credential is stored.");

        tabTo("testNext");
        page.keyboard().press("Enter");
        assertThat(page.locator("#done")).containsText("Entra gave a token");
        tabTo("promoteNext");
        page.keyboard().press("Space");
        assertThat(page.locator("#done")).containsText("is the current one now");
        tabTo("renew_input");
        page.keyboard().press("Space");
        tabTo("objectId");
        page.keyboard().insertText(Contoso.OBJECT_ID);
        tabTo("saveRenewal");
        page.keyboard().press("Enter");
        assertThat(page.locator("#renewed")).containsText("the certificate renews itself");
    }

    private void tabTo(String id) {
        var reached = new ArrayList<Object>();
        while (reached.size() < MOST_TABS && !reached.contains(id)) {
            page.keyboard().press("Tab");
            reached.add(
                    page.evaluate("() => document.activeElement.id || document.activeElement.outerHTML.slice(0, 80)"));
        }
        assertThat(reached).contains(id);
    }
}
