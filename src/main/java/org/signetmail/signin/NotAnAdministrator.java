package org.signetmail.signin;

/** Somebody reached for what only a signed-in administrator may do. */
public final class NotAnAdministrator extends RuntimeException {
    private static final long serialVersionUID = 1L;

    NotAnAdministrator(String action) {
        super("Only a signed-in administrator may do this: " + action);
    }
}
