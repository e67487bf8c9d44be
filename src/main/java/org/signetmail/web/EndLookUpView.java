package org.signetmail.web;

import static org.signetmail.text.Messages.text;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.signetmail.account.Symptom;
import org.signetmail.check.Findings;
import org.signetmail.directory.RegisteredCredentials.Secret;
import org.signetmail.directory.SecretLookUp.Found;
import org.signetmail.signin.AdministratorsOnly;

/** The result of the look-up of the client secret's end: suggestions, of which a click takes one into the field. */
@Named
@RequestScoped
@AdministratorsOnly
public class EndLookUpView {
    private static final int FORBIDDEN = 403;

    @Inject
    CurrentWorkspace currentWorkspace;

    @Inject
    FormState state;

    @Inject
    Findings findings;

    @Inject
    Clock clock;

    private EndLookUpRun.@Nullable State seen;
    private final RenderedOnce<List<ResultPanel>> panels = new RenderedOnce<>(List.of());
    private final RenderedOnce<List<Suggestion>> suggestions = new RenderedOnce<>(List.of());

    /**
     * A date that Graph suggests.
     *
     * @param day as it is written into the field: the day of UTC on which the secret ends
     */
    public record Suggestion(String day, String name, String button) {}

    /** Whether the page has to poll again. */
    public boolean isRunning() {
        return state.isRendering() && run().isPresent() && seen().running();
    }

    public List<ResultPanel> getPanels() {
        return panels.get(state, () -> run().map(this::panel).stream().toList());
    }

    public List<Suggestion> getSuggestions() {
        return suggestions.get(
                state,
                () -> found().stream()
                        .flatMap(found -> found.matches().stream())
                        .map(this::suggestion)
                        .toList());
    }

    private Suggestion suggestion(Secret secret) {
        String day = Formats.day(secret.endsAt());
        return new Suggestion(
                day,
                text(
                        "lookUp.suggestion",
                        secret.name().isEmpty() ? text("lookUp.noName") : secret.name(),
                        secret.hint(),
                        Formats.day(secret.startsAt()),
                        Formats.dayAndTime(secret.endsAt())),
                text("lookUp.use", day));
    }

    /** The run for the values on screen; for others its result says nothing. */
    private Optional<EndLookUpRun> run() {
        return currentWorkspace
                .workspace()
                .lookUp()
                .filter(run -> run.isFor(state.candidate().account()));
    }

    private Optional<Found> found() {
        return run().flatMap(run -> Optional.ofNullable(seen().found()));
    }

    /** The state when this request first read it: a run that ends while the page is rendered is polled once more. */
    private EndLookUpRun.State seen() {
        EndLookUpRun.State known = seen;
        if (known == null) {
            known = currentWorkspace.workspace().lookUp().orElseThrow().state();
            seen = known;
        }
        return known;
    }

    private ResultPanel panel(EndLookUpRun run) {
        String when = Formats.when(run.startedAt(), clock.instant());
        if (seen().running()) {
            return plain("run", "run", "running", "");
        }
        Found found = seen().found();
        if (found != null) {
            return found(found, when);
        }
        Symptom failure = seen().failure();
        return failure == null ? plain("bad", "bad", "fault", when) : failed(failure, when);
    }

    private static ResultPanel found(Found found, String when) {
        if (found.matches().isEmpty()) {
            return plain("warn", "warn", found.withoutHint() > 0 ? "noneKnown" : "none", when);
        }
        if (found.matches().size() > 1) {
            return plain("warn", "warn", "several", when);
        }
        return plain("ok", "ok", found.isOnlySecret() ? "only" : "one", when);
    }

    private ResultPanel failed(Symptom failure, String when) {
        if (failure.status() == FORBIDDEN) {
            return plain("warn", "warn", "denied", when);
        }
        var context = FindingContexts.of(state.reading().change().wanted(), "", "");
        return ResultPanel.of("bad", "bad", findings.explain(failure, context), when);
    }

    private static ResultPanel plain(String tone, String icon, String what, String when) {
        return ResultPanel.plain(
                tone,
                icon,
                text("lookUp." + what),
                when,
                what.equals("running") ? "" : Markdown.html(text("lookUp." + what + ".help")),
                List.of());
    }
}
