package org.signetmail.journal;

import java.util.regex.Pattern;

/** One line of the log: code, sentence, and details as {@code name="value"}, for people and programs alike. */
public final class Line {
    private static final int LONGEST = 1000; // characters of a value
    private static final Pattern NOT_SHOWN = Pattern.compile("[\\p{Cc}\\p{Cf}\\p{Zl}\\p{Zp}]+");

    private final Event event;
    private final StringBuilder details = new StringBuilder();

    Line(Event event) {
        this.event = event;
    }

    /**
     * One detail more. The value may be what a stranger said: it begins no line of its own, and ends no detail early.
     *
     * @param value never a secret or a token; the types that hold one don't print it
     */
    public Line with(String name, Object value) {
        String shown = NOT_SHOWN.matcher(value.toString()).replaceAll(" ").replace('"', '\'');
        details.append(' ').append(name).append("=\"");
        details.append(shown, 0, Math.min(shown.length(), LONGEST));
        details.append(shown.length() > LONGEST ? "…\"" : "\"");
        return this;
    }

    public void log() {
        event.log(details.toString(), null);
    }

    /** With the stack trace of what happened. */
    public void log(Throwable why) {
        event.log(details.toString(), why);
    }
}
