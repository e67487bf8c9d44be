package org.signetmail.journey;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Page;
import java.util.function.Consumer;
import org.signetmail.server.Site;

/** The states of the pages beside the settings page: credentials, warnings, and the empty delivery log. */
final class CredentialPages {
    private CredentialPages() {}

    static void beforeSetUp(Site site, Page page, Consumer<String> check) {
        page.navigate(site.at("/credentials.xhtml").toString());
        check.accept("credentials, no application");
        page.navigate(site.at("/warnings.xhtml").toString());
        check.accept("channels of the warnings");
        DeliveryPages.beforeSetUp(site, page, check);
    }

    /** With a saved client secret. */
    static void walk(Site site, Page page, Consumer<String> check) {
        page.navigate(site.at("/credentials.xhtml").toString());
        check.accept("credentials, none is next");
        page.locator("#saveRenewal").click();
        assertThat(page.locator("#renewed")).isVisible();
        check.accept("credentials, renewal saved");
        page.locator("#addNext").click();
        assertThat(page.locator("#done")).isVisible();
        check.accept("credentials, a certificate is next");
        page.locator("#testNext").click();
        assertThat(page.locator(".result-bad")).isVisible();
        check.accept("credentials, the next one is refused");
        page.locator("#dropNext").click();
        check.accept("delete the next credential?");
        page.locator(".ui-confirmdialog-yes").click();
        assertThat(page.locator("#done")).isVisible();
    }
}
