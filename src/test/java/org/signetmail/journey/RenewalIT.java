package org.signetmail.journey;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Download;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.FilePayload;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;
import org.signetmail.practice.Contoso;
import org.signetmail.practice.Failure;
import org.signetmail.practice.SignedCertificate;

/** The renewal of the certificate as an administrator turns it on, sees it refused, and sees it work. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class RenewalIT {
    private static final String PASSWORD = "of the file";

    private TestEnvironment env;
    private AdministratorAtWork administrator;
    private Page page;

    @BeforeAll
    void begin(@TempDir Path folder) throws Exception {
        env = new TestEnvironment("renewal", folder).start();
        administrator = env.administrator();
        administrator.typeContoso("Microsoft Graph");
        administrator.save();
    }

    @AfterAll
    void end() {
        env.close();
    }

    @BeforeEach
    void openCredentials() {
        env.reset();
        administrator = env.administrator();
        page = administrator.page;
        page.navigate(env.server.at("/credentials.xhtml").toString());
    }

    private void renewNow() {
        page.locator("#renewNow").click();
        assertThat(page.locator("#renewed")).isVisible();
    }

    private void turnOn(String objectId) {
        if (!page.locator("#renew_input").isChecked()) {
            page.locator("#renew .ui-toggleswitch-slider").click();
        }
        page.locator("#objectId").fill(objectId);
    }

    private int registered() {
        return env.tenant.keys().certificates().size();
    }

    @Test
    @Order(1)
    void aSecretIsNotRenewedAndTheSwitchSaysWhy() {
        assertThat(page.locator("#renewalState")).containsText("Off");
        turnOn("");
        page.locator("#saveRenewal").click();
        assertThat(page.locator("#renewed")).containsText("Signet needs the Object ID");
        assertThat(page.locator("#renewalState")).containsText("Off");

        turnOn("not an Object ID");
        page.locator("#saveRenewal").click();
        assertThat(page.locator("#renewed")).containsText("Object ID");
        assertThat(page.locator("#objectId")).hasValue("not an Object ID");

        page.locator("#objectId").fill(" " + Contoso.OBJECT_ID + " ");
        page.locator("#saveRenewal").click();
        assertThat(page.locator("#renewed")).containsText("Saved: the certificate renews itself.");
        assertThat(page.locator("#renewalState")).containsText("the current credential is not a certificate");
        assertThat(page.locator("#renewNow")).hasCount(0);
        assertThat(page.locator("#objectId")).hasValue(Contoso.OBJECT_ID);
        administrator.pictures("renewal-of-a-secret");
    }

    @Test
    @Order(2)
    void theFirstCertificateIsUploadedByHand() throws Exception {
        page.locator("#addNext").click();
        assertThat(page.locator("#done")).containsText("The next credential is stored.");
        Download file =
                page.waitForDownload(() -> page.locator("#certificateFile").click());
        env.tenant.keys().uploadCertificate(Files.readAllBytes(file.path()));
        page.locator("#promoteNext").click();
        assertThat(page.locator("#done")).containsText("is the current one now");
        assertThat(page.locator("#renewalState")).containsText("On. Nothing has to be done now");
        assertThat(page.locator("#renewalState")).containsText("stays in the app registration until its end");
        assertThat(registered()).isEqualTo(1);
    }

    @Test
    @Order(3)
    void aRefusedRenewalIsExplainedAndMailIsStillSent() {
        env.tenant.failures().on(Failure.ADD_KEY_POLICY);
        renewNow();
        assertThat(page.locator("#renewed")).containsText("The renewal stopped.");
        assertThat(page.locator("#renewal .result")).containsText("The current certificate still serves");
        assertThat(page.locator("#renewal .result")).containsText("A policy of your organization refused");
        assertThat(page.locator("#renewal .result")).containsText("CredentialInvalidLifetimeAsPerAppPolicy");
        assertThat(page.locator("#renewalState")).containsText("not yet added to the app registration");
        String next = page.locator("#stored li").first().locator("dd.mono").textContent();
        Locator upload = page.locator("[aria-labelledby=h-upload]");
        assertThat(upload.locator("dd.mono").first()).hasText(next);
        assertThat(upload.locator(".steps")).containsText("Compare the thumbprint in the list with " + next);
        administrator.pictures("renewal-refused");
        env.tenant.failures().clear();

        turnOn(Contoso.SERVICE_PRINCIPAL_ID);
        renewNow();
        assertThat(page.locator("#renewal .result")).containsText("Microsoft refused the proof");
        assertThat(page.locator("#renewal .result")).containsText("enterprise application");
        var axe = new Axe();
        axe.check(page, "renewal refused");
        assertThat(axe.violations()).isEmpty();

        page.navigate(env.server.at("/settings.xhtml").toString());
        assertThat(administrator.testSettings(Contoso.GUEST)).containsText("Accepted by Microsoft");
    }

    @Test
    @Order(4)
    void theRenewalWorksAndTheFormerIsRemovedOnlyIfItsIdWasEntered() {
        assertThat(page.locator("#certificateId")).isVisible();
        page.locator("#certificateId")
                .fill(env.tenant.keys().certificates().get(0).keyId());
        turnOn(Contoso.OBJECT_ID);
        renewNow();
        assertThat(page.locator("#renewed")).containsText("The renewal has begun.");
        assertThat(page.locator("#renewal .result")).hasCount(0);
        assertThat(page.locator("#renewalState"))
                .containsText("The next certificate works, and becomes the current one on");
        assertThat(page.locator("#renewalState")).containsText("is removed from the app registration");
        assertThat(page.locator("#certificateId")).hasCount(0);
        assertThat(page.locator("#timeline")).containsText("Renewal of the certificate begun by a click");
        assertThat(registered()).isEqualTo(2);
        administrator.pictures("renewal-begun");

        page.locator("#promoteNext").click();
        assertThat(page.locator("#done")).containsText("is the current one now");
        assertThat(page.locator("#renewalState")).containsText("On. Nothing has to be done now");
        page.navigate(env.server.at("/settings.xhtml").toString());
        assertThat(administrator.testSettings(Contoso.GUEST)).containsText("Accepted by Microsoft");
        assertThat(administrator.scriptFaults()).isEmpty();
    }

    @Test
    @Order(5)
    void turnedOffItAsksMicrosoftNothing() {
        int before = env.tenant.requests().all().size();
        page.locator("#renew .ui-toggleswitch-slider").click();
        renewNow();
        assertThat(page.locator("#renewed")).containsText("nothing was renewed: turn the renewal on first");
        assertThat(page.locator("#renewalState")).containsText("Off");
        assertThat(env.tenant.requests().all()).hasSize(before);
    }

    @Test
    @Order(6)
    void theBannerOfACertificateLeadsToItsRotation() throws Exception {
        serveBy(Duration.ofDays(12));

        Locator banner = page.locator(".banner");
        assertThat(banner).containsText("The certificate expires in");
        banner.getByText("Rotate the certificate").click();
        assertThat(page.locator("#h-rotate")).isInViewport();
        assertThat(page.locator("#renewalState")).containsText("Off");
        administrator.pictures("certificate-near-its-end");
    }

    @Test
    @Order(7)
    void pastItsEndACertificateRenewsNothing() throws Exception {
        serveBy(Duration.ofSeconds(20));
        page.waitForCondition(() -> {
            page.navigate(env.server.at("/credentials.xhtml").toString());
            return page.locator(".banner strong").textContent().contains("expired");
        });
        turnOn(Contoso.OBJECT_ID);
        renewNow();

        assertThat(page.locator("#renewal .result")).containsText("The current certificate has ended");
        assertThat(page.locator("#renewal .result")).not().containsText("still serves");
        assertThat(page.locator("#stored")).containsText("Current, past its end");
        administrator.pictures("certificate-past-its-end");
        assertThat(administrator.scriptFaults()).isEmpty();
    }

    /** Imports a certificate that Entra knows, and makes it the current one. */
    private void serveBy(Duration life) throws Exception {
        if (page.locator("#dropNext").isVisible()) {
            page.locator("#dropNext").click();
            page.locator(".ui-confirmdialog-yes").click();
        }
        Instant now = Instant.now();
        var made = SignedCertificate.of(now.minusSeconds(60), now.plus(life));
        env.tenant.keys().uploadCertificate(made.der());
        new Menu(page, "kind").choose("Own certificate from a .pfx file");
        page.locator("#pkcs12")
                .setInputFiles(new FilePayload("own.pfx", "application/x-pkcs12", made.pkcs12(PASSWORD)));
        page.locator("#pkcs12Password").fill(PASSWORD);
        page.waitForFunction("() => document.getElementById('pkcs12Content').value !== ''");
        page.locator("#addNext").click();
        page.locator("#promoteNext").click();
        assertThat(page.locator("#done")).containsText("is the current one now");
    }
}
