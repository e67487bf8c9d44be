package org.signetmail.journey;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.assertions.LocatorAssertions;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * The largest valid form: a hundred further domains, a hundred administrators, and a long report. Each letter is nine
 * bytes in the request, and every click submits the whole form: the limit of a request's size must allow it.
 */
final class LargestForm {
    private static final int ENTRIES = 100;
    private static final int REPORT = 20_000;
    private static final String LABEL = "語".repeat(55);
    private static final String DOMAIN = String.join(".", LABEL, LABEL, LABEL, "%03d.example");

    private LargestForm() {}

    /** Types this form over the current values, saves it, and empties it again. */
    static void savedBy(AdministratorAtWork administrator) {
        administrator.type("furtherDomains", listed(DOMAIN));
        administrator.type("warned", listed("a".repeat(40) + "@" + DOMAIN));
        administrator
                .page
                .getByText("Nothing arrived? Explain an undeliverable report")
                .click();
        administrator.type("pastedReport", "語".repeat(REPORT));
        save(administrator);
        administrator.reload();
        assertThat(administrator.page.locator("#furtherDomains")).hasValue(Pattern.compile("099\\.example"));

        administrator.type("furtherDomains", "");
        administrator.type("warned", "");
        save(administrator);
    }

    /** Saves with a longer timeout for a busy machine: every click checks each name letter by letter. */
    private static void save(AdministratorAtWork administrator) {
        administrator.awaitUnsaved();
        administrator.pressSave();
        assertThat(administrator.page.locator("#savestate"))
                .containsText("Saved today", new LocatorAssertions.ContainsTextOptions().setTimeout(90_000));
    }

    private static String listed(String entry) {
        return IntStream.range(0, ENTRIES)
                .mapToObj(number -> String.format(Locale.ROOT, entry, number))
                .collect(Collectors.joining("\n"));
    }
}
