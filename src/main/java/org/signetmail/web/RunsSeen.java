package org.signetmail.web;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The tests on the desk as they stood when this request first asked: one that ends while the page is drawn would otherwise be
 * drawn half running and half done, with nothing that asks again.
 */
@RequestScoped
class RunsSeen {
    @Inject
    CurrentWorkspace mine;

    private @Nullable CredentialsTestSnapshot credentials;
    private @Nullable TestMailRun testMail;
    private boolean testMailRunning;

    Optional<CredentialsTestSnapshot> credentials() {
        CredentialsTestRun run = mine.workspace().credentials().orElse(null);
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
        TestMailRun run = mine.workspace().testMail().orElse(null);
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
