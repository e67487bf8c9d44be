package org.signetmail.wire;

import java.io.IOException;

/** The proxy could not be reached, or makes no tunnel. */
final class ProxyFailure extends IOException {
    private static final long serialVersionUID = 1L;
    private static final int WANTS_SIGN_IN = 407;

    ProxyFailure(IOException notReached) {
        super(notReached);
    }

    /** @param status what it answered to CONNECT */
    ProxyFailure(int status) {
        super(
                status == WANTS_SIGN_IN
                        ? "The proxy asks for a password (407)."
                        : "The proxy makes no tunnel (" + status + ").");
    }
}
