package org.signetmail.journey;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import java.nio.file.Path;
import java.util.List;

/** A browser that saved the administrator's sign-in, and fills it wherever its own rules let it. */
record SavedSignIn(AdministratorAtWork person) implements AutoCloseable {
    /** The text fields of the page that a password manager may take for its own; a choice's own field is none of them. */
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

    /** Types nothing: the sign-in page is one to fill. */
    void signInWithWhatIsFilled() {
        assertThat(person.page.locator("#user")).hasValue("admin");
        assertThat(person.page.locator("#password")).hasValue(TestEnvironment.PASSWORD);
        person.button("Sign in").click();
        assertThat(person.heading("SMTP")).isVisible();
    }

    /** Nothing, by the time that the browser has filled a sign-in which came to the same page later. */
    void assertNothingIsFilled() {
        person.page.evaluate("""
                () => document.body.insertAdjacentHTML("beforeend", `<form id="control"><input name="a"
                  autocomplete="username"><input name="b" type="password" autocomplete="current-password"></form>`)""");
        person.page.mouse().click(5, 450); // What is filled is told to the page after a gesture only.
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
