package org.signetmail.journey;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.LocatorAssertions;
import com.microsoft.playwright.options.AriaRole;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.signetmail.practice.Contoso;
import org.signetmail.server.Site;

/** The actions of an administrator on the pages, by the labels on screen. */
public final class AdministratorAtWork {
    private static final double TEST_TIMEOUT = 30_000; // milliseconds

    final Page page;
    private final Site site;
    private final List<String> faults = new ArrayList<>();

    public AdministratorAtWork(Page page, Site site) {
        this.page = page;
        this.site = site;
        page.onPageError(faults::add);
    }

    /** The errors of the page's scripts; empty on a correct page. */
    List<String> scriptFaults() {
        return faults;
    }

    public void signIn(String user, String password) {
        openSettings();
        giveNameAndPassword(user, password);
        assertThat(heading("SMTP")).isVisible();
        settled(); // A date that is typed before the calendar is there is replaced by the saved one.
    }

    /** Submits the sign-in page, without checking the result. */
    void giveNameAndPassword(String user, String password) {
        page.getByLabel("User name").fill(user);
        page.getByLabel("Password", new Page.GetByLabelOptions().setExact(true)).fill(password);
        button("Sign in").click();
    }

    void openSettings() {
        page.navigate(site.at("/settings.xhtml").toString());
    }

    void turnOn() {
        settled(); // What is clicked before the scripts listen changes the control and nothing else.
        Locator custom = page.getByRole(AriaRole.CHECKBOX, new Page.GetByRoleOptions().setName("Custom SMTP Server"));
        if (!custom.isChecked()) {
            page.locator("#customServer .ui-toggleswitch-slider").click();
        }
        assertThat(page.locator("#type")).isVisible();
    }

    void chooseType(String label) {
        press("type", label);
    }

    void chooseUserSender(String label) {
        press("userSender", label);
    }

    private void press(String buttons, String label) {
        settled();
        page.locator("#" + buttons)
                .getByText(label, new Locator.GetByTextOptions().setExact(true))
                .click();
        settled();
    }

    void choose(String menu, String label) {
        settled();
        new Menu(page, menu).choose(label);
    }

    void chooseCard(String label) {
        settled();
        page.locator(".choice", new Page.LocatorOptions().setHasText(label))
                .locator("label")
                .click();
    }

    /** Replaces the value of the field with this id as a user would. */
    public void type(String field, String text) {
        page.locator("#" + field).fill(text);
    }

    void typeExpiry(String day) {
        type("secretExpires_input", day);
        page.keyboard().press("Tab");
    }

    /** Types the practice tenant's values and chooses this route. */
    public void typeContoso(String route) {
        turnOn();
        choose("cloud", "Custom");
        type("clientId", Contoso.CLIENT_ID);
        type("tenantId", Contoso.TENANT_ID);
        if (page.locator("#storedCredential-row").isVisible()) {
            chooseCard("Client Secret");
            settled();
        }
        typeClientSecret(Contoso.CLIENT_SECRET);
        typeExpiry("8 Sep 2030");
        chooseCard(route);
        type("systemMailbox", Contoso.NOTIFICATIONS);
    }

    /** Saves and waits until the page shows that it is saved. */
    public void save() {
        awaitUnsaved(); // The page may still show an earlier save.
        pressSave();
        assertThat(page.locator("#savestate")).containsText("Saved today");
    }

    void pressSave() {
        settled(); // An earlier save disables the button when its response is complete.
        assertThat(button("Save")).isEnabled();
        button("Save").click();
    }

    /** Presses the button and waits for the end of the test. */
    public Locator testCredentials() {
        assertThat(button("Test Credentials")).isEnabled();
        button("Test Credentials").click();
        settled();
        return ended("#credentialsResult");
    }

    public Locator testSettings(String recipient) {
        type("testRecipient", recipient);
        assertThat(button("Test Settings")).isEnabled();
        button("Test Settings").click();
        settled();
        return ended("#testMailResult");
    }

    /** Waits until the page is loaded, its scripts listen and it has rendered the response to the latest action. */
    void settled() {
        page.waitForFunction("() => document.readyState === 'complete' && PrimeFaces.ajax.Queue.isEmpty()");
    }

    /** Types a secret; presses Replace first if the page shows only the stored one. */
    void typeSecret(String field, String replace, String secret) {
        settled();
        Locator replaceButton = button(replace);
        assertThat(replaceButton.or(page.locator("#" + field))).isVisible();
        if (replaceButton.isVisible()) {
            replaceButton.click();
        }
        type(field, secret);
    }

    public void typeClientSecret(String secret) {
        typeSecret("clientSecret", "Replace the stored client secret", secret);
    }

    void typePassword(String password) {
        typeSecret("relayPassword", "Replace the stored password", password);
    }

    /** Discards unsaved changes. */
    void discard() {
        button("Discard").first().click();
        page.locator(".ui-confirmdialog-yes").click();
        assertThat(page.locator("#savestate")).not().containsText("Unsaved changes");
        settled();
    }

    /** The value of a field. */
    public String typed(String field) {
        return page.locator("#" + field).inputValue();
    }

    Locator notice() {
        return page.locator("#notice .note");
    }

    /** The note beside a changed field. */
    Locator changed(String field) {
        return page.locator("#" + field + "-row .changed");
    }

    /** Waits until the server knows of unsaved changes. */
    void awaitUnsaved() {
        assertThat(page.locator("#savestate")).hasText("Unsaved changes");
    }

    Locator button(String name) {
        return page.getByRole(
                AriaRole.BUTTON, new Page.GetByRoleOptions().setName(name).setExact(true));
    }

    Locator heading(String name) {
        return page.getByRole(
                AriaRole.HEADING, new Page.GetByRoleOptions().setName(name).setExact(true));
    }

    Locator error(String field) {
        return page.locator("#" + field + "-error .fault, #" + field + "-error.ui-message");
    }

    Locator tag() {
        return page.locator("#tag .status");
    }

    void reload() {
        page.reload();
        assertThat(heading("SMTP")).isVisible();
        settled();
    }

    /** The text of the whole page, for the message of a failed assertion. */
    String words() {
        return page.locator("main").innerText();
    }

    /** A picture of the whole page, from its top. */
    void picture(String name) {
        page.evaluate("() => window.scrollTo(0, 0)");
        page.screenshot(new Page.ScreenshotOptions()
                .setPath(Path.of("target", "pictures", name + ".png"))
                .setFullPage(true));
    }

    /** Two pictures: as wide as a desktop, and as narrow as a telephone. */
    void pictures(String name) {
        picture(name + "-1440");
        page.setViewportSize(390, 844);
        picture(name + "-390");
        page.setViewportSize(1440, 900);
    }

    private Locator ended(String place) {
        Locator result = page.locator(place + " .result:not(.result-run)");
        try {
            assertThat(result).isVisible(new LocatorAssertions.IsVisibleOptions().setTimeout(TEST_TIMEOUT));
        } catch (AssertionError missing) {
            throw new AssertionError(missing.getMessage() + "\nThe page says:\n" + words(), missing);
        }
        return result;
    }
}
