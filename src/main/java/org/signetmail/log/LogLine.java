package org.signetmail.log;

import java.util.regex.Pattern;

/** One line of the log: code, sentence, and details as {@code name="value"}, for people and programs alike. */
public final class LogLine {
    private static final int LONGEST = 1000; // characters of a value
    private static final Pattern NOT_SHOWN = Pattern.compile("[\\p{Cc}\\p{Cf}\\p{Zl}\\p{Zp}]+");

    private final LogEvent logEvent;
    private final StringBuilder details = new StringBuilder();

    LogLine(LogEvent logEvent) {
        this.logEvent = logEvent;
    }

    /**
     * One detail more. The value may be what a stranger said: it begins no line of its own, and ends no detail early.
     *
     * @param value never a secret or a token; the types that hold one don't print it
     */
    public LogLine with(String name, Object value) {
        String shown = NOT_SHOWN.matcher(value.toString()).replaceAll(" ").replace('"', '\'');
        details.append(' ').append(name).append("=\"");
        details.append(shown, 0, Math.min(shown.length(), LONGEST));
        details.append(shown.length() > LONGEST ? "…\"" : "\"");
        return this;
    }

    public void log() {
        logEvent.log(details.toString(), null);
    }

    /** With the stack trace of what happened. */
    public void log(Throwable why) {
        logEvent.log(details.toString(), why);
    }
}
