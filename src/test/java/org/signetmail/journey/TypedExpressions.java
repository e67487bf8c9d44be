package org.signetmail.journey;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.assertions.PlaywrightAssertions;
import java.util.List;
import org.signetmail.server.ServerUnderTest;

/** Types EL expressions into every visible field. */
final class TypedExpressions {
    /** Both syntaxes, deferred and immediate. */
    static final String TYPED = "a#{7*7}b${7*7}c";

    /** The texts on the page if the first or the second were evaluated. */
    private static final List<String> EVALUATED = List.of("a49b", "b49c");

    private static final String FIELDS =
            "main input:is([type=text], [type=password], [type=email], :not([type])):visible, main textarea:visible";

    private final AdministratorAtWork person;
    private final ServerUnderTest server;

    TypedExpressions(AdministratorAtWork person, ServerUnderTest server) {
        this.person = person;
        this.server = server;
    }

    /** On the sign-in page and after sign-in, with each authentication type of a mail server. */
    static void everywhere(TestEnvironment env) {
        AdministratorAtWork visitor = env.visitor(env.chromium().person(), "/sign-in.xhtml?to=%23%7B7*7%7D");
        visitor.giveNameAndPassword(TYPED, TYPED);
        PlaywrightAssertions.assertThat(visitor.page.getByText("User name or password is wrong."))
                .isVisible();
        new TypedExpressions(visitor, env.server).assertNothingEvaluated();

        AdministratorAtWork administrator = env.administrator();
        administrator.turnOn();
        for (String type : List.of("Basic", "OAuth 2.0")) {
            administrator.chooseType(type);
            var typed = new TypedExpressions(administrator, env.server);
            assertThat(typed.intoEachField()).isGreaterThanOrEqualTo(5);
            typed.pressed("Test Connection", "Test Credentials", "Test Settings", "Save");
        }
        assertThat(administrator.typed("clientId")).isEqualTo(TYPED);
        PlaywrightAssertions.assertThat(administrator.error("clientId")).isVisible();
        assertThat(administrator.scriptFaults()).isEmpty();
    }

    /** Fills every editable field; returns their number. */
    int intoEachField() {
        int filled = 0;
        for (Locator field : person.page.locator(FIELDS).all()) {
            if (field.isEditable()) {
                field.fill(TYPED);
                person.page.keyboard().press("Escape"); // An open calendar would cover the next field.
                person.page.keyboard().press("Tab");
                person.settled();
                filled++;
            }
        }
        return filled;
    }

    /** Presses those of these buttons that are enabled. */
    void pressed(String... buttons) {
        for (String button : buttons) {
            Locator found = person.button(button);
            if (found.count() == 1 && found.isEnabled()) {
                found.click();
                person.settled();
            }
            assertNothingEvaluated();
        }
    }

    void assertNothingEvaluated() {
        assertThat(person.page.content()).doesNotContain(EVALUATED);
        assertThat(server.log()).doesNotContain(EVALUATED);
    }
}
