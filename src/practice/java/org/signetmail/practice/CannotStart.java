package org.signetmail.practice;

import java.io.IOException;

/** The rehearsal can't begin. The message is a sentence for the user. */
final class CannotStart extends IOException {
    private static final long serialVersionUID = 1;

    CannotStart(String message) {
        super(message);
    }
}
