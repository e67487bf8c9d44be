package org.signetmail.web;

import org.signetmail.check.CheckReport;

/** The state of a run of <em>Test Credentials</em> at one moment. */
record CredentialsTestSnapshot(CredentialsTestRun run, CheckReport report) {

    boolean running() {
        return report.verdict() == CheckReport.Verdict.RUNNING;
    }

    boolean passed() {
        return switch (report.verdict()) {
            case PASSED, WARNED -> true;
            case RUNNING, FAILED -> false;
        };
    }
}
