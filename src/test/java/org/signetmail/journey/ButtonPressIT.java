package org.signetmail.journey;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.options.BoundingBox;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.signetmail.practice.Contoso;

/** The response to a key stroke leaves a control being pressed and unchanged live regions alone. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ButtonPressIT {
    private TestEnvironment env;
    private AdministratorAtWork administrator;

    @BeforeAll
    void begin(@TempDir Path folder) throws Exception {
        env = new TestEnvironment("press", folder).start();
        AdministratorAtWork first = env.administrator();
        first.typeContoso("Microsoft Graph");
        first.save();
    }

    @AfterAll
    void end() {
        env.close();
    }

    @BeforeEach
    void open() {
        env.reset();
        administrator = env.administrator();
        if (administrator.page.locator("#savestate").innerText().contains("Unsaved")) {
            administrator.discard();
        }
    }

    @Test
    void aPressBegunBeforeTheMarkOfAChangedDateAppearedCounts() {
        administrator.type("secretExpires_input", "9 Oct 2030");
        pressUntil(
                administrator.button("Test Credentials"),
                () -> assertThat(administrator.changed("secretExpires")).isVisible());
        assertThat(administrator.page.locator("#credentialsResult .result")).containsText("Authentication Successful");
    }

    @Test
    void aPressBegunBeforeAnErrorAppearedCounts() {
        administrator.type("systemMailbox", "other@contoso.example");
        administrator.type("clientId", "not an id");
        pressUntil(
                administrator.button("Save"),
                () -> assertThat(administrator.error("clientId")).isVisible());
        assertThat(administrator.notice()).containsText("Not saved yet");
    }

    @ParameterizedTest
    @ValueSource(strings = {".choice:has(#routeSmtp) label", ".choice:has(#routeSmtp)"})
    void aRouteChosenWhileAnErrorAppearsIsChosen(String pressed) {
        administrator.type("clientId", "not an id");
        pressUntil(
                administrator.page.locator(pressed),
                () -> assertThat(administrator.error("clientId")).isVisible());
        assertThat(administrator.changed("route")).isVisible();
        assertThat(administrator.page.locator(".choice.is-on:has(#routeSmtp)")).isVisible();
    }

    @Test
    void aKeyStrokeUpdatesOnlyTheMessagesOfItsField() {
        administrator.type("warned", "first.admin@partner.example");
        assertThat(administrator.changed("warned")).isVisible();
        administrator.settled();
        LiveRegions regions = LiveRegions.of(administrator.page);
        stroke("warned", "x");
        assertThat(regions.gone()).isEmpty();
        assertThat(regions.changed()).isEmpty();
        stroke("warned", "@");
        assertThat(administrator.error("warned")).isVisible();
        assertThat(regions.gone()).isEmpty();
        assertThat(regions.replaced()).isZero();
        assertThat(regions.changed()).contains("warned-error").doesNotContain("warned-was", "tag", "notice");
    }

    @Test
    void anUnchangedAlertIsNotAnnouncedAgain() {
        administrator.type("clientId", "not an id");
        assertThat(administrator.error("clientId")).isVisible();
        administrator.pressSave();
        assertThat(administrator.notice()).containsText("Not saved yet");
        administrator.settled();
        LiveRegions regions = LiveRegions.of(administrator.page);
        stroke("systemMailbox", "x");
        assertThat(administrator.changed("systemMailbox")).isVisible();
        assertThat(regions.gone()).isEmpty();
        assertThat(regions.changed()).contains("systemMailbox-was").doesNotContain("clientId-error", "notice");
        assertThat(administrator.page.locator("#notice")).hasAttribute("role", "alert");
        assertThat(administrator.page.locator("#clientId-error")).hasAttribute("role", "alert");
    }

    @Test
    void saveAndDiscardKeepTheirLiveRegions() {
        administrator.type("warned", "second.admin@partner.example");
        administrator.awaitUnsaved();
        administrator.settled();
        LiveRegions regions = LiveRegions.of(administrator.page);
        administrator.save();
        administrator.settled();
        assertThat(regions.gone()).isEmpty();
        assertThat(regions.changed()).contains("savestate");
        administrator.type("warned", " ");
        administrator.type("systemMailbox", "x");
        administrator.discard();
        assertThat(regions.gone()).isEmpty();
        assertThat(administrator.typed("warned")).isEqualTo("second.admin@partner.example");
        assertThat(administrator.typed("systemMailbox")).isEqualTo(Contoso.NOTIFICATIONS);
    }

    /** Types at the end of the field's text, and waits for the response. */
    private void stroke(String field, String text) {
        administrator.page.locator("#" + field).focus();
        administrator.page.keyboard().press("End");
        administrator.page.waitForResponse(
                "**/settings.xhtml", () -> administrator.page.keyboard().type(text));
        administrator.settled();
    }

    private void pressUntil(Locator control, Runnable rendered) {
        assertThat(control).isEnabled();
        control.scrollIntoViewIfNeeded();
        BoundingBox box = control.boundingBox();
        administrator.page.mouse().move(box.x + box.width / 2, box.y + box.height / 2);
        administrator.page.mouse().down();
        rendered.run();
        administrator.page.mouse().up();
    }
}
