package org.signetmail.journey;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.signetmail.practice.Contoso;
import org.signetmail.practice.Failure;

/**
 * Secrets that are typed, tested, saved and used for sending appear nowhere in clear on a server with verbose logging.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class CanaryIT {
    private static final String WRONG_SECRET = "cAn4R~wrong.Se+cret_5d1f8b20c7a94e63";
    private static final String WRONG_PASSWORD = "cAn4R wrong pass+word~7731";
    private static final String WRONG_SIGN_IN = "cAn4R wrong sign-in+sentence~5529";
    private static final String NEVER_TESTED = "cAn4R~never.Tes+ted_91ec07d3b58f4a26";
    private static final String TESTED = "cAn4R~te.Sted+once_7be2a90d41c3685f";
    private static final String TESTED_PASSWORD = "cAn4R tested pass+word~8836";
    private static final String NEVER_TESTED_PASSWORD = "cAn4R never tested pass+word~4417";

    private static final Canaries CANARIES = new Canaries(List.of(
            Contoso.CLIENT_SECRET,
            Contoso.NEW_SECRET,
            Contoso.RELAY_PASSWORD,
            TestEnvironment.PASSWORD,
            WRONG_SECRET,
            WRONG_PASSWORD,
            WRONG_SIGN_IN,
            TESTED,
            TESTED_PASSWORD,
            NEVER_TESTED,
            NEVER_TESTED_PASSWORD));

    private VerboseServer verbose;
    private TestEnvironment env;
    private Path folder;

    @BeforeAll
    void begin(@TempDir Path temporary) throws Exception {
        folder = temporary;
        verbose = new VerboseServer("canary", folder);
        env = verbose.env.trustingTheRelay();
        verbose.start();
    }

    @AfterAll
    void end() {
        verbose.close();
    }

    @BeforeEach
    void reset() {
        env.reset();
    }

    @Test
    void noSecretIsInAnyLogPageAddressOrFile() throws IOException {
        AdministratorAtWork administrator = verbose.recorded();
        administrator.giveNameAndPassword("admin", WRONG_SIGN_IN);
        assertThat(administrator.page.getByText("User name or password is wrong."))
                .isVisible();
        administrator.giveNameAndPassword("admin", TestEnvironment.PASSWORD);
        assertThat(administrator.heading("SMTP")).isVisible();

        clientSecret(administrator);
        conflict(administrator);
        relayPassword(administrator);
        theSessionEndsWithASecretTyped(administrator);

        verbose.assertNowhere(CANARIES, "canary");
    }

    private void clientSecret(AdministratorAtWork administrator) {
        administrator.typeContoso("Microsoft Graph");
        administrator.type("clientSecret", WRONG_SECRET);
        assertThat(administrator.testCredentials()).containsText("7000215");
        administrator.type("clientSecret", Contoso.CLIENT_SECRET);
        for (Failure failure : List.of(
                Failure.SECRET_WRONG,
                Failure.SECRET_EXPIRED,
                Failure.CONDITIONAL_ACCESS,
                Failure.ENTRA_HTML,
                Failure.ENTRA_SERVER_ERROR,
                Failure.ENTRA_DOWN)) {
            env.tenant.failures().on(failure);
            assertThat(administrator.testCredentials()).not().containsText("Authentication Successful");
            env.tenant.failures().clear();
        }
        administrator.type("systemMailbox", "not an address");
        administrator.pressSave();
        assertThat(administrator.notice()).containsText("Not saved yet");
        administrator.type("systemMailbox", Contoso.NOTIFICATIONS);
        assertThat(administrator.testCredentials()).containsText("Authentication Successful");
        administrator.save();
        mailed(administrator, Failure.GRAPH_401);

        administrator.chooseCard("SMTP");
        administrator.typeClientSecret(Contoso.NEW_SECRET);
        administrator.typeExpiry("9 Sep 2030");
        assertThat(administrator.testCredentials()).containsText("Authentication Successful");
        administrator.save();
        mailed(administrator, Failure.CREDENTIALS_INCORRECT);
    }

    private void conflict(AdministratorAtWork administrator) {
        AdministratorAtWork other = verbose.recorded();
        other.giveNameAndPassword("admin", TestEnvironment.PASSWORD);
        assertThat(other.heading("SMTP")).isVisible();
        administrator.typeClientSecret(Contoso.CLIENT_SECRET);
        administrator.typeExpiry("8 Sep 2030");
        administrator.awaitUnsaved();
        other.type("warned", "first.admin@partner.example");
        other.save();
        administrator.pressSave();
        assertThat(administrator.notice()).containsText("saved other settings");
        administrator.save();
    }

    private void relayPassword(AdministratorAtWork administrator) {
        administrator.chooseType("Basic");
        administrator.type("host", env.tenant.relay().host());
        administrator.type("port", Integer.toString(env.tenant.relay().startTlsPort()));
        administrator.type("relayUser", Contoso.RELAY_USER);
        administrator.type("relayPassword", WRONG_PASSWORD);
        assertThat(administrator.testCredentials()).containsText("535");
        administrator.type("relayPassword", Contoso.RELAY_PASSWORD);
        assertThat(administrator.testCredentials()).containsText("Authentication Successful");
        administrator.save();
        mailed(administrator, Failure.RELAY_NO_STARTTLS);
    }

    private void mailed(AdministratorAtWork administrator, Failure failure) {
        assertThat(administrator.testSettings(Contoso.GUEST)).containsText("Accepted");
        env.tenant.failures().on(failure);
        administrator.button("Test Settings").click();
        assertThat(administrator.page.locator("#testMailResult .result-bad")).isVisible();
        env.tenant.failures().clear();
    }

    private void theSessionEndsWithASecretTyped(AdministratorAtWork administrator) {
        administrator.button("Replace the stored password").click();
        assertThat(administrator.page.locator("#relayPassword")).isVisible();
        env.forgetSessionOf(administrator);
        administrator.type("relayPassword", NEVER_TESTED_PASSWORD);
        assertThat(administrator.page.getByText("Your session has ended.")).isVisible();
        administrator.giveNameAndPassword("admin", TestEnvironment.PASSWORD);
        assertThat(administrator.heading("SMTP")).isVisible();
    }

    /**
     * Searches a dump of all live objects for the bytes of the typed secret: neither the session nor the view state nor
     * any other object may hold it.
     */
    @Test
    void aTypedAndUntestedSecretIsInNoLiveObject() throws IOException {
        AdministratorAtWork administrator = env.administrator();
        administrator.turnOn();
        administrator.chooseType("OAuth 2.0");
        administrator.choose("cloud", "Custom");
        administrator.typeClientSecret(NEVER_TESTED);
        administrator.type("systemMailbox", "marker of a typed value");
        administrator.typeExpiry("not a day");
        administrator.pressSave();
        assertThat(administrator.notice()).containsText("Not saved yet");
        assertThat(administrator.typed("clientSecret")).isEqualTo(NEVER_TESTED);

        var heap = new LivingHeap(env.server, folder);
        assertThat(heap.keptForGood(NEVER_TESTED, "marker of a typed value")).isEmpty();
    }

    /** A fingerprint identifies the tested secret, and nothing else needs the secret after the test. */
    @Test
    void aTestedSecretIsInNoLiveObjectAfterItsTest() throws IOException {
        AdministratorAtWork administrator = env.administrator();
        administrator.turnOn();
        administrator.chooseType("OAuth 2.0");
        administrator.typeContoso("Microsoft Graph");
        administrator.typeClientSecret(TESTED);
        assertThat(administrator.testCredentials()).containsText("7000215");
        administrator.chooseType("Basic");
        administrator.type("host", env.tenant.relay().host());
        administrator.type("port", Integer.toString(env.tenant.relay().startTlsPort()));
        administrator.type("relayUser", "marker of a tested user");
        administrator.typePassword(TESTED_PASSWORD);
        assertThat(administrator.testCredentials()).containsText("535");

        var heap = new LivingHeap(env.server, folder);
        assertThat(heap.keptForGood(TESTED, "marker of a tested user")).isEmpty();
        assertThat(heap.keptForGood(TESTED_PASSWORD, "marker of a tested user")).isEmpty();

        administrator.button("Sign out").click();
        administrator.giveNameAndPassword("admin", TestEnvironment.PASSWORD);
        assertThat(administrator.heading("SMTP")).isVisible();
        assertThat(administrator.page.locator("#relayUser")).hasValue("marker of a tested user");
        assertThat(administrator.page.locator("#credentialsResult .result")).hasCount(0);
    }
}
