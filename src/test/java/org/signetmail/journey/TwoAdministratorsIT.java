package org.signetmail.journey;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.signetmail.practice.Contoso;

/** Two administrators have the page open, and both save. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class TwoAdministratorsIT {
    private static final String WARNED = "first.admin@partner.example";

    private TestEnvironment env;
    private AdministratorAtWork first;
    private AdministratorAtWork second;

    @BeforeAll
    void begin(@TempDir Path folder) throws Exception {
        env = new TestEnvironment("two-administrators", folder).start();
        AdministratorAtWork administrator = env.administrator();
        administrator.typeContoso("Microsoft Graph");
        administrator.chooseUserSender("System Generated Email");
        administrator.save();
    }

    @AfterAll
    void end() {
        env.close();
    }

    /** Both have the page open and typed; the first saves, then the second presses Save. */
    @BeforeEach
    void bothSave() {
        env.reset();
        AdministratorAtWork before = env.administrator();
        if (!before.typed("systemMailbox").equals(Contoso.NOTIFICATIONS)) {
            before.type("systemMailbox", Contoso.NOTIFICATIONS);
            before.type("warned", "");
            before.type("furtherDomains", "");
            before.chooseUserSender("System Generated Email");
            before.typeExpiry("8 Sep 2030");
            before.save();
        }
        first = env.administrator();
        second = env.administrator();

        first.type("systemMailbox", Contoso.SHARED);
        first.type("warned", WARNED);
        first.chooseUserSender("User Email");
        first.type("furtherDomains", Contoso.FURTHER_DOMAIN);
        first.save();

        second.type("systemMailbox", Contoso.FIRST_USER);
        second.typeExpiry("9 Sep 2031");
        second.typeClientSecret(Contoso.NEW_SECRET);
        second.awaitUnsaved();
        second.pressSave();
        assertThat(second.notice()).isVisible();
    }

    @Test
    void theSecondSeesTheConflictAndBothChangesAreMerged() {
        assertThat(second.notice())
                .containsText(Pattern.compile("admin saved other settings on \\d+ \\w+ \\d{4}, \\d\\d:\\d\\d UTC"));
        assertThat(second.page.locator("#savestate")).hasText("Unsaved changes");
        second.picture("two-administrators-1440-light");

        AdministratorAtWork third = env.administrator();
        assertThat(third.typed("systemMailbox")).isEqualTo(Contoso.SHARED);
        assertThat(third.typed("secretExpires_input")).isEqualTo("8 Sep 2030");

        assertThat(second.typed("systemMailbox")).isEqualTo(Contoso.FIRST_USER);
        assertThat(second.changed("systemMailbox")).hasText("Changed, not saved. Was: " + Contoso.SHARED);
        assertThat(second.typed("secretExpires_input")).isEqualTo("9 Sep 2031");
        assertThat(second.changed("secretExpires")).hasText("Changed, not saved. Was: 8 Sep 2030");
        assertThat(second.typed("clientSecret")).isEqualTo(Contoso.NEW_SECRET);
        assertThat(second.typed("warned")).isEqualTo(WARNED);
        assertThat(second.changed("warned")).hasCount(0);
        assertThat(second.page.locator("#furtherDomains")).hasValue(Contoso.FURTHER_DOMAIN);
        assertThat(second.changed("furtherDomains")).hasCount(0);

        second.save();
        second.reload();
        assertThat(second.typed("systemMailbox")).isEqualTo(Contoso.FIRST_USER);
        assertThat(second.typed("warned")).isEqualTo(WARNED);
        assertThat(second.typed("furtherDomains")).isEqualTo(Contoso.FURTHER_DOMAIN);
        assertThat(second.typed("secretExpires_input")).isEqualTo("9 Sep 2031");
        env.tenant.requests().clear();
        assertThat(second.testSettings(Contoso.GUEST)).containsText("Accepted by Microsoft");
        assertThat(env.tenant.requests().carried(Contoso.NEW_SECRET)).isTrue();
        assertThat(second.scriptFaults()).isEmpty();
    }

    @Test
    void discardTakesTheValuesOfTheFirst() {
        second.button("Discard").click();
        second.page.locator(".ui-confirmdialog-yes").click();

        assertThat(second.page.locator("#savestate")).containsText("Saved today");
        assertThat(second.typed("systemMailbox")).isEqualTo(Contoso.SHARED);
        assertThat(second.typed("warned")).isEqualTo(WARNED);
        assertThat(second.typed("secretExpires_input")).isEqualTo("8 Sep 2030");
        assertThat(second.page.locator("#clientSecret")).hasCount(0);
        assertThat(second.page.locator(".changed")).hasCount(0);
        assertThat(second.notice()).hasCount(0);
        second.reload();
        assertThat(second.typed("systemMailbox")).isEqualTo(Contoso.SHARED);
        assertThat(second.notice()).hasCount(0);
        assertThat(second.scriptFaults()).isEmpty();
    }
}
