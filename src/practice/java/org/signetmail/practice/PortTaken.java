package org.signetmail.practice;

import java.io.IOException;

/** A port of the practice tenant is in use by something else. The message is a sentence for the user. */
public final class PortTaken extends IOException {
    private static final long serialVersionUID = 1;

    PortTaken(int port, Throwable cause) {
        super("Port " + port + " is in use by another program.", cause);
    }
}
