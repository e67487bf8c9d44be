package org.signetmail.web;

import java.time.Clock;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;
import org.signetmail.account.MailAccount;
import org.signetmail.check.CheckReport;

/**
 * One press of <em>Test Credentials</em>: what was tested, without its secret, and how it stands. Lives in memory, never in the
 * session.
 */
final class CredentialsTestRun {
    private final TestedAccount account;
    private final Clock clock;
    private volatile CheckReport report;
    private volatile @Nullable Future<?> work;

    CredentialsTestRun(MailAccount account, CheckReport beginning, Clock clock) {
        this.account = TestedAccount.of(account);
        this.clock = clock;
        this.report = beginning;
    }

    void tell(CheckReport progress) {
        report = progress;
    }

    void startedAs(Future<?> running) {
        work = running;
        if (running.isDone()) {
            work = null;
        }
    }

    /** Ends it, even where no thread had begun with it yet. */
    void cancel() {
        Future<?> running = work;
        if (running != null) {
            running.cancel(true);
        }
        over();
    }

    /** Nobody works on it any more: without a result by now, it has none. */
    void over() {
        work = null; // It may hold what it was given to do.
        if (now().running()) {
            tell(report.withoutResult(clock.instant()));
        }
    }

    CheckReport report() {
        return report;
    }

    boolean passed() {
        return now().passed();
    }

    /** As it stands at this moment. */
    CredentialsTestSnapshot now() {
        return new CredentialsTestSnapshot(this, report);
    }

    /** Whether exactly these values were tested, the secret included. */
    boolean tested(MailAccount candidate) {
        return account.equals(TestedAccount.of(candidate));
    }

    TestedAccount account() {
        return account;
    }
}
