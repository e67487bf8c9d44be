package org.signetmail.journey;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.LocatorAssertions;
import com.microsoft.playwright.options.ColorScheme;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;
import org.signetmail.practice.Contoso;
import org.signetmail.practice.Failure;
import org.signetmail.server.DatabaseUnderTest;

/**
 * PostgreSQL is killed while a page is in use, and restarted: Signet reports it, keeps typed values, and recovers by
 * itself.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
abstract class DatabaseAway {
    private static final String UNSURE = "Not known what is saved";
    private static final String AWAY = "The database can’t be reached";

    DatabaseUnderTest database;
    TestEnvironment env;
    private AdministratorAtWork administrator;

    abstract TestEnvironment stage(Path folder) throws Exception;

    /** Asserts the readiness status and the database's state in MicroProfile Health, where the server has it. */
    abstract void assertHealth(int ready, String database);

    @BeforeAll
    void open(@TempDir Path folder) throws Exception {
        database = new DatabaseUnderTest(folder);
        env = stage(folder);
        env.server
                .with("signet.database.url", database.url())
                .with("signet.database.user", database.user())
                .withVariable("SIGNET_DATABASE_PASSWORD", database.password());
        env.start();
        administrator = env.administrator();
        administrator.typeContoso("Microsoft Graph");
        administrator.save();
    }

    @AfterAll
    void close() throws Exception {
        env.close();
        database.close();
    }

    @Test
    @Order(1)
    void aFailedSaveKeepsTheFormAndSucceedsLater() throws Exception {
        database.kill9();
        administrator.type("warned", "typed.meanwhile@partner.example");
        administrator.page.keyboard().press("Tab");
        assertThat(administrator.page.getByText(AWAY)).isVisible();
        administrator.pressSave();
        // The server retries for a while to get a connection, and the second click waits for the first.
        administrator.page.setDefaultTimeout(90_000);
        administrator.settled();
        assertThat(administrator.page.getByText(AWAY)).isVisible();
        assertThat(administrator.typed("warned")).isEqualTo("typed.meanwhile@partner.example");
        assertThat(administrator.page.getByText(UNSURE)).isVisible();
        pictures("database-away-in-use");

        database.startAgain();
        administrator.type("warned", "typed.meanwhile@partner.example, second@partner.example");
        administrator.page.keyboard().press("Tab");
        assertThat(administrator.page.getByText(AWAY)).isHidden();
        assertThat(administrator.page.getByText(UNSURE)).isHidden();
        administrator.save();
        assertThat(administrator.typed("warned")).contains("second@partner.example");
    }

    @Test
    @Order(2)
    void aPageThatCannotBeRenderedShowsWhyAndRecovers() throws Exception {
        database.kill9();
        administrator.openSettings();
        assertThat(administrator.heading(AWAY)).isVisible();
        assertHealth(503, "away");
        pictures("database-away-page");

        database.startAgain();
        administrator.page.getByText("Try again").click();
        assertThat(administrator.heading("SMTP")).isVisible();
        assertThat(administrator.typed("clientId")).isEqualTo(Contoso.CLIENT_ID);
        assertHealth(200, "there");
    }

    @Test
    @Order(3)
    void aMessageInFlightKeepsItsOutcome() throws Exception {
        env.tenant.failures().on(Failure.GRAPH_SILENT);
        administrator.type("testRecipient", Contoso.GUEST);
        administrator.button("Test Settings").click();
        env.tenant.mailboxes().awaitInbox(Contoso.GUEST, any -> true, Duration.ofSeconds(20));
        database.kill9();
        env.tenant.failures().clear();
        assertThat(administrator.page.getByText(AWAY)).isVisible();

        database.startAgain();
        Locator result = administrator.page.locator("#testMailResult .result:not(.result-run)");
        assertThat(result)
                .containsText("Not known whether", new LocatorAssertions.ContainsTextOptions().setTimeout(60_000));
        assertThat(env.tenant.mailboxes().inbox(Contoso.GUEST)).hasSize(1);
    }

    private void pictures(String name) {
        for (ColorScheme colours : new ColorScheme[] {ColorScheme.DARK, ColorScheme.LIGHT}) {
            for (int width : new int[] {390, 1440}) {
                administrator.page.setViewportSize(width, 900);
                administrator.page.emulateMedia(new Page.EmulateMediaOptions().setColorScheme(colours));
                administrator.picture(name + "-" + width + "-" + colours.name().toLowerCase(Locale.ROOT));
            }
        }
    }
}
