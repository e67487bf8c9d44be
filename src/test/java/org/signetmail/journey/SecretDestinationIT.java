package org.signetmail.journey;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.signetmail.practice.Contoso;

/** A stored secret is sent only to the destination for which it was saved. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SecretDestinationIT {
    private static final String ELSEWHERE = "11111111-2222-4333-8444-555555555555";

    private TestEnvironment env;
    private AdministratorAtWork administrator;

    @BeforeAll
    void begin(@TempDir Path folder) throws Exception {
        env = new TestEnvironment("secret-destination", folder)
                .trustingTheRelay()
                .start();
        administrator = env.administrator();
        administrator.turnOn();
    }

    @AfterAll
    void end() {
        env.close();
    }

    @Nested
    @TestInstance(TestInstance.Lifecycle.PER_CLASS)
    class OfAClientSecret {
        @BeforeAll
        void save() {
            administrator.chooseType("OAuth 2.0");
            administrator.typeContoso("Microsoft Graph");
            administrator.save();
        }

        @BeforeEach
        void stored() {
            assertThat(administrator.page.locator("#clientSecretPlace")).containsText("Stored");
            env.tenant.requests().clear();
        }

        @ParameterizedTest
        @ValueSource(strings = {"tenant", "client", "cloud"})
        void isAskedForWhenTheDestinationChanges(String what) {
            switch (what) {
                case "tenant" -> administrator.type("tenantId", ELSEWHERE);
                case "client" -> administrator.type("clientId", ELSEWHERE);
                default -> administrator.choose("cloud", "Worldwide (and GCC)");
            }

            assertAskedFor("clientSecret");
            assertThat(env.tenant.requests().all()).isEmpty();

            administrator.discard();
            assertThat(administrator.page.locator("#clientSecretPlace")).containsText("Stored");
            var result = administrator.testCredentials();
            assertThat(result.locator("h3")).hasText("Authentication Successful");
            assertThat(env.tenant.requests().carried(Contoso.CLIENT_SECRET)).isTrue();
        }

        @Test
        void staysTypedIfTheDestinationChangedBeforeAReload() {
            administrator.type("clientId", ELSEWHERE);
            assertThat(administrator.page.locator("#clientSecret")).isVisible();
            administrator.reload();

            administrator.type("clientSecret", Contoso.NEW_SECRET);
            assertThat(administrator.button("Test Credentials")).isEnabled();
            administrator.settled();

            assertThat(administrator.page.locator("#clientSecret")).hasValue(Contoso.NEW_SECRET);
            administrator.discard();
        }

        @Test
        void isTestedWithoutBeingTypedIfOnlyTheRouteChanges() {
            administrator.chooseCard("SMTP");

            assertThat(administrator.testCredentials().locator("h3")).hasText("Authentication Successful");

            administrator.discard();
        }

        @Test
        void isNotASecretId() {
            administrator.typeClientSecret(Contoso.SECRET_ID);

            assertThat(administrator.error("clientSecret")).containsText("Secret ID");

            administrator.typeClientSecret(Contoso.NEW_SECRET);
            assertThat(administrator.error("clientSecret")).hasCount(0);
            assertThat(env.tenant.requests().all()).isEmpty();
            administrator.discard();
        }
    }

    @Nested
    @TestInstance(TestInstance.Lifecycle.PER_CLASS)
    class OfARelayPassword {
        @BeforeAll
        void save() {
            administrator.chooseType("Basic");
            administrator.type("host", env.tenant.relay().host());
            administrator.type("port", Integer.toString(env.tenant.relay().startTlsPort()));
            administrator.choose("tls", "STARTTLS");
            administrator.type("relayUser", Contoso.RELAY_USER);
            administrator.typePassword(Contoso.RELAY_PASSWORD);
            administrator.type("systemMailbox", Contoso.NOTIFICATIONS);
            administrator.save();
        }

        @BeforeEach
        void stored() {
            assertThat(administrator.page.locator("#relayPasswordPlace")).containsText("Stored");
            env.tenant.requests().clear();
        }

        @ParameterizedTest
        @ValueSource(strings = {"host", "port", "tls", "user"})
        void isAskedForWhenTheDestinationChanges(String what) {
            switch (what) {
                case "host" -> administrator.type("host", "127.0.0.1");
                case "port" ->
                    administrator.type(
                            "port", Integer.toString(env.tenant.relay().implicitTlsPort()));
                case "tls" -> administrator.choose("tls", "Implicit TLS");
                default -> administrator.type("relayUser", "somebody");
            }

            assertAskedFor("relayPassword");
            assertThat(env.tenant.requests().all()).isEmpty();

            administrator.discard();
            assertThat(administrator.page.locator("#relayPasswordPlace")).containsText("Stored");
            var result = administrator.testCredentials();
            assertThat(result.locator("h3")).hasText("Authentication Successful");
            assertThat(env.tenant.requests().relayAuths()).hasSize(1);
        }
    }

    /** A browser that saved the sign-in fills in fields that it takes for a sign-in of the same origin. */
    @Nested
    @TestInstance(TestInstance.Lifecycle.PER_CLASS)
    class OfTheSignInPassword {
        private SavedSignIn browser;

        @BeforeAll
        void save() {
            administrator.chooseType("OAuth 2.0");
            administrator.typeContoso("Microsoft Graph");
            administrator.save();
        }

        @BeforeEach
        void signInAsTheBrowserFillsIt(@TempDir Path profile) {
            browser = SavedSignIn.in(env, profile);
            browser.signInWithWhatIsFilled();
            env.tenant.requests().clear();
        }

        @AfterEach
        void leave() {
            browser.close();
        }

        @Test
        void isFilledOnTheSignInPageOnly() {
            AdministratorAtWork person = browser.person();
            browser.assertNothingIsFilled();
            person.button("Replace the stored client secret").click();
            assertThat(person.page.locator("#clientSecret")).isFocused();
            browser.assertNothingIsFilled();
            assertThat(person.page.locator("#savestate")).containsText("Saved today");

            person.type("clientId", ELSEWHERE);
            person.awaitUnsaved();
            person.reload();
            assertThat(person.page.locator("#clientSecret")).isVisible();
            browser.assertNothingIsFilled();

            person.chooseType("None");
            browser.assertNothingIsFilled();
            person.chooseType("Basic");
            browser.assertNothingIsFilled();
            person.reload();
            assertThat(person.page.locator("#relayPassword")).isVisible();
            browser.assertNothingIsFilled();
            assertThat(person.button("Test Credentials")).isDisabled();
            assertThat(env.tenant.requests().all()).isEmpty();
            person.discard();
        }
    }

    /** The page requires the secret before any press, and so does the server after every press. */
    private void assertAskedFor(String field) {
        assertThat(administrator.page.locator("#" + field)).isVisible();
        assertThat(administrator.page.locator("#" + field)).hasValue("");
        assertThat(administrator.page.locator("#" + field + "Kept")).containsText("for another destination");
        assertThat(administrator.button("Test Credentials")).isDisabled();
        assertThat(administrator.page.locator("#test-help")).containsText("first");

        administrator.pressSave();
        administrator.settled();
        assertThat(administrator.error(field)).containsText("again");
        assertThat(administrator.page.locator("#savestate")).hasText("Unsaved changes");
        assertThat(administrator.page.locator("#" + field)).isFocused();

        // In one script: the response to an earlier request would disable the button again.
        administrator.page.evaluate("() => { PrimeFaces.widgets.testCredentials.enable();"
                + " document.getElementById('testCredentials').click(); }");
        administrator.settled();
        assertThat(administrator.error(field)).containsText("again");
        assertThat(administrator.page.locator("#credentialsResult .result-run")).hasCount(0);
    }
}
