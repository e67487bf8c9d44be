package org.signetmail.web;

import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.signetmail.account.MailAccount;
import org.signetmail.account.Symptom;
import org.signetmail.directory.SecretLookUp.Found;

/** One look-up of the client secret's end in Microsoft Graph, without the secret. Kept in memory. Thread-safe. */
final class EndLookUpRun {
    private final TestedAccount account;
    private final Instant startedAt;
    private volatile State state = new State(true, null, null);

    /**
     * The state at one moment.
     *
     * @param failure why there is no answer; without it and {@code found} a run that has ended failed by a bug
     */
    record State(
            boolean running,
            @Nullable Found found,
            @Nullable Symptom failure) {}

    EndLookUpRun(MailAccount account, Instant startedAt) {
        this.account = TestedAccount.of(account);
        this.startedAt = startedAt;
    }

    void found(Found found) {
        state = new State(false, found, null);
    }

    void failed(Symptom why) {
        state = new State(false, null, why);
    }

    /** Ends this run when its thread is done with it. */
    void finish() {
        if (state.running()) {
            state = new State(false, null, null);
        }
    }

    State state() {
        return state;
    }

    Instant startedAt() {
        return startedAt;
    }

    TestedAccount account() {
        return account;
    }

    /** Whether this run was with exactly this account, the secret included. */
    boolean isFor(Optional<MailAccount> candidate) {
        return candidate.map(TestedAccount::of).filter(account::equals).isPresent();
    }
}
