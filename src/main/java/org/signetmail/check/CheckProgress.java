package org.signetmail.check;

import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.signetmail.check.CheckReport.Verdict;
import org.signetmail.check.StepResult.State;
import org.signetmail.token.AccessToken;

/** The steps of one running check. Every change is told at once, as a report that stands for itself. For one thread. */
final class CheckProgress {
    private final Clock clock;
    private final Consumer<CheckReport> progress;
    private final Instant startedAt;
    private final List<StepResult> steps = new ArrayList<>();

    private int current;
    private Optional<AccessToken> token = Optional.empty();
    private @Nullable Finding finding;

    CheckProgress(List<String> titles, Clock clock, Consumer<CheckReport> progress) {
        this.clock = clock;
        this.progress = progress;
        this.startedAt = clock.instant();
        titles.forEach(title -> steps.add(new StepResult(title, State.WAITING, "")));
        mark(State.RUNNING, "");
    }

    void passed(String detail) {
        mark(State.PASSED, detail);
        next();
    }

    void skipped(String detail) {
        mark(State.SKIPPED, detail);
        next();
    }

    void warned(String detail, Finding why) {
        finding = why;
        mark(State.WARNED, detail);
        next();
    }

    /** Ends the check: what comes behind the failed step is not tried. */
    CheckReport failed(String detail, Finding why) {
        finding = why;
        int failed = Math.min(current, steps.size() - 1);
        put(failed, State.FAILED, detail);
        for (int later = failed + 1; later < steps.size(); later++) {
            put(later, State.SKIPPED, "");
        }
        return note(report(Verdict.FAILED));
    }

    /** Ends the check after its last step. */
    CheckReport ended() {
        return note(report(finding == null ? Verdict.PASSED : Verdict.WARNED));
    }

    void holds(AccessToken given) {
        token = Optional.of(given);
    }

    private void next() {
        current++;
        if (current < steps.size()) {
            mark(State.RUNNING, "");
        }
    }

    private void mark(State state, String detail) {
        put(current, state, detail);
        note(report(Verdict.RUNNING));
    }

    private void put(int step, State state, String detail) {
        steps.set(step, new StepResult(steps.get(step).title(), state, detail));
    }

    private CheckReport note(CheckReport report) {
        progress.accept(report);
        return report;
    }

    private CheckReport report(Verdict verdict) {
        return new CheckReport(
                startedAt,
                clock.instant(),
                verdict,
                List.copyOf(steps),
                Optional.ofNullable(finding),
                token.flatMap(AccessToken::claims),
                token.map(AccessToken::expiresAt));
    }
}
