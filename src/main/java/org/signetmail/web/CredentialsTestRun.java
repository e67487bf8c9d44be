package org.signetmail.web;

import java.time.Clock;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;
import org.signetmail.account.MailAccount;
import org.signetmail.check.CheckReport;

/**
 * One run of <em>Test Credentials</em>: the tested account, without its secret, and the current report. Kept in memory,
 * never in the session.
 */
final class CredentialsTestRun {
    private final TestedAccount account;
    private final Clock clock;
    private volatile CheckReport report;
    private volatile @Nullable Future<?> work;

    CredentialsTestRun(MailAccount account, CheckReport initial, Clock clock) {
        this.account = TestedAccount.of(account);
        this.clock = clock;
        this.report = initial;
    }

    void update(CheckReport progress) {
        report = progress;
    }

    void setWork(Future<?> running) {
        work = running;
        if (running.isDone()) {
            work = null;
        }
    }

    /** Ends this run, even if no thread has started it yet. */
    void cancel() {
        Future<?> running = work;
        if (running != null) {
            running.cancel(true);
        }
        finish();
    }

    /** Ends this run when its thread is done with it; a run without a result by now stays without one. */
    void finish() {
        work = null; // The future may hold the task, and so the secret.
        if (now().running()) {
            update(report.withoutResult(clock.instant()));
        }
    }

    CheckReport report() {
        return report;
    }

    boolean passed() {
        return now().passed();
    }

    /** The state of this run at this moment. */
    CredentialsTestSnapshot now() {
        return new CredentialsTestSnapshot(this, report);
    }

    /** Whether this run tests exactly this account, the secret included. */
    boolean tested(MailAccount candidate) {
        return account.equals(TestedAccount.of(candidate));
    }

    TestedAccount account() {
        return account;
    }
}
