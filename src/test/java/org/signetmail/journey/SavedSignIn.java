package org.signetmail.journey;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import java.nio.file.Path;
import java.util.List;

/** A browser that saved the administrator's sign-in, and fills it in wherever its own rules allow. */
record SavedSignIn(AdministratorAtWork person) implements AutoCloseable {
    /** The text fields that a password manager may take for those of a sign-in, apart from the inputs of menus. */
    private static final String INVITING = """
            () => Array.from(document.querySelectorAll("#form input, #form textarea"))
              .filter(field => !["hidden", "radio", "checkbox", "button", "submit"].includes(field.type)
                && !field.closest(".ui-selectonemenu"))
              .filter(field => ["user", "password", "new", "again", "key", "to"].some(own => own === field.id || own === field.name)
                || ["data-1p-ignore", "data-bwignore"].some(name => !field.hasAttribute(name))
                || field.dataset.lpignore !== "true" || field.dataset.formType !== "other"
                || (field.autocomplete || field.form.autocomplete) !== (field.type === "password" ? "new-password" : "off"))
              .map(field => field.outerHTML)""";

    static SavedSignIn in(TestEnvironment env, Path profile) {
        String address = env.server.at("/sign-in.xhtml").toString();
        var browser = env.chromium().personWithSavedSignIn(profile, address, "admin", TestEnvironment.PASSWORD);
        return new SavedSignIn(env.visitor(browser, "/settings.xhtml"));
    }

    /** Signs in with the values filled in by the browser, and types nothing. */
    void signInWithWhatIsFilled() {
        assertThat(person.page.locator("#user")).hasValue("admin");
        assertThat(person.page.locator("#password")).hasValue(TestEnvironment.PASSWORD);
        person.button("Sign in").click();
        assertThat(person.heading("SMTP")).isVisible();
    }

    /** Asserts that no field is filled, after the browser has filled a sign-in form added to the page later. */
    void assertNothingIsFilled() {
        person.page.evaluate("""
                () => document.body.insertAdjacentHTML("beforeend", `<form id="control"><input name="a"
                  autocomplete="username"><input name="b" type="password" autocomplete="current-password"></form>`)""");
        person.page.mouse().click(5, 450); // The browser reveals filled values to the page only after a gesture.
        assertThat(person.page.locator("#control [name=b]")).hasValue(TestEnvironment.PASSWORD);
        assertThat(person.page.locator("#control [name=a]")).hasValue("admin");
        person.page.evaluate("() => document.getElementById('control').remove()");
        assertThat(person.page.locator("#form :autofill")).hasCount(0);
        Locator secret = person.page.locator("#clientSecret, #relayPassword");
        if (secret.count() > 0) {
            assertThat(secret).hasValue("");
        }
        assertThat((List<?>) person.page.evaluate(INVITING)).isEmpty();
        person.settled();
    }

    @Override
    public void close() {
        person.page.context().close();
    }
}
