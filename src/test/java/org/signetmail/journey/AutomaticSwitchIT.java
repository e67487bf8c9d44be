package org.signetmail.journey;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.signetmail.practice.Contoso;
import org.signetmail.practice.StoredMail;

/** The next credential serves as soon as Entra refuses the current one: seconds, one message, and all who are told. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class AutomaticSwitchIT {
    private static final String ADMINISTRATOR = "first.admin@partner.example";
    private static final Duration NOT_HANGING = Duration.ofMinutes(1);

    private TestEnvironment env;
    private AdministratorAtWork administrator;
    private Page page;

    @BeforeAll
    void begin(@TempDir Path folder) throws Exception {
        env = new TestEnvironment("automatic-switch", folder).start();
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

    private String secret(String beginning) {
        Instant inAYear = Instant.now().plus(Duration.ofDays(365));
        return env.tenant
                .keys()
                .addSecret("Signet", beginning + "~canary.of+the_switch-" + inAYear.toEpochMilli(), inAYear)
                .value();
    }

    private void saveWith(String current, String route) {
        administrator.typeContoso(route);
        administrator.typeClientSecret(current);
        administrator.type("warned", ADMINISTRATOR);
        administrator.save();
    }

    private void storeNext(String value) {
        page.navigate(env.server.at("/credentials.xhtml").toString());
        new Menu(page, "kind").choose("Client secret");
        page.locator("#nextSecret").fill(value);
        page.locator("#nextExpires").fill("8 Sep 2031");
        page.locator("#addNext").click();
        assertThat(page.locator("#done")).containsText("The next credential is stored.");
    }

    @ParameterizedTest
    @CsvSource({"Microsoft Graph, Graph, gr1, gr2", "SMTP, SMTP, sm1, sm2"})
    void theNextSecretServesSecondsAfterTheRefusal(String card, String route, String first, String second) {
        String current = secret(first);
        String next = secret(second);
        saveWith(current, card);
        storeNext(next);
        env.tenant.keys().endSecret(current, Instant.now().minusSeconds(60));
        administrator.openSettings();
        env.tenant.requests().clear();

        assertThat(administrator.testSettings(Contoso.GUEST)).containsText("Accepted by Microsoft");

        assertThat(env.tenant.mailboxes().inbox(Contoso.GUEST)).singleElement().satisfies(mail -> {
            assertThat(mail.route()).isEqualTo(route);
            assertThat(mail.author()).isEqualTo(Contoso.NOTIFICATIONS);
            Duration taken =
                    Duration.between(env.tenant.requests().tokens().get(0).at(), mail.received());
            System.out.printf(
                    "Automatic switch by %s: %d ms from the refused request to the accepted message%n",
                    route, taken.toMillis());
            assertThat(taken).isBetween(Duration.ZERO, NOT_HANGING);
        });
        assertThat(env.tenant.requests().carried(current)).as("it was refused").isTrue();
        assertThat(env.tenant.requests().carried(next)).isTrue();
        assertTold(current, next, second);
    }

    private void assertTold(String current, String next, String hint) {
        String sentence =
                "Switched to the next credential (Client Secret): Entra refused the current one (AADSTS7000222)";
        page.navigate(env.server.at("/credentials.xhtml").toString());
        assertThat(page.locator("#stored li").first()).containsText("Current");
        assertThat(page.locator("#stored li").first()).containsText(hint + "…");
        assertThat(page.locator("#stored li").nth(1)).containsText("AADSTS7000222");
        assertThat(page.locator("#timeline")).containsText(sentence);
        administrator.pictures("credentials-switched-by-itself");
        page.navigate(env.server.at("/audit.xhtml").toString());
        assertThat(page.locator("#trail")).containsText(sentence);
        assertThat(administrator.scriptFaults()).isEmpty();

        env.server.restart(); // It looks soon after a start, not only once an hour, for what is to be told.
        StoredMail told = env.tenant
                .mailboxes()
                .awaitInbox(ADMINISTRATOR, mail -> mail.subject().contains("next credential now"), NOT_HANGING);
        assertThat(told.text()).contains("AADSTS7000222", "add another one on the page Credentials");
        assertThat(env.tenant.mailboxes().inbox(ADMINISTRATOR))
                .filteredOn(mail -> mail.subject().contains("next credential now"))
                .hasSize(1);
        var secrets = new Canaries(List.of(current, next));
        assertThat(env.server.log()).contains("SIGNET-1410");
        assertThat(secrets.in(env.server.log())).isEmpty();
        assertThat(secrets.in(told.rawText())).isEmpty();
    }
}
