package org.signetmail.web;

import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What an administrator has on the table in one browser: what is typed and not saved, and the tests. Survives a session. */
final class Workspace {

    /** Most characters of a draft: more than a request may have, so that nothing is lost that was sent. */
    static final int MOST_TYPED = 1 << 20;

    /** A form with typed values, and the saved one it was typed over. */
    record Draft(SettingsForm typed, SettingsForm base, long version) {}

    private volatile @Nullable Draft draft;
    private volatile @Nullable CredentialsTestRun credentials;
    private volatile @Nullable TestMailRun testMail;
    private volatile Instant usedAt;

    Workspace(Instant usedAt) {
        this.usedAt = usedAt;
    }

    Optional<Draft> draft() {
        return Optional.ofNullable(draft);
    }

    /** What is longer than a request may be is not kept, and neither is what it replaced. */
    void keep(Draft typed) {
        draft = typed.typed().length() > MOST_TYPED ? null : typed;
    }

    void clear() {
        draft = null;
    }

    Optional<CredentialsTestRun> credentials() {
        return Optional.ofNullable(credentials);
    }

    /** Takes the place of an earlier run, which nobody waits for any more. */
    void begin(CredentialsTestRun run) {
        credentials().ifPresent(CredentialsTestRun::cancel);
        credentials = run;
    }

    Optional<TestMailRun> testMail() {
        return Optional.ofNullable(testMail);
    }

    void begin(TestMailRun run) {
        testMail = run;
    }

    /** Nobody waits for the tests any more, and nobody is to see what came of them. A mail that is under way goes out. */
    void endRuns() {
        credentials().ifPresent(CredentialsTestRun::cancel);
        credentials = null;
        testMail = null;
    }

    void usedAt(Instant now) {
        usedAt = now;
    }

    Instant usedAt() {
        return usedAt;
    }
}
