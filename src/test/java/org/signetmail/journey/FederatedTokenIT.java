package org.signetmail.journey;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
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
import org.junit.jupiter.params.provider.ValueSource;
import org.signetmail.practice.Contoso;
import org.signetmail.practice.StoredMail;

/** Sign-in with a token that the platform writes to a file and renews: no secret is typed, and none is stored. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class FederatedTokenIT {
    private static final Duration ARRIVES_WITHIN = Duration.ofSeconds(20);
    private static final Duration LIFE = Duration.ofHours(1);
    private static final Duration ENDED = Duration.ofMinutes(-1);

    private TestEnvironment env;
    private AdministratorAtWork administrator;
    private Path file;

    @BeforeAll
    void begin(@TempDir Path folder) throws Exception {
        env = new TestEnvironment("federated-token", folder);
        file = Files.createDirectories(folder.resolve("platform")).resolve("token");
        platformWrites(LIFE);
        env.server.with("signet.federated-token-file", file.toString()).start();
    }

    @AfterAll
    void end() {
        env.close();
    }

    @BeforeEach
    void signIn() {
        env.reset();
        administrator = env.administrator();
    }

    private String platformWrites(Duration life) throws IOException {
        String token = env.tenant.federated().token(life);
        Files.writeString(file, token + "\n");
        return token;
    }

    private void mailArrivesBy(String route) {
        assertThat(administrator.testSettings(Contoso.GUEST)).containsText("Accepted by Microsoft");
        StoredMail mail = env.tenant.mailboxes().awaitInbox(Contoso.GUEST, any -> true, ARRIVES_WITHIN);
        assertThat(mail.route()).isEqualTo(route);
        assertThat(mail.author()).isEqualTo(Contoso.NOTIFICATIONS);
        env.tenant.mailboxes().clear();
    }

    @Test
    @Order(1)
    void mailLeavesByBothRoutesAndNothingIsTyped() throws IOException {
        Page page = administrator.page;
        administrator.turnOn();
        administrator.choose("cloud", "Custom");
        administrator.type("clientId", Contoso.CLIENT_ID);
        administrator.type("tenantId", Contoso.TENANT_ID);
        administrator.chooseCard("Federated token");
        assertThat(page.locator("#clientSecretPlace")).containsText("The platform provides the token");
        assertThat(page.locator("#clientSecretPlace")).containsText(file.toString());
        assertThat(page.locator("#clientSecret")).hasCount(0);
        administrator.chooseCard("Microsoft Graph");
        administrator.type("systemMailbox", Contoso.NOTIFICATIONS);
        assertThat(administrator.testCredentials()).containsText("Authentication Successful");
        administrator.save();
        administrator.pictures("federated-token");
        mailArrivesBy("Graph");

        administrator.chooseCard("SMTP");
        assertThat(administrator.testCredentials()).containsText("Authentication Successful");
        administrator.save();
        mailArrivesBy("SMTP");

        String token = Files.readString(file).strip();
        assertThat(env.tenant.requests().carried(token)).isTrue();
        assertThat(page.content()).doesNotContain(token);
        assertThat(env.server.log()).doesNotContain(token);
        page.navigate(env.server.at("/credentials.xhtml").toString());
        assertThat(page.locator("#stored li")).hasCount(1);
        assertThat(page.locator("#stored")).containsText("Federated token");
        assertThat(administrator.scriptFaults()).isEmpty();
    }

    /** The restarted server has no access token any more, and the file by the variable that Microsoft's webhook sets. */
    @Test
    @Order(2)
    void aRenewedFileIsReadAtTheNextUse() throws IOException {
        String ended = platformWrites(ENDED);
        env.server
                .without("signet.federated-token-file")
                .withVariable("AZURE_FEDERATED_TOKEN_FILE", file.toString())
                .restart();
        administrator.openSettings();
        administrator.signIn("admin", TestEnvironment.PASSWORD);

        Locator refused = administrator.testSettings(Contoso.GUEST);
        assertThat(refused).containsText("its token is not valid at this time");
        assertThat(refused).containsText("the platform no longer renews its file");
        assertThat(refused).containsText("AADSTS700024");
        assertThat(env.tenant.requests().carried(ended)).isTrue();
        assertThat(env.tenant.mailboxes().inbox(Contoso.GUEST)).isEmpty();
        administrator.pictures("federated-token-ended");

        String renewed = platformWrites(LIFE);
        mailArrivesBy("SMTP");
        assertThat(env.tenant.requests().carried(renewed)).isTrue();
        assertThat(administrator.testCredentials()).containsText("Authentication Successful");
    }

    @ParameterizedTest
    @ValueSource(strings = {"missing", "empty"})
    @Order(3)
    void aFileWithoutATokenIsExplainedAndMicrosoftIsNotAsked(String state) throws IOException {
        if (state.equals("missing")) {
            Files.delete(file);
        } else {
            Files.writeString(file, "\n");
        }
        Locator result = administrator.testCredentials();
        assertThat(result).containsText("The file with the federated token can’t be used");
        assertThat(result).containsText(file.toString());
        assertThat(result).containsText(state.equals("missing") ? "can’t be read”." : "is empty”.");
        assertThat(result).containsText("Let the user that runs the server read it.");
        assertThat(result).containsText("set its path in signet.federated-token-file");
        assertThat(env.tenant.requests().tokens()).isEmpty();
        administrator.pictures("federated-token-" + state);
        assertThat(administrator.testSettings(Contoso.GUEST))
                .containsText("The file with the federated token can’t be used");
        assertThat(env.tenant.mailboxes().inbox(Contoso.GUEST)).isEmpty();

        platformWrites(LIFE);
        assertThat(administrator.testCredentials()).containsText("Authentication Successful");
        mailArrivesBy("SMTP");
    }

    @Test
    @Order(4)
    void aTokenThatTheApplicationDoesNotTrustIsExplained() throws IOException {
        Files.writeString(
                file,
                env.tenant.federated().token("system:serviceaccount:other:pod", "api://AzureADTokenExchange", LIFE));

        Locator result = administrator.testCredentials();
        assertThat(result).containsText("The application trusts no such federated token");
        assertThat(result).containsText("Federated credentials");
        assertThat(result).containsText("AADSTS700213");
    }
}
