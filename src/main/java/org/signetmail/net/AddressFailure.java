package org.signetmail.net;

import java.io.IOException;

/** No address of a host served: what the most telling of them failed with, and which it was. */
final class AddressFailure extends IOException {
    private static final long serialVersionUID = 1L;

    private final transient AddressAttempts.Attempt attempt;
    private final String others;

    /** @param others as {@link AddressAttempts#othersThan} tells them */
    AddressFailure(AddressAttempts.Attempt attempt, String others, IOException failed) {
        super(failed);
        this.attempt = attempt;
        this.others = others;
    }

    String at(String host) {
        return attempt.told(host);
    }

    String others() {
        return others;
    }
}
