package org.signetmail.journey;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/** On every page, in each of its states, a text is from the bundle or from the findings, or it is data. */
class PseudoLocaleIT extends PageStates {
    /**
     * What is outside the marks and has a letter: texts, also hidden ones, of which a text may have elements in it, and attributes
     * that a user reads or hears. Each with the elements around it.
     */
    private static final String UNMARKED = """
            ([begin, end]) => {
              const found = [];
              const around = element => {
                const names = [];
                for (let at = element; at && at !== document.body && names.length < 4; at = at.parentElement) {
                  names.unshift(at.localName + (at.id ? '#' + at.id : at.classList.length ? '.' + at.classList[0] : ''));
                }
                return names.join(' > ');
              };
              let depth = 0;
              const read = text => {
                let outside = '';
                for (const letter of text) {
                  if (letter === begin) depth++;
                  else if (letter === end) depth--;
                  else if (depth === 0) outside += letter;
                }
                return outside.trim();
              };
              const tell = (where, text) => {
                const outside = read(text);
                if (/\\p{L}/u.test(outside)) found.push(where + ': ' + outside);
              };
              tell('title', document.title);
              const nodes = document.createTreeWalker(document.body, NodeFilter.SHOW_ELEMENT | NodeFilter.SHOW_TEXT, node =>
                ['SCRIPT', 'STYLE', 'TEMPLATE', 'NOSCRIPT', 'BLOCKQUOTE'].includes(node.nodeName)
                  ? NodeFilter.FILTER_REJECT : NodeFilter.FILTER_ACCEPT);
              for (let node = nodes.nextNode(); node; node = nodes.nextNode()) {
                if (node.nodeType === Node.TEXT_NODE) {
                  tell(around(node.parentElement), node.data);
                  continue;
                }
                const outer = depth;
                depth = 0;
                for (const name of ['aria-label', 'aria-description', 'aria-valuetext', 'title', 'placeholder', 'alt']) {
                  tell(around(node) + ' @' + name, node.getAttribute(name) || '');
                }
                if (node.matches('input[type=submit], input[type=button], input[type=reset]')) {
                  tell(around(node) + ' @value', node.value);
                }
                depth = outer;
              }
              if (depth !== 0) found.push('a mark is missing: ' + depth);
              return found;
            }""";

    /** What is no text of Signet: elements, and what follows the colon. */
    private static final Map<String, String> OTHER = Map.of(
            "an address, an id or a code", ".*: \\S*[@0-9]\\S*",
            "a date and a time", ".*: (\\d{1,2} \\p{L}{3} \\d{4}(, [\\d:]+)?|[\\d-]{10} [\\d:]{8} UTC)",
            "a file", ".* > code: /.*",
            "commands of the Azure CLI and PowerShell", "(?s:.* > details\\.more > div\\.copybox > pre: .*)",
            "the user", ".* > (td|b): admin",
            "the status and the ids of a reply", ".*: HTTP status \\d+(, [a-z-]+ [\\w-]+)*",
            "the name of the application in Entra", ".*: Signet Mail",
            "PrimeFaces, in its own locale",
                    ".*(ui-dialog-titlebar-icon @aria-label: Close|_mask @aria-label: Show Password|#(customServer|renew)_input"
                            + " @aria-label: (On|Off)|nav\\S* @aria-label: Breadcrumb)",
            "PrimeFaces' calendar", ".*(ui-datepicker|#secretExpires_panel|thead > tr > th > span\\b).*");

    private static final Predicate<String> IS_OTHER =
            Pattern.compile(String.join("|", OTHER.values())).asMatchPredicate();

    /** Each text with its states. */
    private final Map<String, List<String>> found = new TreeMap<>();

    private final List<String> states = new ArrayList<>();

    @Override
    TestEnvironment environment(Path folder) throws Exception {
        var env = new TestEnvironment("pseudo-locale", folder);
        env.server.carrying(PseudoLocale.warIn(folder));
        return env;
    }

    @Override
    void check(Page shown, String state, Runnable open) {
        states.add(state);
        open.run();
        List<?> unmarked = (List<?>)
                shown.evaluate(UNMARKED, List.of(String.valueOf(PseudoLocale.BEGIN), String.valueOf(PseudoLocale.END)));
        unmarked.stream()
                .map(String.class::cast)
                .filter(IS_OTHER.negate())
                .distinct()
                .forEach(text ->
                        found.computeIfAbsent(text, unused -> new ArrayList<>()).add(state));
    }

    @BeforeEach
    void begin() {
        states.clear();
        found.clear();
    }

    @AfterEach
    void assertNothingElse() {
        assertThat(states).isNotEmpty();
        assertThat(found).isEmpty();
    }
}
