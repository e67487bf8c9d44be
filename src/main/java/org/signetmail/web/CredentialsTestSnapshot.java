package org.signetmail.web;

import org.signetmail.check.CheckReport;

/** A press of <em>Test Credentials</em> as it stood at one moment. */
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
