package org.signetmail.journey;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;

/** The parts of every explanation on the page. */
final class Explanation {
    private Explanation() {}

    /** Asserts that the page shows what happened, who can fix it and how, and can still be opened. */
    static void assertExplained(AdministratorAtWork administrator, Locator result, String headline) {
        assertThat(result.locator("header h3")).hasText(headline);
        assertThat(result.locator(".result-body > .prose")).not().isEmpty();
        assertThat(result.getByText("Who can fix this")).isVisible();
        assertThat(result.locator(".mend .prose").first()).not().isEmpty();
        assertThat(result.locator(".steps > li").first()).not().isEmpty();
        assertThat(result.innerText()).doesNotContain("\tat ", "java.", "null", "{", "}");
        assertThat(administrator.heading("SMTP")).isVisible();
        var again = administrator.page.context().request().get(administrator.page.url());
        assertThat(again.status()).isEqualTo(200);
        assertThat(again.text()).contains("<h1>SMTP</h1>").doesNotContain("\tat ", "java.lang");
    }
}
