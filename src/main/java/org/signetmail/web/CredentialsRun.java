package org.signetmail.web;

import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;
import org.signetmail.account.MailAccount;
import org.signetmail.check.CheckReport;

/** One press of <em>Test Credentials</em>: what was tested, and how it stands. Lives in memory, never in the session. */
final class CredentialsRun {
    private final MailAccount account;
    private volatile CheckReport report;
    private volatile @Nullable Future<?> work;

    CredentialsRun(MailAccount account, CheckReport beginning) {
        this.account = account;
        this.report = beginning;
    }

    void tell(CheckReport progress) {
        report = progress;
    }

    void startedAs(Future<?> running) {
        work = running;
    }

    void cancel() {
        Future<?> running = work;
        if (running != null) {
            running.cancel(true);
        }
    }

    CheckReport report() {
        return report;
    }

    boolean running() {
        return report().verdict() == CheckReport.Verdict.RUNNING;
    }

    boolean passed() {
        return switch (report().verdict()) {
            case PASSED, WARNED -> true;
            case RUNNING, FAILED -> false;
        };
    }

    /** Whether exactly these values were tested, the secret included. */
    boolean tested(MailAccount candidate) {
        return account.equals(candidate);
    }

    MailAccount account() {
        return account;
    }
}
