package org.signetmail.journey;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Download;
import com.microsoft.playwright.Page;
import java.nio.file.Files;
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

    @Test
    void theMailArrivesWithACertificateInsteadOfASecret() throws Exception {
        AdministratorAtWork administrator = env.administrator();
        Page page = administrator.page;
        administrator.typeContoso("Microsoft Graph");
        administrator.chooseCard("Certificate");
        assertThat(page.locator("#clientSecretPlace")).containsText("No certificate is stored for this application");
        page.getByText("Create a certificate").click();

        page.locator("#addNext").click();
        assertThat(page.locator("#done")).containsText("The next credential is stored.");
        Download file =
                page.waitForDownload(() -> page.locator("#certificateFile").click());
        env.tenant.keys().uploadCertificate(Files.readAllBytes(file.path()));
        administrator.pictures("certificate-to-upload");
        page.getByText("Back to the settings").click();

        assertThat(page.locator("#clientSecretPlace")).containsText("A certificate is stored");
        assertThat(administrator.testCredentials()).containsText("Authentication Successful");
        administrator.save();
        assertThat(administrator.testSettings(Contoso.GUEST)).containsText("Accepted by Microsoft");
        var mail = env.tenant
                .mailboxes()
                .awaitInbox(Contoso.GUEST, arrived -> arrived.subject().startsWith("Signet test mail"), ARRIVES_WITHIN);
        assertThat(mail.author()).isEqualTo(Contoso.NOTIFICATIONS);
        assertThat(page.locator("#history")).containsText("Credential: Client Secret → Certificate");
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

    /** Typed text is never evaluated as an EL expression, neither on the sign-in page nor after sign-in. */
    @Test
    void aTypedExpressionStaysText() {
        TypedExpressions.everywhere(env);
    }
}
