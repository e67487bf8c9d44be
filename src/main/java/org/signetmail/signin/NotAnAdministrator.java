package org.signetmail.signin;

/** Thrown for a call that only a signed-in administrator may make. */
public final class NotAnAdministrator extends RuntimeException {
    private static final long serialVersionUID = 1L;

    NotAnAdministrator(String action) {
        super("Only a signed-in administrator may do this: " + action);
    }
}
