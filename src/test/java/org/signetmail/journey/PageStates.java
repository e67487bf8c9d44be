package org.signetmail.journey;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Route;
import com.microsoft.playwright.options.ColorScheme;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
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
import org.signetmail.practice.Failure;

/** Every page in each of its states; a subclass checks each. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
abstract class PageStates {
    private TestEnvironment env;
    private AdministratorAtWork administrator;
    private Page page;

    @BeforeAll
    void begin(@TempDir Path folder) throws Exception {
        env = environment(folder).start();
    }

    @AfterAll
    void end() {
        env.close();
    }

    @BeforeEach
    void signIn() {
        env.reset();
        administrator = env.administrator();
        page = administrator.page;
    }

    @Test
    @Order(1)
    void pagesBeforeSignIn() {
        AdministratorAtWork visitor = env.visitor(env.chromium().person(1280, 900, ColorScheme.LIGHT), "/");
        check(visitor.page, "sign-in");
        visitor.giveNameAndPassword("admin", "not the password");
        assertThat(visitor.page.getByText("User name or password is wrong.")).isVisible();
        check(visitor.page, "sign-in refused");
        visitor.page.navigate(env.server.at("/first-run.xhtml").toString());
        check(visitor.page, "first run, without a key");
        env.forgetSessionOf(administrator);
        page.locator("#customServer .ui-toggleswitch-slider").click();
        assertThat(page.getByText("Your session has ended.")).isVisible();
        check(page, "session ended");
    }

    @Test
    @Order(2)
    void pagesBesidesTheSettings() {
        page.navigate(env.server.at("/no-such-page.xhtml").toString());
        check(page, "error");
        page.navigate(env.server.at("/change-password.xhtml").toString());
        check(page, "password set by the operator, sessions");
        page.locator("#endOthers").click();
        assertThat(administrator.error("proof")).isVisible();
        check(page, "sessions, password missing");
        page.navigate(env.server.at("/audit.xhtml").toString());
        check(page, "audit trail");
        page.navigate(env.server.at("/audit.xhtml?show=TESTS").toString());
        check(page, "audit trail, nothing in it");
        CredentialPages.beforeSetUp(env.server, page, state -> check(page, state));
    }

    @Test
    @Order(3)
    void settingUp() {
        check(page, "settings, off");
        administrator.turnOn();
        check(page, "settings, on");
        check(page, "menu open", () -> open("#cloud_label", "#cloud_panel"));
        check(page, "calendar open", () -> open("#secretExpires .ui-datepicker-trigger", ".p-datepicker-panel"));
        administrator.reload();
        page.locator(".guide summary").evaluate("summary => summary.parentElement.open = true");
        page.locator("#report summary").click();
        check(page, "guide and report open");
        administrator.type("clientId", "not an id");
        administrator.typeExpiry("soon");
        administrator.type("systemMailbox", "nobody");
        administrator.type("furtherDomains", "no domain");
        administrator.type("warned", "no address");
        administrator.type("askedUser", Contoso.FIRST_USER);
        assertThat(administrator.error("clientId")).isVisible();
        assertThat(administrator.error("warned")).isVisible();
        check(page, "half filled, with errors");
        administrator.pressSave();
        assertThat(administrator.notice()).containsText("Not saved yet");
        check(page, "not saved");
        administrator.button("Discard").first().click();
        check(page, "discard?");
        page.locator(".ui-confirmdialog-yes").click();
    }

    @Test
    @Order(4)
    void testingCredentials() {
        administrator.typeContoso("Microsoft Graph");
        administrator.type("askedUser", Contoso.FIRST_USER);
        assertThat(page.locator("#askedUserAnswer .preview")).isVisible();
        check(page, "filled, with a preview of the sender");
        env.tenant.failures().on(Failure.ENTRA_SILENT);
        administrator.button("Test Credentials").click();
        assertThat(administrator.button("Cancel the test")).isVisible();
        check(page, "credentials test running");
        administrator.button("Cancel the test").click();
        env.tenant.failures().clear();
        env.tenant.failures().on(Failure.SECRET_EXPIRED);
        Locator refused = administrator.testCredentials();
        assertThat(refused).containsText("AADSTS7000222");
        openAll();
        check(page, "credentials refused");
        env.tenant.failures().clear();
        assertThat(administrator.testCredentials()).containsText("Authentication Successful");
        check(page, "credentials accepted");
        administrator.save();
        assertThat(page.locator("#keyState dl")).isVisible();
        check(page, "saved, a secret stored");
        administrator.typeClientSecret("x");
        check(page, "secret replaced");
        CredentialPages.walk(env.server, page, state -> check(page, state));
    }

    @Test
    @Order(5)
    void testingMail() {
        administrator.type("systemMailbox", Contoso.SHARED);
        administrator.awaitUnsaved();
        check(page, "unsaved changes");
        assertThat(administrator.testSettings(Contoso.GUEST)).containsText("Accepted by Microsoft");
        check(page, "test mail accepted");
        env.tenant.failures().on(Failure.GRAPH_SLOW);
        administrator.button("Test Settings").click();
        assertThat(page.locator("#testMailResult .result-run")).isVisible();
        check(page, "test mail running");
        env.tenant.failures().clear();
        assertThat(page.locator("#testMailResult .result-ok")).isVisible();
        env.tenant.failures().on(Failure.GRAPH_ACCESS_DENIED);
        administrator.testSettings(Contoso.GUEST);
        assertThat(page.locator("#testMailResult .result-bad")).isVisible();
        page.locator("#report summary").click();
        administrator.type("pastedReport", "550 5.7.708");
        administrator.button("Explain").click();
        assertThat(page.locator("#reportResult .result")).isVisible();
        openAll();
        check(page, "test mail refused, report explained");
        administrator.reload();
        assertThat(page.locator(".banner.banner-bad")).isVisible();
        check(page, "banner: mail fails");
    }

    @Test
    @Order(6)
    void expiryDates() {
        administrator.typeClientSecret(Contoso.CLIENT_SECRET);
        administrator.pressSave();
        assertThat(page.locator("#dateDialog")).isVisible();
        check(page, "is the date right?");
        administrator.button("Save anyway").click();
        administrator.settled();
        administrator.typeExpiry("1 Jan 2020");
        administrator.save();
        administrator.reload();
        check(page, "banner: secret expired");
        administrator.button("Seal with a new key…").click();
        check(page, "seal with a new key?");
        page.locator(".ui-confirmdialog-yes").click();
        assertThat(page.locator("#keyNotice")).isVisible();
        check(page, "sealed with a new key");
    }

    @Test
    @Order(7)
    void relay() {
        administrator.chooseType("Basic");
        check(page, "type Basic");
        administrator.type("host", "no host");
        administrator.type("port", "x");
        administrator.chooseType("Basic");
        assertThat(administrator.error("port")).isVisible();
        check(page, "type Basic, with errors");
        administrator.chooseType("None");
        check(page, "type None");
        administrator.discard();
    }

    @Test
    @Order(8)
    void noServerReplies() {
        page.route("**/settings.xhtml", Route::abort);
        administrator.type("systemMailbox", Contoso.NOTIFICATIONS);
        assertThat(page.locator("[data-away=server]")).isVisible();
        check(page, "server away");
        page.unroute("**/settings.xhtml");
        administrator.reload();
        page.evaluate("() => Signet.idle()");
        assertThat(page.locator("#idleDialog")).isVisible();
        check(page, "still there?");
    }

    @Test
    @Order(9)
    void locked() throws Exception {
        Path key = env.data.resolve("signet.key");
        Files.move(key, env.data.resolveSibling("aside.key"), StandardCopyOption.REPLACE_EXISTING);
        env.server.restart();
        AdministratorAtWork locked =
                env.visitor(env.chromium().person(1280, 900, ColorScheme.LIGHT), "/settings.xhtml");
        locked.giveNameAndPassword("admin", TestEnvironment.PASSWORD);
        assertThat(locked.heading("Signet is locked")).isVisible();
        check(locked.page, "locked");
        locked.page.locator("#newKey").click();
        check(locked.page, "start with a new key?");
    }

    abstract TestEnvironment environment(Path folder) throws Exception;

    /** Checks this page; {@code open} shows again what it hides when its width changes. */
    abstract void check(Page shown, String state, Runnable open);

    private void check(Page shown, String state) {
        check(shown, state, () -> {});
    }

    private void open(String button, String panel) {
        administrator.reload(); // Closes open panels.
        page.locator(button).click();
        assertThat(page.locator(panel + ".ui-connected-overlay-enter-done")).isVisible();
    }

    private void openAll() {
        page.evaluate("() => document.querySelectorAll('details').forEach(folded => folded.open = true)");
    }
}
