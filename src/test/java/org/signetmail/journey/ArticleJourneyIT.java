package org.signetmail.journey;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.signetmail.practice.Contoso;
import org.signetmail.server.PayaraMicro;

/**
 * On the server that Signet is made for. What follows from Signet alone and not from the server is tested here once.
 */
class ArticleJourneyIT extends ArticleJourney {
    @Override
    TestEnvironment stage(Path folder) throws Exception {
        return new TestEnvironment("article-journey", folder, PayaraMicro::named);
    }

    /**
     * A report arrives in a mailbox minutes or hours later; its code has the same explanation as an immediate refusal.
     */
    @Test
    void anUndeliverableReportIsExplained() {
        AdministratorAtWork administrator = env.administrator();
        administrator.turnOn();
        Locator result = administrator.page.locator("#reportResult .result");
        administrator
                .page
                .getByText("Nothing arrived? Explain an undeliverable report")
                .click();

        administrator.type("pastedReport", """
                Status code: 550 5.7.708
                Remote server returned '550 5.7.708 Service unavailable. <b id=evil>Access</b> denied, traffic not accepted'
                """);
        administrator.button("Explain").click();
        assertThat(result).containsText("Who can fix this");
        assertThat(result).containsText("What to do");
        assertThat(result.locator(".when")).hasText("550 5.7.708");
        result.getByText("The answer in its own words").click();
        assertThat(result.locator("blockquote")).containsText("<b id=evil>Access</b> denied");
        assertThat(administrator.page.locator("#evil")).hasCount(0);

        administrator.type("pastedReport", "5.6.199");
        administrator.button("Explain").click();
        assertThat(result).containsText("Signet does not know this code");

        administrator.type("pastedReport", "It did not arrive.");
        administrator.button("Explain").click();
        assertThat(result).containsText("There is no code in this text");
        assertThat(administrator.scriptFaults()).isEmpty();
    }

    /** The article's “User emails must match the system-generated domain”, for a company with several. */
    @Test
    void usersOfAListedFurtherDomainSendFromTheirOwnMailboxes() {
        AdministratorAtWork administrator = env.administrator();
        administrator.typeContoso("Microsoft Graph");
        Locator preview = administrator.page.locator("#askedUserAnswer");
        administrator.type("askedUser", Contoso.FURTHER_USER);
        assertThat(preview).containsText("From " + Contoso.NOTIFICATIONS);

        String wrong = Contoso.FURTHER_DOMAIN + ", " + Contoso.FIRST_USER;
        administrator.type("furtherDomains", wrong);
        assertThat(administrator.error("furtherDomains")).containsText("“" + Contoso.FIRST_USER + "” is an address.");
        administrator.pressSave();
        assertThat(administrator.notice()).hasText("Not saved yet: Further domains needs attention.");
        assertThat(administrator.page.locator("#furtherDomains")).isFocused();
        assertThat(administrator.typed("furtherDomains")).isEqualTo(wrong);

        administrator.type("furtherDomains", "@Fabrikam.example, bücher.example FABRIKAM.example\ncontoso.example");
        assertThat(administrator.error("furtherDomains")).hasCount(0);
        assertThat(preview).containsText("From " + Contoso.FURTHER_USER);
        assertThat(preview).containsText("is one of the further domains.");
        administrator.save();
        String kept = "fabrikam.example\nxn--bcher-kva.example\ncontoso.example";
        assertThat(administrator.page.locator("#furtherDomains")).hasValue(kept);
        assertThat(administrator.page.locator("#history"))
                .containsText("Further domains: none → " + kept.replace("\n", ", "));
        administrator.reload();
        assertThat(administrator.page.locator("#furtherDomains")).hasValue(kept);

        administrator.chooseUserSender("System Generated Email");
        assertThat(administrator.page.locator("#furtherDomains")).hasCount(0);
        administrator.chooseUserSender("User Email");
        assertThat(administrator.page.locator("#furtherDomains")).hasValue(kept);

        administrator.type("furtherDomains", "");
        assertThat(administrator.changed("furtherDomains"))
                .containsText("Was: fabrikam.example, xn--bcher-kva.example");
        administrator.save(); // Without typing the secret again.
        administrator.reload();
        assertThat(administrator.page.locator("#furtherDomains")).hasValue("");
        assertThat(administrator.scriptFaults()).isEmpty();
    }

    @Test
    void aMailboxOfTheInitialDomainShowsARemarkImmediately() {
        AdministratorAtWork administrator = env.administrator();
        administrator.typeContoso("SMTP");
        administrator.save(); // What is typed next differs from something.
        Locator region = administrator.page.locator("#systemMailbox-row [aria-live]:has(#systemMailbox-remark)");
        assertThat(region).hasAttribute("aria-live", "polite");
        assertThat(region).hasText("");
        region.evaluate("region => { region.sameAsBefore = true; }");

        administrator.type("systemMailbox", "notices@contoso.onmicrosoft.com");
        assertThat(region).containsText("At most 100 external recipients a day.");
        assertThat(region.locator(".note")).isVisible();
        region.locator(".note").evaluate("note => { note.sameAsBefore = true; }");
        administrator.pictures("remark-on-the-system-mailbox");
        administrator.type("systemMailbox", "notifications@contoso.onmicrosoft.com");
        assertThat(administrator.changed("systemMailbox")).isVisible();
        administrator.settled();
        assertThat(region.evaluate("region => region.sameAsBefore")).isEqualTo(true);
        assertThat(region.locator(".note").evaluate("note => note.sameAsBefore"))
                .as("read out once")
                .isEqualTo(true);
        assertThat(administrator.error("systemMailbox")).hasCount(0);
        administrator.save(); // The remark does not prevent saving.
        assertThat(region.locator(".note")).isVisible();

        administrator.type("systemMailbox", Contoso.NOTIFICATIONS);
        assertThat(region).hasText("");
        assertThat(administrator.scriptFaults()).isEmpty();
    }
}
