package org.signetmail.journey;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.options.BoundingBox;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** A button that is being pressed while the page answers to what was typed before. */
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
        env.calm();
        administrator = env.administrator();
    }

    @Test
    void aPressBegunBeforeTheMarkOfAChangedDayStoodThereCounts() {
        administrator.type("secretExpires_input", "9 Oct 2030");
        pressUntil(
                "Test Credentials",
                () -> assertThat(administrator.changed("secretExpires")).isVisible());
        assertThat(administrator.page.locator("#credentialsResult .result")).containsText("Authentication Successful");
    }

    @Test
    void aPressBegunBeforeAMistakeWasPointedOutCounts() {
        administrator.type("systemMailbox", "other@contoso.example");
        administrator.type("clientId", "not an id");
        pressUntil("Save", () -> assertThat(administrator.error("clientId")).isVisible());
        assertThat(administrator.notice()).containsText("Not saved yet");
    }

    private void pressUntil(String button, Runnable drawn) {
        assertThat(administrator.button(button)).isEnabled();
        administrator.button(button).scrollIntoViewIfNeeded();
        BoundingBox box = administrator.button(button).boundingBox();
        administrator.page.mouse().move(box.x + box.width / 2, box.y + box.height / 2);
        administrator.page.mouse().down();
        drawn.run();
        administrator.page.mouse().up();
    }
}
