package org.signetmail.journey;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Download;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.FilePayload;
import java.io.ByteArrayOutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.interfaces.RSAPrivateCrtKey;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
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

/**
 * Private keys that are made, imported, tested, promoted and used for sending appear nowhere in clear on a server with
 * verbose logging, and neither does the file that was imported, nor its password.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class PrivateKeyCanaryIT {
    private static final String PASSWORD = "cAn4R pass+word of the file~6614";
    private static final String WRONG_PASSWORD = "cAn4R wrong pass+word of the file~2207";

    private VerboseServer verbose;
    private TestEnvironment env;
    private Path folder;
    private SignedCertificate own;
    private byte[] file;

    @BeforeAll
    void begin(@TempDir Path temporary) throws Exception {
        folder = temporary;
        verbose = new VerboseServer("privatekeycanary", folder).start();
        env = verbose.env;
    }

    @AfterAll
    void end() {
        verbose.close();
    }

    /** A certificate of the operator's own, uploaded, with the file to import it from. */
    @BeforeEach
    void reset() throws Exception {
        env.reset();
        own = SignedCertificate.of(Instant.now().minusSeconds(60), Instant.now().plus(Duration.ofDays(90)));
        env.tenant.keys().uploadCertificate(own.der());
        var store = KeyStore.getInstance("PKCS12");
        store.load(null, null);
        store.setKeyEntry("signet", own.key(), PASSWORD.toCharArray(), new Certificate[] {own.certificate()});
        var written = new ByteArrayOutputStream();
        store.store(written, PASSWORD.toCharArray());
        file = written.toByteArray();
    }

    private Canaries ofTheFile() {
        return new Canaries(List.of(PASSWORD, WRONG_PASSWORD)).and(file).and((RSAPrivateCrtKey) own.key());
    }

    private Canaries withKeysOfTheDatabase(String copy) throws Exception {
        Canaries canaries = ofTheFile();
        for (RSAPrivateCrtKey key : new SealedKeys(env.data).all(folder.resolve(copy))) {
            canaries = canaries.and(key);
            String encoded = Base64.getEncoder().encodeToString(key.getEncoded());
            assertThat(canaries.in(encoded)).as("the search works").isNotEmpty();
        }
        return canaries;
    }

    @Test
    @Order(1)
    void noPrivateKeyIsInAnyLogPageAddressOrFile() throws Exception {
        AdministratorAtWork administrator = verbose.recorded();
        administrator.giveNameAndPassword("admin", TestEnvironment.PASSWORD);
        assertThat(administrator.heading("SMTP")).isVisible();
        administrator.typeContoso("Microsoft Graph");
        administrator.save();
        Page page = administrator.page;

        openCredentials(administrator);
        makeAndUpload(page);
        testAndPromote(page);
        openSettings(administrator);
        mailed(administrator);
        refused(administrator);

        openCredentials(administrator);
        importFile(page, WRONG_PASSWORD, "The password of the file is wrong.");
        importFile(page, PASSWORD, "The next credential is stored.");
        testAndPromote(page);
        openSettings(administrator);
        administrator.chooseCard("SMTP");
        administrator.save();
        mailed(administrator);
        refused(administrator);

        assertThat(env.tenant.requests().carried("client_assertion"))
                .as("the certificates were used")
                .isTrue();
        verbose.assertNowhere(withKeysOfTheDatabase("copy-of-both"), "privatekeycanary");
    }

    /**
     * The keys of deleted certificates, made and imported, and what was typed to import one.
     *
     * <p>The JDK keeps the private exponent of a key that has signed, to blind further signatures ({@code RSACore}), until a
     * signature is made after the key was collected. Here the current certificate signs.
     */
    @Test
    @Order(2)
    void aDeletedPrivateKeyIsInNoLiveObject() throws Exception {
        AdministratorAtWork administrator = env.administrator();
        Page page = administrator.page;
        openCredentials(administrator);
        makeAndUpload(page);
        page.locator("#testNext").click();
        assertThat(page.locator("#done")).containsText("Entra gave a token");
        List<RSAPrivateCrtKey> stored = new SealedKeys(env.data).all(folder.resolve("copy-with-next"));
        drop(page);

        importFile(page, WRONG_PASSWORD, "The password of the file is wrong.");
        importFile(page, PASSWORD, "The next credential is stored.");
        page.locator("#testNext").click();
        assertThat(page.locator("#done")).containsText("Entra gave a token");
        drop(page);

        Canaries canaries = ofTheFile().and(stored.get(stored.size() - 1));
        openSettings(administrator);
        var heap = new LivingHeap(env.server, folder);
        assertThat(heap.keptForGood(
                        canaries,
                        Contoso.NOTIFICATIONS,
                        () -> assertThat(administrator.testCredentials()).containsText("Authentication Successful")))
                .isEmpty();
    }

    private void openCredentials(AdministratorAtWork administrator) {
        administrator.page.navigate(env.server.at("/credentials.xhtml").toString());
    }

    private void openSettings(AdministratorAtWork administrator) {
        administrator.openSettings();
        assertThat(administrator.page.locator("#clientSecretPlace")).containsText("A certificate is stored");
    }

    private void makeAndUpload(Page page) throws Exception {
        page.locator("#addNext").click();
        assertThat(page.locator("#done")).containsText("The next credential is stored.");
        Download made =
                page.waitForDownload(() -> page.locator("#certificateFile").click());
        env.tenant.keys().uploadCertificate(Files.readAllBytes(made.path()));
    }

    private static void testAndPromote(Page page) {
        page.locator("#testNext").click();
        assertThat(page.locator("#done")).containsText("Entra gave a token");
        page.locator("#promoteNext").click();
        assertThat(page.locator("#done")).containsText("is the current one now");
    }

    private void importFile(Page page, String password, String result) {
        new Menu(page, "kind").choose("Own certificate from a .pfx file");
        page.locator("#pkcs12").setInputFiles(new FilePayload("own.pfx", "application/x-pkcs12", file));
        page.locator("#pkcs12Password").fill(password);
        page.waitForFunction("() => document.getElementById('pkcs12Content').value !== ''");
        page.locator("#addNext").click();
        assertThat(page.locator("#done")).containsText(result);
    }

    private static void drop(Page page) {
        page.locator("#dropNext").click();
        page.locator(".ui-confirmdialog-yes").click();
        assertThat(page.locator("#done")).containsText("was deleted");
    }

    private static void mailed(AdministratorAtWork administrator) {
        assertThat(administrator.testSettings(Contoso.GUEST)).containsText("Accepted");
    }

    private void refused(AdministratorAtWork administrator) {
        for (Failure failure : List.of(
                Failure.PS256_REFUSED,
                Failure.CERTIFICATE_EXPIRED,
                Failure.CERTIFICATE_UNKNOWN,
                Failure.ENTRA_HTML,
                Failure.ENTRA_SERVER_ERROR,
                Failure.ENTRA_DOWN)) {
            env.tenant.failures().on(failure);
            if (failure == Failure.PS256_REFUSED) {
                assertThat(administrator.testCredentials()).containsText("Authentication Successful");
            } else {
                assertThat(administrator.testCredentials()).not().containsText("Authentication Successful");
            }
            env.tenant.failures().clear();
        }
    }
}
