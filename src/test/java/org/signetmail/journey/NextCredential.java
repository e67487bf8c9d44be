package org.signetmail.journey;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Page;
import org.signetmail.server.Site;

/** The page of the credentials, for tests of other packages. */
public final class NextCredential {
    private final Page page;
    private final String address;

    public NextCredential(AdministratorAtWork administrator, Site site) {
        page = administrator.page;
        address = site.at("/credentials.xhtml").toString();
    }

    /** Stores this secret as the next one. */
    public void add(String secret) {
        page.navigate(address);
        new Menu(page, "kind").choose("Client secret");
        page.locator("#nextSecret").fill(secret);
        page.locator("#addNext").click();
        assertThat(page.locator("#done")).containsText("The next credential is stored.");
    }

    /** Waits until the page shows this of a stored credential. */
    public void await(String words) {
        page.waitForCondition(() -> {
            page.navigate(address);
            return page.locator("#stored").textContent().contains(words);
        });
    }
}
