package org.signetmail.delivery;

/** The saved settings could not be read, so that nothing was sent. What was the matter is the cause. */
public final class NotTried extends IllegalStateException {
    private static final long serialVersionUID = 1L;

    NotTried(RuntimeException trouble) {
        super("The settings can't be read", trouble);
    }
}
