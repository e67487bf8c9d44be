package org.signetmail.journey;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Download;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.ColorScheme;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;
import org.signetmail.outbox.LoggedMessages;
import org.signetmail.settings.Storage;

/** The delivery log of a server that has accepted messages and is not set up any more, so that none leaves. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class DeliveryIT {
    private static final int SENT = 60;
    private static final int ALL = SENT + 6;

    private TestEnvironment env;
    private Page page;

    @BeforeAll
    void begin(@TempDir Path folder) throws Exception {
        env = new TestEnvironment("delivery", folder);
        try (var before = LoggedMessages.open(Storage.H2_WITH_ECLIPSELINK, env.data)) {
            before.fill(SENT);
        }
        env.server.with("signet.self-check", "false"); // It ends a pause.
        env.start();
    }

    @AfterAll
    void end() {
        env.close();
    }

    @BeforeEach
    void signIn() {
        env.reset();
        page = env.administrator().page;
    }

    private void open(String query) {
        page.navigate(env.server.at("/delivery.xhtml" + query).toString());
        page.waitForLoadState();
    }

    private Locator lines() {
        return page.locator("#messages tbody tr");
    }

    private Locator line(String state) {
        return lines().filter(new Locator.FilterOptions()
                .setHas(page.locator(
                        ".ui-tag", new Page.LocatorOptions().setHasText(Pattern.compile("^\\s*" + state + "\\s*$")))));
    }

    private void confirm() {
        assertThat(page.locator("#sure")).isVisible();
        page.locator("#sureYes").click();
        assertThat(page.locator("#sure")).isHidden();
    }

    @Test
    @Order(1)
    void everyStateBreaksNoRuleOfAxe() {
        var axe = new Axe();
        DeliveryPages.walk(env.server, page, state -> axe.check(page, state, () -> {}));
        assertThat(axe.violations()).as("in %s", axe.states()).isEmpty();
    }

    @Test
    @Order(2)
    void pagesFilterAndHistoryShowWhatBecameOfEachMessage() {
        open("");
        assertThat(lines()).hasCount(50);
        page.locator("#older").click();
        assertThat(lines()).hasCount(ALL - 50);
        assertThat(page.locator("#older")).hasCount(0);
        page.locator("#newer").click();
        assertThat(lines()).hasCount(50);
        assertThat(page.locator("#newer")).hasCount(0);

        page.getByRole(AriaRole.LINK, new Page.GetByRoleOptions().setName("Needs a person"))
                .click();
        assertThat(lines()).hasCount(3);
        assertThat(line("Transaction outcome unknown")).hasCount(1);

        open("?mailbox=sales%40contoso.example");
        assertThat(lines()).hasCount(1);
        assertThat(page.locator("#mailbox")).isVisible();

        open("?show=dead");
        line("Dead").getByRole(AriaRole.LINK).click();
        assertThat(page.locator("#happened tbody tr")).hasCount(1);
        assertThat(page.locator("[aria-labelledby=h-opened]")).containsText("550 5.7.708");
        assertThat(page.locator("[aria-labelledby=h-opened]")).containsText("<id@contoso.example>");
        page.locator("#close").click();
        assertThat(page.locator("[aria-labelledby=h-opened]")).hasCount(0);
    }

    @Test
    @Order(3)
    void theSettingsPageTellsHowManyMessagesNeedAPerson() {
        page.locator("#customServer .ui-toggleswitch-slider").click();
        assertThat(page.locator("#needed")).hasText("3 messages need a person.");
    }

    @Test
    @Order(4)
    void theExportHasEveryMessageOfTheFilter() throws Exception {
        open("?show=sent");
        Download file = page.waitForDownload(() -> page.locator("#export").click());
        assertThat(file.suggestedFilename()).isEqualTo("delivery.csv");
        assertThat(Files.readAllLines(file.path()))
                .hasSize(1 + SENT + 1)
                .anyMatch(line -> line.contains(",other@partner.example,"));
    }

    @Test
    @Order(5)
    void theTableOfTheChartHasItsFigures() {
        open("?chart=days");
        assertThat(page.locator("#outcomes canvas")).isVisible();
        page.getByText("Figures as a table").click();
        assertThat(page.locator("#figures tbody tr").last()).containsText(String.valueOf(SENT + 1));
    }

    @Test
    @Order(6)
    void anActionAsksWithTheNumberAndChangesOnlyWhatItMay() {
        open("");
        page.locator("#settle").click();
        assertThat(page.locator("#done")).containsText("None of the chosen messages is unknown.");
        page.locator("#choosePage").check();
        page.locator("#settle").click();
        assertThat(page.locator("#question")).containsText("One message counts as sent");
        page.locator("#sureNo").click();
        assertThat(page.locator("#sure")).isHidden();
        assertThat(line("Unknown")).hasCount(1);
        page.locator("#settle").click();
        confirm();
        assertThat(page.locator("#done")).containsText("One message counts as sent.");
        assertThat(page.locator("#attention")).containsText("2 messages need a person.");
        open("?show=unknown");
        assertThat(page.locator("#messages")).containsText("There is no such message.");
    }

    @Test
    @Order(7)
    void allThatMatchAreChangedAndTheAuditTrailSaysSo() {
        open("?show=attention");
        page.locator("#chooseAll").check();
        page.locator("#sendAgain").click();
        assertThat(page.locator("#question")).containsText("2 messages are sent again.");
        confirm();
        assertThat(page.locator("#done")).containsText("2 messages are sent again.");
        assertThat(page.locator("#messages")).containsText("There is no such message.");
        open("?show=waiting");
        assertThat(lines()).hasCount(4);
        page.locator("#chooseAll").check();
        page.locator("#cancel").click();
        assertThat(page.locator("#question")).containsText("4 messages are never sent");
        confirm();
        assertThat(page.locator("#done")).containsText("4 messages were cancelled.");
        page.navigate(env.server.at("/audit.xhtml").toString());
        assertThat(page.locator("#trail")).containsText("Cancels 4 messages of the delivery log");
        assertThat(page.locator("#trail")).containsText("Sends 2 messages of the delivery log again");
    }

    @Test
    @Order(8)
    void aPauseEndsByTheButton() {
        open("");
        assertThat(page.locator("#main")).containsText("No mail of notifications@contoso.example is sent since");
        page.locator("#resume").click();
        assertThat(page.locator("#done")).containsText("Signet tries again now.");
        assertThat(page.locator("#resume")).hasCount(0);
    }

    @Test
    @Order(9)
    void aNarrowPageDoesNotScrollSideways() {
        AdministratorAtWork narrow = env.administrator(env.chromium().person(390, 844, ColorScheme.DARK));
        narrow.page.navigate(env.server.at("/delivery.xhtml").toString());
        assertThat((Boolean) narrow.page.evaluate(
                        "() => document.documentElement.scrollWidth <= document.documentElement.clientWidth"))
                .isTrue();
    }
}
