package org.signetmail.web;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The state of the tests when this request first read it. A test that ends while the page is rendered would otherwise
 * be rendered half running and half done, and the page would not poll again.
 */
@RequestScoped
class TestRunSnapshots {
    @Inject
    CurrentWorkspace currentWorkspace;

    private @Nullable CredentialsTestSnapshot credentials;
    private @Nullable TestMailRun testMail;
    private boolean testMailRunning;

    Optional<CredentialsTestSnapshot> credentials() {
        CredentialsTestRun run = currentWorkspace.workspace().credentials().orElse(null);
        if (run == null) {
            return Optional.empty();
        }
        CredentialsTestSnapshot result = credentials;
        if (result == null || result.run() != run) {
            result = run.now();
            credentials = result;
        }
        return Optional.of(result);
    }

    Optional<TestMailRun> testMail() {
        TestMailRun run = currentWorkspace.workspace().testMail().orElse(null);
        if (run != testMail) {
            testMail = run;
            testMailRunning = run != null && run.running();
        }
        return Optional.ofNullable(run);
    }

    boolean isTestMailRunning() {
        return testMail().isPresent() && testMailRunning;
    }
}
