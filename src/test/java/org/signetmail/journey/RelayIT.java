package org.signetmail.journey;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.signetmail.account.Relay;
import org.signetmail.account.SmtpServer;
import org.signetmail.account.TlsMode;
import org.signetmail.practice.Contoso;
import org.signetmail.practice.Failure;
import org.signetmail.settings.StoreOnDisk;

/** An ordinary SMTP server in place of Microsoft 365: authentication types Basic and None. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class RelayIT {
    /** The practice relay by another name than the one in the operator's allow-list. */
    private static final String NOT_LISTED = "127.0.0.1";

    private static final Duration ARRIVES_WITHIN = Duration.ofSeconds(20);

    private TestEnvironment env;

    @BeforeAll
    void begin(@TempDir Path folder) throws Exception {
        env = new TestEnvironment("relay", folder).trustingTheRelay();
        try (var before = StoreOnDisk.open(env.data, Clock.systemUTC())) {
            before.saveWithoutAllowing(
                    new Relay(new SmtpServer(NOT_LISTED, env.tenant.relay().plainPort()), TlsMode.NONE));
        }
        env.start();
    }

    @AfterAll
    void end() {
        env.close();
    }

    @BeforeEach
    void reset() {
        env.reset();
    }

    @Test
    @Order(1)
    void aRelaySavedBeforeTheAllowListStillSendsWithABannerAndIsNotTested() {
        int port = env.tenant.relay().plainPort();
        var administrator = env.administrator();
        assertThat(administrator.page.locator(".banner-warn"))
                .containsText("lists " + NOT_LISTED + ":" + port + " in the configuration key signet.relay.hosts");
        administrator.pictures("relay-not-listed");
        assertThat(administrator.testSettings(Contoso.GUEST).locator("h3"))
                .hasText("Signet may not connect to this mail server");
        assertThat(administrator.tag()).not().containsText("Failing");
        assertThat(env.server.log()).contains("SIGNET-1305");

        administrator.type("warned", "first.admin@partner.example");
        administrator.save();
        administrator.type("host", "127.0.0.2");
        administrator.pressSave();
        assertThat(administrator.error("host")).containsText("signet.relay.hosts");
        assertThat(administrator.notice()).containsText("Not saved yet");
        administrator.pictures("failed-relay-not-saved");
        administrator.discard();
    }

    @Test
    @Order(2)
    void aServerThatIsNotListedIsNeverContacted() {
        var administrator = atTheRelay("Basic", env.tenant.relay().startTlsPort(), "STARTTLS");
        administrator.type("host", NOT_LISTED);
        administrator.type("relayUser", Contoso.RELAY_USER);
        administrator.typePassword(Contoso.RELAY_PASSWORD);

        var result = administrator.testCredentials();

        Explanation.assertExplained(administrator, result, "Signet may not connect to this mail server");
        assertThat(result).containsText("signet.relay.hosts");
        assertThat(env.tenant.requests().all()).isEmpty();
        administrator.pictures("failed-relay-not-allowed");
        administrator.page.navigate(env.server.at("/audit.xhtml?show=tests").toString());
        assertThat(administrator.page.content())
                .contains("Test Credentials: Basic, 127.0.0.1")
                .doesNotContain(Contoso.RELAY_PASSWORD);
        administrator.openSettings();
        administrator.discard();
    }

    @ParameterizedTest
    @CsvSource({"STARTTLS", "Implicit TLS"})
    void basicTestsSavesAndSends(String tls) {
        int port = tls.equals("STARTTLS")
                ? env.tenant.relay().startTlsPort()
                : env.tenant.relay().implicitTlsPort();
        var administrator = atTheRelay("Basic", port, tls);
        administrator.type("relayUser", Contoso.RELAY_USER);
        administrator.typePassword(Contoso.RELAY_PASSWORD);

        var tested = administrator.testCredentials();
        assertThat(tested.locator("h3")).hasText("Authentication Successful");
        assertThat(tested).containsText("localhost, port " + port);
        assertThat(env.tenant.requests().relayAuths())
                .singleElement()
                .satisfies(auth -> assertThat(auth.tls()).isTrue());

        administrator.save();
        assertThat(administrator.page.locator("#relayPasswordPlace")).containsText("Stored");
        assertArrives(administrator);

        administrator.reload();
        assertSaved(administrator, port, tls);
        assertThat(administrator.page.locator("#relayUser")).hasValue(Contoso.RELAY_USER);
        assertThat(administrator.page.locator("#relayPasswordPlace")).containsText("Stored");
        assertThat(administrator.page.content()).doesNotContain(Contoso.RELAY_PASSWORD);
        assertThat(administrator.scriptFaults()).isEmpty();
    }

    @Test
    void noneSavesAndSendsWithoutSignIn() {
        int port = env.tenant.relay().plainPort();
        var administrator = atTheRelay("None", port, "No TLS");
        assertThat(administrator.page.locator("#relayUser")).hasCount(0);
        assertThat(administrator.page.locator("#relayPasswordPlace")).hasCount(0);
        assertThat(administrator.button("Test Credentials")).hasCount(0);

        administrator.save();
        assertArrives(administrator);
        assertThat(env.tenant.requests().relayAuths()).isEmpty();

        administrator.reload();
        assertSaved(administrator, port, "No TLS");
        administrator.pictures("relay-none");
    }

    @Test
    void aWrongPasswordIsExplained() {
        var administrator = atTheRelay("Basic", env.tenant.relay().startTlsPort(), "STARTTLS");
        administrator.type("relayUser", Contoso.RELAY_USER);
        administrator.typePassword("not the relay's password");

        var result = administrator.testCredentials();

        Explanation.assertExplained(administrator, result, "The mail server refused user and password");
        administrator.pictures("failed-relay-password");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "RELAY_DOWN | The mail server can’t be reached",
                "RELAY_WRONG_HOST_NAME | The encrypted connection to the mail server failed",
                "RELAY_NO_STARTTLS | The mail server does not offer STARTTLS",
            })
    void aFailureOfTheServerIsExplained(Failure failure, String headline) {
        var administrator = atTheRelay("Basic", env.tenant.relay().startTlsPort(), "STARTTLS");
        administrator.type("relayUser", Contoso.RELAY_USER);
        administrator.typePassword(Contoso.RELAY_PASSWORD);
        env.tenant.failures().on(failure);

        var result = administrator.testCredentials();

        Explanation.assertExplained(administrator, result, headline);
        if (failure == Failure.RELAY_WRONG_HOST_NAME) {
            // Payara Micro unpacks its trust store at each start, even if it was started with another.
            assertThat(result.innerText()).containsPattern("cacerts\\.p12.*-Djavax\\.net\\.ssl\\.trustStore=");
        }
        assertThat(env.tenant.requests().carried(Contoso.RELAY_PASSWORD)).isFalse();
    }

    @Test
    void aRefusedRecipientIsExplained() {
        var administrator = atTheRelay("None", env.tenant.relay().plainPort(), "No TLS");
        if (administrator.button("Save").isEnabled()) {
            administrator.save();
        }
        env.tenant.failures().on(Failure.RELAY_RECIPIENT_REFUSED);

        Explanation.assertExplained(
                administrator,
                administrator.testSettings(Contoso.GUEST),
                "The mail server does not take mail from Signet for this recipient");
        assertThat(administrator.tag()).not().containsText("Failing");
    }

    @Test
    void aPasswordIsNeverSentWithoutTls() {
        var administrator = atTheRelay("Basic", env.tenant.relay().plainPort(), "No TLS");
        administrator.type("relayUser", Contoso.RELAY_USER);
        administrator.typePassword(Contoso.RELAY_PASSWORD);

        assertThat(administrator.error("tls")).containsText("password");
        administrator.pressSave();
        administrator.settled();
        assertThat(administrator.error("tls")).containsText("never sent without TLS");
        assertThat(administrator.page.locator("#notice")).containsText("Not saved");
        administrator.pictures("failed-password-without-tls");

        administrator.button("Test Credentials").click();
        administrator.settled();
        assertThat(administrator.error("tls")).containsText("password");
        assertThat(administrator.page.locator("#credentialsResult .result")).hasCount(0);
        assertThat(env.tenant.requests().carried(Contoso.RELAY_PASSWORD)).isFalse();
    }

    private AdministratorAtWork atTheRelay(String type, int port, String tls) {
        var administrator = env.administrator();
        administrator.turnOn();
        administrator.chooseType(type);
        assertThat(administrator.page.locator("#host")).isVisible();
        administrator.type("host", env.tenant.relay().host());
        administrator.type("port", Integer.toString(port));
        administrator.choose("tls", tls);
        administrator.type("systemMailbox", Contoso.NOTIFICATIONS);
        return administrator;
    }

    private void assertArrives(AdministratorAtWork administrator) {
        var sent = administrator.testSettings(Contoso.GUEST);
        assertThat(sent.locator("h3")).hasText("Accepted by the SMTP server");
        var mail = env.tenant
                .mailboxes()
                .awaitInbox(Contoso.GUEST, arrived -> arrived.subject().startsWith("Signet test mail"), ARRIVES_WITHIN);
        assertThat(mail.route()).isEqualTo("Relay");
        assertThat(mail.author()).isEqualTo(Contoso.NOTIFICATIONS);
        assertThat(administrator.tag()).hasText("Working");
    }

    private static void assertSaved(AdministratorAtWork administrator, int port, String tls) {
        assertThat(administrator.page.locator("#host")).hasValue("localhost");
        assertThat(administrator.page.locator("#port")).hasValue(Integer.toString(port));
        assertThat(administrator.page.locator("#tls_label")).hasText(tls);
        assertThat(administrator.page.locator("#systemMailbox")).hasValue(Contoso.NOTIFICATIONS);
    }
}
