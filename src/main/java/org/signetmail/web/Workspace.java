package org.signetmail.web;

import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The unsaved work of an administrator in one browser: a draft of the form, and the latest tests. Outlives a session.
 */
final class Workspace {

    /** Maximum length of a draft in characters: more than a request can have, so a submitted form always fits. */
    static final int MAX_DRAFT_LENGTH = 1 << 20;

    /** An edited form, and the saved form and version that the edit is based on. */
    record Draft(SettingsForm typed, SettingsForm base, long version) {}

    private volatile @Nullable Draft draft;
    private volatile @Nullable CredentialsTestRun credentials;
    private volatile @Nullable TestMailRun testMail;
    private volatile @Nullable EndLookUpRun lookUp;
    private volatile Instant usedAt;

    Workspace(Instant usedAt) {
        this.usedAt = usedAt;
    }

    Optional<Draft> draft() {
        return Optional.ofNullable(draft);
    }

    /** Replaces the draft; drops both if the new one is longer than {@link #MAX_DRAFT_LENGTH}. */
    void keep(Draft typed) {
        draft = typed.typed().length() > MAX_DRAFT_LENGTH ? null : typed;
    }

    void clear() {
        draft = null;
    }

    Optional<CredentialsTestRun> credentials() {
        return Optional.ofNullable(credentials);
    }

    /** Replaces an earlier run, which is cancelled. */
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

    Optional<EndLookUpRun> lookUp() {
        return Optional.ofNullable(lookUp);
    }

    void begin(EndLookUpRun run) {
        lookUp = run;
    }

    /**
     * Cancels the test of the credentials and forgets all tests with their results. A message in flight is still sent.
     */
    void endRuns() {
        credentials().ifPresent(CredentialsTestRun::cancel);
        credentials = null;
        testMail = null;
        lookUp = null;
    }

    void usedAt(Instant now) {
        usedAt = now;
    }

    Instant usedAt() {
        return usedAt;
    }
}
