package org.signetmail.journey;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.microsoft.playwright.Locator;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.signetmail.practice.Contoso;
import org.signetmail.practice.StoredMail;

/** The expiry of the client secret, on the page and in the administrators' inboxes. Days are counted in UTC+14. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Tag("beside-payara-micro-7")
class ExpiryOnPagesIT {
    private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("d MMM uuuu", Locale.ENGLISH);
    private static final Clock WHERE_DAYS_BEGIN = Clock.system(ZoneOffset.ofHours(14));
    private static final Duration ARRIVES_WITHIN = Duration.ofSeconds(40);

    /** Longer than the delay of the expiry check after a start. */
    private static final Duration STAYS_AWAY_FOR = Duration.ofSeconds(10);

    private TestEnvironment env;
    private AdministratorAtWork administrator;

    @BeforeAll
    void begin(@TempDir Path folder) throws Exception {
        env = new TestEnvironment("expiry", folder).start();
        administrator = env.administrator();
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
        administrator = env.administrator();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "60 | The client secret expires in 60 days, on DAY. | Expires in 60 days | expires DAY, in 60 days",
                "12 | The client secret expires in 12 days, on DAY. | Expires in 12 days | expires DAY, in 12 days",
                "1 | The client secret expires in 1 day, on DAY. | Expires in 1 day | expires DAY, in 1 day",
                "-3 | The client secret expired on DAY. | Expired on DAY | expired DAY"
            })
    void thePageShowsWhenTheSecretExpires(int days, String banner, String tag, String stored) {
        String day = saveWithExpiryIn(days);

        assertThat(banner().locator("strong")).hasText(banner.replace("DAY", day));
        assertThat(administrator.tag()).hasText(tag.replace("DAY", day));
        assertThat(storedLine()).containsText(stored.replace("DAY", day));
        assertThat(storedLine()).not().containsText("in 0 days");
        assertLinksTo("Replace the secret", "clientSecretPlace");
        assertThat(administrator.button("Replace the stored client secret")).isInViewport();
    }

    @Test
    void theLastDayIsTodayInUtc() {
        String day = DAY.format(LocalDate.now(Clock.systemUTC()));
        saveWithExpiry(day);

        assertThat(banner().locator("strong")).hasText("The client secret expires today, on " + day + ".");
        assertThat(banner()).containsText("Days are counted in UTC+14");
        assertThat(administrator.tag()).hasText("Expires today");
        assertThat(storedLine()).containsText("expires " + day + ", today");
    }

    @Test
    void nothingIsShownSixtyOneDaysBefore() {
        String day = saveWithExpiryIn(61);

        assertThat(banner()).hasCount(0);
        assertThat(administrator.tag()).not().containsText("Expires");
        assertThat(storedLine()).containsText("expires " + day);
        assertThat(storedLine()).not().containsText("in 61 days");
    }

    @Test
    void anUnknownExpiryDateIsShown() {
        saveWithExpiry("");

        assertThat(banner().locator("strong")).hasText("The expiry date of the client secret is unknown.");
        assertThat(storedLine()).containsText("expiry date unknown");
        assertLinksTo("Enter the date", "secretExpires-row");
        assertThat(administrator.page.locator("#secretExpires_input")).isInViewport();
    }

    @Test
    void aReplacedSecretHasNoExpiryDateUntilOneIsTyped() {
        saveWithExpiry("6 Sep 2030");
        administrator.button("Replace the stored client secret").click();
        assertThat(date()).hasValue("");
        assertThat(administrator.page.locator("#clientSecret")).isFocused();
        assertThat(administrator.page.locator("#savestate")).containsText("Saved today");

        administrator.button("Keep the stored client secret").click();
        assertThat(date()).hasValue("6 Sep 2030");
        assertThat(storedLine()).containsText("expires 6 Sep 2030");

        administrator.typeClientSecret(Contoso.NEW_SECRET);
        administrator.awaitUnsaved();
        administrator.pressSave();
        assertAsked("no date in Secret expires");
        administrator.page.keyboard().press("Enter");
        assertThat(question()).isHidden();
        assertThat(date()).isFocused();
        assertThat(administrator.page.locator("#clientSecret")).hasValue(Contoso.NEW_SECRET);
        administrator.typeExpiry("9 Sep 2031");
        administrator.save();
        assertThat(storedLine()).containsText("expires 9 Sep 2031");

        administrator.button("Replace the stored client secret").click();
        administrator.type("warned", "first.admin@partner.example");
        administrator.save(); // Without a new secret, the stored one and its date stay.
        assertThat(storedLine()).containsText("expires 9 Sep 2031");
    }

    @Test
    void aNewSecretWithTheOldDateNeedsConfirmation() {
        saveWithExpiry("7 Sep 2030");
        String elsewhere = "11111111-2222-4333-8444-555555555555";
        administrator.type("clientId", elsewhere);
        administrator.type("clientSecret", Contoso.NEW_SECRET);
        administrator.awaitUnsaved();

        administrator.pressSave();
        assertAsked("Secret expires is still 7 Sep 2030");
        administrator.page.keyboard().press("Escape");
        assertThat(question()).isHidden();
        assertThat(administrator.button("Save")).isFocused();
        assertThat(administrator.page.locator("#savestate")).hasText("Unsaved changes");
        assertThat(administrator.page.locator("#clientSecret")).hasValue(Contoso.NEW_SECRET);
        assertThat(administrator.page.locator("#clientId")).hasValue(elsewhere);

        administrator.pressSave();
        assertAsked("Secret expires is still 7 Sep 2030");
        administrator.page.keyboard().press("Tab");
        assertThat(administrator.button("Save anyway")).isFocused();
        administrator.page.keyboard().press("Enter");
        assertThat(administrator.page.locator("#savestate")).containsText("Saved today");
        assertThat(question()).isHidden();
        assertThat(storedLine()).containsText("expires 7 Sep 2030");
        assertThat(administrator.scriptFaults()).isEmpty();

        administrator.type("clientId", Contoso.CLIENT_ID);
        assertThat(administrator.page.locator("#clientSecret")).isVisible();
        administrator.type("clientSecret", Contoso.CLIENT_SECRET);
        administrator.typeExpiry("9 Sep 2030");
        administrator.save();
    }

    @Test
    void aMissedWarningIsSentOnceAtTheNextStart() {
        administrator.type("warned", "first.admin@partner.example\nsecond.admin@partner.example");
        String day = saveWithExpiryIn(13);
        env.reset();

        env.server.restart();
        for (String address : new String[] {"first.admin@partner.example", "second.admin@partner.example"}) {
            StoredMail warning = env.tenant.mailboxes().awaitInbox(address, mail -> true, ARRIVES_WITHIN);
            assertThat(warning.subject()).isEqualTo("Signet: the client secret expires in 13 days, on " + day);
            assertThat(warning.author()).isEqualTo(Contoso.NOTIFICATIONS);
            assertThat(warning.rawText()).doesNotContain(Contoso.CLIENT_SECRET);
        }
        administrator = env.administrator();
        assertThat(administrator.page.locator("#secretExpires-help")).containsText("A warning was mailed");

        env.reset();
        env.server.restart();
        assertThatThrownBy(() ->
                        env.tenant.mailboxes().awaitInbox("first.admin@partner.example", mail -> true, STAYS_AWAY_FOR))
                .isInstanceOf(AssertionError.class);
        assertThat(env.tenant.mailboxes().inbox("second.admin@partner.example")).isEmpty();
    }

    private String saveWithExpiryIn(int days) {
        String day = DAY.format(LocalDate.now(WHERE_DAYS_BEGIN).plusDays(days));
        saveWithExpiry(day);
        return day;
    }

    private void saveWithExpiry(String day) {
        administrator.typeExpiry(day);
        administrator.save();
        administrator.reload();
    }

    private void assertLinksTo(String link, String place) {
        banner().locator("a", new Locator.LocatorOptions().setHasText(link)).click();
        assertThat(administrator.page.url()).endsWith("/settings.xhtml#" + place);
    }

    /** Asserts that the question is shown, with the focus on the safe choice. */
    private void assertAsked(String text) {
        assertThat(question()).containsText(text);
        assertThat(administrator.button("Back to the date")).isFocused();
    }

    private Locator question() {
        return administrator.page.locator("#dateDialog");
    }

    private Locator date() {
        return administrator.page.locator("#secretExpires_input");
    }

    private Locator banner() {
        return administrator.page.locator(".banner");
    }

    private Locator storedLine() {
        return administrator.page.locator("#clientSecretPlace small");
    }
}
