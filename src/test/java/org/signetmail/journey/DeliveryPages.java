package org.signetmail.journey;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Page;
import java.util.function.Consumer;
import org.signetmail.server.Site;

/** The states of the delivery log. */
final class DeliveryPages {
    private DeliveryPages() {}

    static void beforeSetUp(Site site, Page page, Consumer<String> check) {
        page.navigate(site.at("/delivery.xhtml").toString());
        check.accept("delivery log, empty");
    }

    /** With messages in each state. */
    static void walk(Site site, Page page, Consumer<String> check) {
        page.navigate(site.at("/delivery.xhtml?recipient=guest%40partner.example&from=soon")
                .toString());
        page.getByText("Figures as a table").click();
        check.accept("delivery log, filtered, a day is wrong");
        page.navigate(site.at("/delivery.xhtml?show=unknown").toString());
        page.locator("#messages").getByText("Details").click();
        assertThat(page.locator("#happened")).isVisible();
        check.accept("delivery log, a message");
        page.locator("#settle").click();
        assertThat(page.locator("#done .note")).isVisible();
        check.accept("delivery log, none chosen");
        page.locator("#choosePage").check();
        page.locator("#settle").click();
        assertThat(page.locator("#sure")).isVisible();
        check.accept("settle a message as sent?");
    }
}
