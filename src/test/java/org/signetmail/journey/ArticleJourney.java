package org.signetmail.journey;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.signetmail.practice.Contoso;

/** All steps of the article, by both delivery routes. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class ArticleJourney {
    private static final Duration ARRIVES_WITHIN = Duration.ofSeconds(20);

    TestEnvironment env;

    /** An environment with the server under test, not started yet. */
    abstract TestEnvironment stage(Path folder) throws Exception;

    @BeforeAll
    void begin(@TempDir Path folder) throws Exception {
        env = stage(folder).start();
    }

    @AfterAll
    void end() {
        env.close();
    }

    @BeforeEach
    void reset() {
        env.reset();
    }

    @ParameterizedTest
    @CsvSource({"Microsoft Graph, Mail.Send", "SMTP, SMTP.SendAsApp"})
    void theMailArrivesAndIsKeptInTheSentFolder(String route, String permission) {
        AdministratorAtWork administrator = env.administrator();
        administrator.turnOn();
        administrator.chooseType("OAuth 2.0");
        administrator.typeContoso(route);

        var tested = administrator.testCredentials();
        assertThat(tested).containsText("Authentication Successful");
        assertThat(tested).containsText(Contoso.APPLICATION_NAME);
        assertThat(tested).containsText(Contoso.TENANT_ID);
        assertThat(tested).containsText(permission);

        administrator.save();
        assertThat(administrator.page.locator("#clientSecretPlace")).containsText("Stored");

        var sent = administrator.testSettings(Contoso.GUEST);
        assertThat(sent).containsText("Accepted by Microsoft");
        assertThat(sent)
                .containsText("Accepted is not delivered: if nothing arrives, look for an undeliverable report in the"
                        + " mailbox " + Contoso.NOTIFICATIONS);
        assertThat(administrator.tag()).hasText("Working");

        var mail = env.tenant
                .mailboxes()
                .awaitInbox(Contoso.GUEST, arrived -> arrived.subject().startsWith("Signet test mail"), ARRIVES_WITHIN);
        assertThat(mail.author()).isEqualTo(Contoso.NOTIFICATIONS);
        assertThat(mail.recipients()).containsExactly(Contoso.GUEST);
        assertThat(env.tenant.mailboxes().sent(Contoso.NOTIFICATIONS)).hasSize(1);
        assertThat(env.tenant.mailboxes().sent(Contoso.FIRST_USER)).isEmpty();

        // A changed date does not undo the grant and the test; only saving and the test message are to do again.
        administrator.typeExpiry("9 Sep 2030");
        assertThat(administrator.page.locator("#guidePanel")).containsText("6 of 8 done");
        assertThat(administrator.scriptFaults()).isEmpty();
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
    void theLargestValidFormIsSaved() {
        AdministratorAtWork administrator = env.administrator();
        administrator.typeContoso("SMTP");
        LargestForm.savedBy(administrator);
        assertThat(administrator.scriptFaults()).isEmpty();
    }

    /** Browsers convert the value of an email input; Chromium changes straße to strasse. */
    @Test
    void anAddressIsReadAsTyped() {
        AdministratorAtWork administrator = env.administrator();
        administrator.typeContoso("SMTP");
        administrator.save();
        administrator.page.locator("#testRecipient").focus();
        administrator.page.keyboard().insertText("user@straße.example");
        administrator.button("Test Settings").click();

        assertThat(administrator.error("testRecipient"))
                .containsText("Enter the one that is meant: xn--strae-oqa.example is exactly this name");
        assertThat(administrator.page.locator("#testRecipient")).hasValue("user@straße.example");
        assertThat(env.tenant.mailboxes().sent(Contoso.NOTIFICATIONS)).isEmpty();

        administrator.page.locator("#systemMailbox").clear();
        administrator.page.locator("#systemMailbox").focus();
        administrator.page.keyboard().insertText("user@straße.example");
        assertThat(administrator.error("systemMailbox")).containsText("xn--strae-oqa.example");
    }

    @Test
    void invisibleCharactersOfAPastedValueAreRemovedAtItsEndsAndNamedInside() {
        AdministratorAtWork administrator = env.administrator();
        administrator.typeContoso("SMTP");
        administrator.type("clientId", "\uFEFF{" + Contoso.CLIENT_ID + "}\u200B");
        administrator.type("systemMailbox", "“" + Contoso.NOTIFICATIONS + "”\u00A0");
        administrator.typeClientSecret("\u200E" + Contoso.CLIENT_SECRET + "\u2060");
        assertThat(administrator.testCredentials()).containsText("Authentication Successful");
        administrator.save();
        assertThat(administrator.page.locator("#clientId")).hasValue(Contoso.CLIENT_ID);
        assertThat(administrator.page.locator("#systemMailbox")).hasValue(Contoso.NOTIFICATIONS);

        administrator.type("tenantId", "contoso\u200B.example");
        assertThat(administrator.error("tenantId"))
                .containsText("There is an invisible character after “contoso”: zero width space (U+200B).");
        administrator.typeClientSecret("wrong~\u200Bsecret");
        assertThat(administrator.error("clientSecret")).containsText("Character 7 of the Client Secret is invisible.");
        assertThat(administrator.page.content()).doesNotContain("wrong~");
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

    /** Typed text is never evaluated as an EL expression, neither on the sign-in page nor after sign-in. */
    @Test
    void aTypedExpressionStaysText() {
        TypedExpressions.everywhere(env);
    }
}
