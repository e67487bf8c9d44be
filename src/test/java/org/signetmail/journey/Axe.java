package org.signetmail.journey;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.ReducedMotion;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Checks pages by all rules of axe-core, including best practices, and collects violations. */
public final class Axe {
    private static final List<ColorScheme> COLOURS = List.of(ColorScheme.LIGHT, ColorScheme.DARK);
    private static final List<Integer> WIDTHS = List.of(1280, 390);

    private static final String RUN = """
            only => axe.run(document, {
              resultTypes: ['violations'],
              ...(only.length ? { runOnly: { type: 'rule', values: only } } : {})
            }).then(result => result.violations.flatMap(
              rule => rule.nodes.map(node => rule.id + ' (' + rule.impact + ') ' + node.target.join(' ') + ' '
                + node.html.slice(0, 160) + ' ' + node.failureSummary.replace(/\\s+/g, ' ').slice(0, 240))))""";

    private static final List<String> ALL_RULES = List.of();

    /** The rules that look at colours. A dark page differs in its colours alone: StyleSheetTest. */
    private static final List<String> COLOUR_RULES = List.of("color-contrast", "link-in-text-block");

    private final List<String> states = new ArrayList<>();
    private final List<String> violations = new ArrayList<>();

    /** Checks the page as it is, light and dark, wide and narrow. */
    public void check(Page page, String state) {
        check(page, state, () -> {});
    }

    /**
     * Checks content that the page hides when its width changes.
     *
     * @param open shows the content again
     */
    public void check(Page page, String state, Runnable open) {
        states.add(state);
        for (int width : WIDTHS) {
            page.setViewportSize(width, 900);
            // If motion is reduced after the page was loaded, PrimeFaces waits for the end of an animation that
            // never runs.
            page.emulateMedia(new Page.EmulateMediaOptions().setReducedMotion(ReducedMotion.NO_PREFERENCE));
            open.run();
            for (ColorScheme colours : COLOURS) {
                // A colour in transition is neither the old nor the new one.
                page.emulateMedia(
                        new Page.EmulateMediaOptions().setColorScheme(colours).setReducedMotion(ReducedMotion.REDUCE));
                String where = state + ", " + width + ", " + colours.name().toLowerCase(Locale.ROOT) + ": ";
                run(page, colours == ColorScheme.LIGHT ? ALL_RULES : COLOUR_RULES)
                        .forEach(violation -> violations.add(where + violation));
            }
        }
    }

    /** The checked states. */
    public List<String> states() {
        return states;
    }

    /** The violations, one line for each state and element. */
    public List<String> violations() {
        return violations;
    }

    private static List<String> run(Page page, List<String> rules) {
        if (Boolean.FALSE.equals(page.evaluate("() => 'axe' in window"))) {
            page.evaluate(script());
        }
        return ((List<?>) page.evaluate(RUN, rules))
                .stream().map(String.class::cast).toList();
    }

    private static String script() {
        try (InputStream script = Axe.class.getResourceAsStream("/axe.min.js")) {
            if (script == null) {
                throw new IllegalStateException("axe.min.js is not on the class path of the tests");
            }
            return new String(script.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
