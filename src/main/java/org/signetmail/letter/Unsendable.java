package org.signetmail.letter;

/** A message that is refused before anybody is asked, with the reason in words for whoever wrote it. */
public final class Unsendable extends Exception {
    private static final long serialVersionUID = 1L;

    private final String why;

    Unsendable(String why) {
        super(why);
        this.why = why;
    }

    @Override
    public String getMessage() {
        return why;
    }
}
