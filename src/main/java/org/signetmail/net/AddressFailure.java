package org.signetmail.net;

import java.io.IOException;

/** No address of a host could be used. Holds the most informative failure and the attempt it belongs to. */
final class AddressFailure extends IOException {
    private static final long serialVersionUID = 1L;

    private final transient AddressAttempts.Attempt attempt;
    private final String others;

    /** @param others from {@link AddressAttempts#describeOthers} */
    AddressFailure(AddressAttempts.Attempt attempt, String others, IOException failed) {
        super(failed);
        this.attempt = attempt;
        this.others = others;
    }

    String describe(String host) {
        return attempt.describe(host);
    }

    String others() {
        return others;
    }
}
