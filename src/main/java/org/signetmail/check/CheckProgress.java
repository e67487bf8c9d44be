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

/** The steps of a running check. Reports every change immediately as a complete report. Not thread-safe. */
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
        update(State.RUNNING, "");
    }

    void passed(String detail) {
        update(State.PASSED, detail);
        next();
    }

    void skipped(String detail) {
        update(State.SKIPPED, detail);
        next();
    }

    void warned(String detail, Finding why) {
        finding = why;
        update(State.WARNED, detail);
        next();
    }

    /** Ends the check; steps after the failed one are skipped. */
    CheckReport failed(String detail, Finding why) {
        finding = why;
        int failed = Math.min(current, steps.size() - 1);
        put(failed, State.FAILED, detail);
        for (int later = failed + 1; later < steps.size(); later++) {
            put(later, State.SKIPPED, "");
        }
        return publish(report(Verdict.FAILED));
    }

    /** Ends the check after its last step. */
    CheckReport finish() {
        return publish(report(finding == null ? Verdict.PASSED : Verdict.WARNED));
    }

    void setToken(AccessToken given) {
        token = Optional.of(given);
    }

    private void next() {
        current++;
        if (current < steps.size()) {
            update(State.RUNNING, "");
        }
    }

    private void update(State state, String detail) {
        put(current, state, detail);
        publish(report(Verdict.RUNNING));
    }

    private void put(int step, State state, String detail) {
        steps.set(step, new StepResult(steps.get(step).title(), state, detail));
    }

    private CheckReport publish(CheckReport report) {
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
