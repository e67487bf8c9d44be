package org.signetmail.journey;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/** No state of a page violates a rule of axe-core, light or dark, wide or narrow. */
class AccessiblePagesIT extends PageStates {
    private Axe axe;

    @Override
    TestEnvironment environment(Path folder) throws Exception {
        return new TestEnvironment("accessible-pages", folder);
    }

    @BeforeEach
    void begin() {
        axe = new Axe();
    }

    @Override
    void check(Page shown, String state, Runnable open) {
        axe.check(shown, state, open);
    }

    @AfterEach
    void assertNoViolations() {
        assertThat(axe.violations()).as("in %s", axe.states()).isEmpty();
    }
}
