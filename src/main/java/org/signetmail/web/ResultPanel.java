package org.signetmail.web;

import static org.signetmail.text.Messages.text;

import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.signetmail.account.DeliveryRoute;
import org.signetmail.account.Symptom;
import org.signetmail.check.Finding;
import org.signetmail.check.StepResult;

/**
 * The result of a test as the page shows it, always in this order: what happened, who can fix it, what to do,
 * identifiers to copy, the peer's original reply.
 *
 * @param tone {@code ok}, {@code warn}, {@code bad}, {@code run} or {@code stale}
 * @param icon name in the icon sprite
 * @param explanation HTML, blank if there is nothing to explain
 * @param who HTML, likewise
 * @param steps HTML, one each
 * @param otherRoute the delivery route that a button below the steps selects; null if that is no remedy
 * @param words the peer's original reply, blank if there is none
 */
public record ResultPanel(
        String tone,
        String icon,
        String headline,
        String when,
        List<Step> ladder,
        String explanation,
        List<Fact> facts,
        String who,
        List<String> steps,
        @Nullable DeliveryRoute otherRoute,
        List<Fact> references,
        String words) {

    /** A name and its value. */
    public record Fact(String name, String value) {}

    /** A step of the test, with its state. */
    public record Step(String state, String icon, String word, String title, String detail) {
        static Step of(StepResult step) {
            String icon = switch (step.state()) {
                case WAITING -> "wait";
                case RUNNING -> "run";
                case PASSED -> "ok";
                case WARNED -> "warn";
                case FAILED -> "bad";
                case SKIPPED -> "skip";
            };
            String state = step.state() == StepResult.State.WARNED
                    ? "failed"
                    : step.state().name().toLowerCase(Locale.ROOT);
            String detail =
                    step.state() == StepResult.State.SKIPPED && step.detail().isEmpty()
                            ? text("result.step.skipped.detail")
                            : step.detail();
            return new Step(
                    state,
                    icon,
                    text("result.step." + step.state().name().toLowerCase(Locale.ROOT)),
                    step.title(),
                    detail);
        }
    }

    static ResultPanel plain(
            String tone, String icon, String headline, String when, String explanation, List<Fact> facts) {
        return new ResultPanel(
                tone, icon, headline, when, List.of(), explanation, facts, "", List.of(), null, List.of(), "");
    }

    ResultPanel withFacts(List<Fact> shown) {
        return new ResultPanel(
                tone, icon, headline, when, ladder, explanation, shown, who, steps, otherRoute, references, words);
    }

    /**
     * This panel with a button for another route: where a permission is missing, that of the other route may be
     * granted.
     */
    ResultPanel offering(@Nullable DeliveryRoute route) {
        return new ResultPanel(
                tone, icon, headline, when, ladder, explanation, facts, who, steps, route, references, words);
    }

    ResultPanel withLadder(List<StepResult> steps) {
        return new ResultPanel(
                tone,
                icon,
                headline,
                when,
                steps.stream().map(Step::of).toList(),
                explanation,
                facts,
                who,
                this.steps,
                otherRoute,
                references,
                words);
    }

    /** A panel that explains a finding, with the identifiers that Microsoft's support needs. */
    static ResultPanel of(String tone, String icon, Finding finding, String when) {
        Symptom symptom = finding.symptom();
        return new ResultPanel(
                tone,
                icon,
                finding.headline(),
                when,
                List.of(),
                Markdown.html(finding.explanation()),
                List.of(),
                Markdown.html(finding.who()),
                finding.steps().stream().map(Markdown::html).toList(),
                null,
                references(symptom),
                symptom.words());
    }

    private static List<Fact> references(Symptom symptom) {
        if (symptom.correlationId().isEmpty() && symptom.traceId().isEmpty()) {
            return List.of();
        }
        String error =
                symptom.status() == 0 ? symptom.code() : text("result.error.http", symptom.code(), symptom.status());
        return List.of(
                        new Fact(text("result.error"), error),
                        new Fact(text("result.correlationId"), symptom.correlationId()),
                        new Fact(text("result.traceId"), symptom.traceId()),
                        new Fact(text("result.time"), Formats.stamp(symptom.seenAt())))
                .stream()
                .filter(fact -> !fact.value().isEmpty())
                .toList();
    }

    /** The title of the folded reply. */
    public String wordsTitle() {
        return references.isEmpty() ? text("result.words") : text("result.words.microsoft");
    }

    /** The text of the button that selects the other route. */
    public String otherRouteText() {
        return otherRoute == null ? "" : text("result.choose", otherRoute.label());
    }

    public boolean running() {
        return "run".equals(tone);
    }
}
