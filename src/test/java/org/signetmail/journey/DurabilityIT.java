package org.signetmail.journey;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.options.ColorScheme;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;
import org.signetmail.practice.Contoso;
import org.signetmail.signin.Browser;

/** Confirmed saves survive a restart and a power cut; a missing key locks Signet and loses nothing. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
@Tag("beside-wildfly")
class DurabilityIT {
    private static final String LOCKED = "Signet is locked";

    private TestEnvironment env;
    private Path key;
    private Path aside;

    @BeforeAll
    void begin(@TempDir Path folder) throws Exception {
        env = new TestEnvironment("durability", folder).start();
        key = env.data.resolve("signet.key");
        aside = folder.resolve("backup-of-the-key");
        AdministratorAtWork administrator = env.administrator();
        administrator.typeContoso("Microsoft Graph");
        administrator.save();
    }

    @AfterAll
    void end() {
        env.close();
    }

    @BeforeEach
    void reset() {
        env.reset();
    }

    @Test
    @Order(0)
    void aNewKeySealsTheSecretsAndMailIsStillSent() throws Exception {
        String former = Files.readString(key);
        AdministratorAtWork administrator = env.administrator();
        administrator.type("warned", "typed.before@partner.example");
        administrator.awaitUnsaved();
        administrator.button("Only add a key").click();
        Locator card = administrator.page.locator("#keyPlace");
        assertThat(card).containsText("New key, not in use yet");
        keyPictures("key-waiting");
        administrator.button("Seal with the new key…").click();
        assertThat(administrator.page.getByText("Seal with a new key?")).isVisible();
        administrator.picture("key-question");
        administrator.button("Seal").click();
        assertThat(card).containsText("All stored secrets are sealed with the new key.");
        assertThat(card).not().containsText("not in use yet");
        assertThat(administrator.page.locator("#history")).containsText("Stored secrets sealed with the new key");
        assertThat(Files.readString(key)).isNotEqualTo(former);
        administrator.pictures("key-done");

        administrator.save(); // Values typed before the rotation cause no conflict.
        assertThat(administrator.typed("warned")).isEqualTo("typed.before@partner.example");
        assertThat(administrator.testSettings(Contoso.GUEST)).containsText("Accepted by Microsoft");
        assertThat(administrator.scriptFaults()).isEmpty();
        for (Path file : List.of(key, env.data.resolve("signet.mv.db"))) {
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                    .isEqualTo("rw-------");
        }
        assertThat(env.server.log()).contains("SIGNET-1209");
    }

    private void keyPictures(String name) {
        for (ColorScheme colours : ColorScheme.values()) {
            if (colours != ColorScheme.NO_PREFERENCE) {
                var visitor = env.visitor(env.chromium().person(390, 900, colours), "/settings.xhtml");
                visitor.giveNameAndPassword("admin", TestEnvironment.PASSWORD);
                assertThat(visitor.heading("Sealing key")).isVisible();
                visitor.picture(name + "-390-" + colours.name().toLowerCase(Locale.ROOT));
            }
        }
    }

    @Test
    @Order(1)
    void settingsAndTheOutcomeOfAMessageInFlightSurviveAStop() throws Exception {
        change("Microsoft Graph", Contoso.SHARED, "first.admin@partner.example");
        AdministratorAtWork administrator = env.administrator();
        assertThat(administrator.tag()).hasText("Not tested");
        env.stopUnderAMail(administrator);
        env.server.start();
        env.reset();
        assertThat(env.administrator().tag()).hasText("Working");
        assertThat(ready().statusCode()).isEqualTo(200);
        assertThat(ready().body()).contains("\"credentials\":\"working\"", "\"secretExpiresOn\":\"2030-09-08\"");
        thereAgain("GRAPH", Contoso.SHARED, "first.admin@partner.example");
    }

    @Test
    @Order(2)
    void aConfirmedSaveSurvivesAnImmediatePowerCut() {
        change("SMTP", Contoso.NOTIFICATIONS, "second.admin@partner.example");
        env.server.kill9();
        env.server.start();
        thereAgain("SMTP", Contoso.NOTIFICATIONS, "second.admin@partner.example");
    }

    private HttpResponse<String> ready() {
        return new Browser(env.server).get("/health/ready");
    }

    private void change(String route, String mailbox, String warned) {
        AdministratorAtWork administrator = env.administrator();
        administrator.chooseCard(route);
        administrator.type("systemMailbox", mailbox);
        administrator.type("warned", warned);
        administrator.save();
    }

    private void thereAgain(String route, String mailbox, String warned) {
        AdministratorAtWork administrator = env.administrator();
        assertThat(administrator.page.locator("#savestate")).containsText("Saved today");
        assertThat(administrator.page.locator("#cloud_label")).hasText("Custom");
        assertThat(administrator.typed("clientId")).isEqualTo(Contoso.CLIENT_ID);
        assertThat(administrator.typed("tenantId")).isEqualTo(Contoso.TENANT_ID);
        assertThat(administrator.typed("secretExpires_input")).isEqualTo("8 Sep 2030");
        assertThat(administrator.page.locator("input[name=route]:checked")).hasValue(route);
        assertThat(administrator.typed("systemMailbox")).isEqualTo(mailbox);
        assertThat(administrator.typed("warned")).isEqualTo(warned);
        assertThat(administrator.page.locator("#clientSecretPlace")).containsText("Stored");
        assertThat(administrator.testSettings(Contoso.GUEST)).containsText("Accepted by Microsoft");
        assertThat(env.tenant.mailboxes().sent(mailbox)).hasSize(1);
    }

    @Nested
    @Order(3)
    class WhileTheKeyIsMissing {
        private AdministratorAtWork administrator;

        @BeforeEach
        void restartWithoutKey() throws IOException {
            env.server.stop();
            Files.move(key, aside);
            env.server.start();
            administrator = env.visitor(env.chromium().person(), "/settings.xhtml");
            administrator.giveNameAndPassword("admin", TestEnvironment.PASSWORD);
            assertThat(administrator.heading(LOCKED)).isVisible();
        }

        @Test
        void thePageExplainsAndUnlocksOnceTheKeyIsBack() throws IOException {
            assertThat(administrator.page.locator(".facts")).containsText(key.toString());
            assertThat(administrator.page.locator(".facts")).containsText("no file there");
            assertThat(ready().statusCode()).isEqualTo(503);
            assertThat(ready().body()).contains("\"key\":\"missing\"");
            pictures();

            administrator.openSettings();
            assertThat(administrator.heading(LOCKED)).isVisible();
            administrator.button("Check again").click();
            assertThat(administrator.heading(LOCKED)).isVisible();
            assertThat(key).doesNotExist();

            Files.move(aside, key);
            administrator.button("Check again").click();
            assertThat(administrator.heading("SMTP")).isVisible();
            assertThat(administrator.page.locator("#clientSecretPlace")).containsText("Stored");
            assertThat(administrator.testSettings(Contoso.GUEST)).containsText("Accepted by Microsoft");
            assertThat(administrator.scriptFaults()).isEmpty();
        }

        @Test
        void aNewKeyIsCreatedOnlyAfterConfirmationAndOnlySecretsAreDeleted() throws IOException {
            administrator.button("Start with a new key…").click();
            assertThat(administrator.page.getByText("Forget the stored secrets?"))
                    .isVisible();
            administrator.button("Keep it").click();
            assertThat(administrator.heading(LOCKED)).isVisible();
            assertThat(key).doesNotExist();

            administrator.button("Start with a new key…").click();
            administrator.button("Forget it and start with a new key").click();
            assertThat(administrator.heading("SMTP")).isVisible();
            assertThat(key).exists();
            assertThat(administrator.typed("clientId")).isEqualTo(Contoso.CLIENT_ID);
            assertThat(administrator.typed("tenantId")).isEqualTo(Contoso.TENANT_ID);
            assertThat(administrator.typed("systemMailbox")).isEqualTo(Contoso.NOTIFICATIONS);
            assertThat(administrator.page.locator("#replaceSecret")).hasCount(0);

            assertThat(administrator.typed("secretExpires_input")).isEmpty(); // It was the end of the forgotten secret.
            administrator.type("clientSecret", Contoso.CLIENT_SECRET);
            administrator.typeExpiry("8 Sep 2030");
            administrator.pressSave();
            assertThat(administrator.page.locator("#clientSecretPlace")).containsText("Stored");
            assertThat(administrator.testSettings(Contoso.GUEST)).containsText("Accepted by Microsoft");
            assertThat(administrator.scriptFaults()).isEmpty();
            Files.delete(aside);
        }

        private void pictures() {
            for (ColorScheme colours : new ColorScheme[] {ColorScheme.LIGHT, ColorScheme.DARK}) {
                for (int width : new int[] {1440, 390}) {
                    var visitor = env.visitor(env.chromium().person(width, 900, colours), "/settings.xhtml");
                    visitor.giveNameAndPassword("admin", TestEnvironment.PASSWORD);
                    assertThat(visitor.heading(LOCKED)).isVisible();
                    visitor.picture("locked-" + width + "-" + colours.name().toLowerCase(Locale.ROOT));
                }
            }
        }
    }
}
