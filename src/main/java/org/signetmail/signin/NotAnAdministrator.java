package org.signetmail.signin;

import org.signetmail.text.Messages;

/** Thrown for a call that only a signed-in administrator may make. */
public final class NotAnAdministrator extends RuntimeException {
    private static final long serialVersionUID = 1L;

    NotAnAdministrator(String action) {
        super(Messages.text("signin.notAdministrator", action));
    }
}
