package org.signetmail.journey;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.signetmail.practice.Contoso;
import org.signetmail.practice.Failure;

/** Unsaved input survives a reload, a failed test and the end of the session; secrets never do. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class KeptTypingIT {
    private static final String KEPT = "What you typed before is still here, not saved yet.";
    private static final String ENDED = "Your session has ended.";
    private static final String DOMAINS = Contoso.FURTHER_DOMAIN + ", not.yet@a.domain";
    private static final String TYPED_SECRET = "a-typed.Secret~of_no-use0123456789abcdef";

    private TestEnvironment env;
    private AdministratorAtWork administrator;

    @BeforeAll
    void begin(@TempDir Path folder) throws Exception {
        env = new TestEnvironment("kept-typing", folder).start();
    }

    @AfterAll
    void end() {
        env.close();
    }

    @BeforeEach
    void typeWithoutSaving() {
        env.reset();
        administrator = env.administrator();
        administrator.typeContoso("SMTP");
        administrator.type("furtherDomains", DOMAINS);
        assertThat(administrator.page.locator("#userSender-help")).containsText("@" + Contoso.DOMAIN);
        // The latest event has its response: if the session ends now, the next event is the first to notice.
        administrator.settled();
        administrator.page.waitForResponse(
                response -> String.valueOf(response.request().postData()).contains("jakarta.faces.source=clientSecret"),
                () -> administrator.type("clientSecret", TYPED_SECRET));
        administrator.settled();
        administrator.awaitUnsaved();
    }

    @Test
    void aReloadLosesTheSecretOnly() {
        administrator.reload();
        assertInputRestored();
        assertThat(administrator.notice()).containsText(KEPT);
    }

    @Test
    void aFailedTestLosesNothing() {
        env.tenant.failures().on(Failure.SECRET_WRONG);
        assertThat(administrator.testCredentials()).not().containsText("Authentication Successful");
        assertThat(administrator.typed("clientSecret")).isEqualTo(TYPED_SECRET);
        assertThat(administrator.typed("clientId")).isEqualTo(Contoso.CLIENT_ID);
        assertThat(administrator.typed("systemMailbox")).isEqualTo(Contoso.NOTIFICATIONS);
        assertThat(administrator.typed("furtherDomains")).isEqualTo(DOMAINS);
        assertThat(administrator.scriptFaults()).isEmpty();
    }

    /** As a click submits it on a slow connection, before the page's scripts have loaded. */
    @Test
    void aFormSubmittedWithoutScriptsLosesNothing() {
        administrator.page.evaluate("""
                () => {
                    const form = document.getElementById('form');
                    form.querySelectorAll('[name="primefaces.nonce"]').forEach(nonce => nonce.remove());
                    HTMLFormElement.prototype.submit.call(form);
                }""");
        assertThat(administrator.page.locator("#clientSecret")).hasValue("");
        assertThat(administrator.heading("SMTP")).isVisible();
        assertInputRestored();
    }

    /** On a shared computer the next user has this tab. The draft on the server is available after sign-in only. */
    @Test
    void signingOutLeavesNothingInTheTab() {
        administrator.type("clientSecret", "");
        administrator.page.evaluate("() => sessionStorage.setItem('signet-typed', '{}')");
        administrator.button("Sign out").click();
        assertThat(administrator.page.getByText("You have signed out.")).isVisible();
        assertThat(administrator.page.evaluate("() => sessionStorage.length")).isEqualTo(0);
    }

    @Nested
    class WhenTheSessionHasEnded {
        @BeforeEach
        void endSession() {
            env.forgetSessionOf(administrator);
        }

        @Test
        void theLatestTypedValueIsRestoredAfterSignIn() {
            administrator.type("systemMailbox", Contoso.SHARED);
            assertThat(administrator.page.getByText(ENDED)).isVisible();
            administrator.giveNameAndPassword("admin", TestEnvironment.PASSWORD);
            assertThat(administrator.heading("SMTP")).isVisible();

            assertThat(administrator.page.locator("#systemMailbox")).hasValue(Contoso.SHARED);
            assertThat(administrator.typed("clientId")).isEqualTo(Contoso.CLIENT_ID);
            assertThat(administrator.notice()).containsText(KEPT);
            assertNoSecret();
            // The server has it, too: it survives the next reload.
            assertThat(administrator.page.locator("#userSender-help")).containsText(Contoso.SHARED);
            administrator.reload();
            assertThat(administrator.typed("systemMailbox")).isEqualTo(Contoso.SHARED);
            assertThat(administrator.scriptFaults()).isEmpty();
        }

        @Test
        void theLatestChoiceIsRestoredAfterSignIn() {
            administrator.chooseCard("Microsoft Graph");
            assertThat(administrator.page.getByText(ENDED)).isVisible();
            administrator.giveNameAndPassword("admin", TestEnvironment.PASSWORD);
            assertThat(administrator.heading("SMTP")).isVisible();

            assertThat(administrator.page.locator("input[name=route]:checked")).hasValue("GRAPH");
            assertInputRestored();
        }

        @Test
        void theBrowserStorageHoldsNoSecretAndIsClearedAfterSignIn() {
            administrator.page.locator("#form .ui-password-icon").first().click(); // The icon that shows the secret.
            assertThat(administrator.page.locator("#clientSecret")).hasAttribute("type", "text");
            administrator.type("systemMailbox", Contoso.SHARED);
            assertThat(administrator.page.getByText(ENDED)).isVisible();
            assertThat(stored()).contains(Contoso.SHARED).doesNotContain(TYPED_SECRET);
            administrator.giveNameAndPassword("admin", TestEnvironment.PASSWORD);
            assertThat(administrator.page.locator("#systemMailbox")).hasValue(Contoso.SHARED);
            assertThat(stored()).doesNotContain(Contoso.SHARED);
        }

        private String stored() {
            return (String) administrator.page.evaluate("() => JSON.stringify(Object.assign({}, sessionStorage))");
        }
    }

    @Nested
    class WhenIdle {
        private static final String DIALOG = "#idleDialog";

        @BeforeEach
        void waitUntilIdle() {
            administrator.page.clock().install();
            administrator.reload();
            administrator.type("clientSecret", TYPED_SECRET);
            administrator.awaitUnsaved();
            administrator.page.clock().fastForward("24:00");
            assertThat(administrator.page.locator(DIALOG)).isHidden();
            // The whole idle time: a still pointer over a moving page fires mouse events, which count as activity.
            administrator.page.clock().fastForward("25:10");
            assertThat(administrator.page.locator(DIALOG)).isVisible();
            assertThat(administrator.page.locator("#idleLeft")).hasText("in 2 minutes");
        }

        @Test
        void theWarningCountsDownAndOneClickKeepsTheSession() {
            administrator.page.clock().runFor(31_000);
            assertThat(administrator.page.locator("#idleLeft")).hasText("in 90 seconds");
            administrator.picture("idle-1440-light");

            administrator.page.waitForResponse(
                    "**/settings.xhtml",
                    () -> administrator.button("Stay signed in").click());
            assertThat(administrator.page.locator(DIALOG)).isHidden();
            administrator.page.clock().fastForward("05:00");
            assertThat(administrator.heading("SMTP")).isVisible();
            assertThat(administrator.typed("clientSecret")).isEqualTo(TYPED_SECRET);
            administrator.page.clock().fastForward("25:10");
            assertThat(administrator.page.locator(DIALOG)).isVisible();
            assertThat(administrator.scriptFaults()).isEmpty();
        }

        @Test
        void withoutAResponseTheSessionEndsAndTheInputIsRestored() {
            administrator.page.clock().runFor(121_000);
            assertThat(administrator.page.getByText(ENDED)).isVisible();
            assertThat(administrator.page.content()).doesNotContain(Contoso.CLIENT_ID);
            administrator.giveNameAndPassword("admin", TestEnvironment.PASSWORD);
            assertThat(administrator.heading("SMTP")).isVisible();
            assertInputRestored();
            assertThat(administrator.notice()).containsText(KEPT);
        }
    }

    private void assertInputRestored() {
        assertThat(administrator.page.locator("#systemMailbox")).hasValue(Contoso.NOTIFICATIONS);
        assertThat(administrator.typed("clientId")).isEqualTo(Contoso.CLIENT_ID);
        assertThat(administrator.typed("tenantId")).isEqualTo(Contoso.TENANT_ID);
        assertThat(administrator.typed("secretExpires_input")).isEqualTo("8 Sep 2030");
        assertThat(administrator.typed("furtherDomains")).isEqualTo(DOMAINS);
        assertThat(administrator.page.locator("#cloud_label")).hasText("Custom");
        assertNoSecret();
        assertThat(administrator.scriptFaults()).isEmpty();
    }

    private void assertNoSecret() {
        assertThat(administrator.typed("clientSecret")).isEmpty();
        assertThat(administrator.page.content()).doesNotContain(TYPED_SECRET);
    }
}
