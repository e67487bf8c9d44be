package org.signetmail.net;

import java.io.IOException;

/** No address of a host could be used. Holds the most informative failure and the attempt it belongs to. */
final class AddressFailure extends IOException {
    private static final long serialVersionUID = 1L;

    private final transient AddressAttempts.Attempt attempt;
    private final transient AddressAttempts attempts;

    AddressFailure(AddressAttempts attempts, AddressAttempts.Attempt attempt, IOException failed) {
        super(failed);
        this.attempt = attempt;
        this.attempts = attempts;
    }

    String describe(String host) {
        return attempt.describe(host);
    }

    /** The words about the failure, followed by the other addresses that were tried, if any. */
    String withOthers(String words) {
        return attempts.withOthers(words, attempt);
    }
}
