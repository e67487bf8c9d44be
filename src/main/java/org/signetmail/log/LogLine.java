package org.signetmail.log;

import java.util.regex.Pattern;

/** Builds a line of the log: code, sentence, and details as {@code name="value"}. */
public final class LogLine {
    private static final int LONGEST = 1000; // characters of a value
    private static final Pattern UNPRINTABLE = Pattern.compile("[\\p{Cc}\\p{Cf}\\p{Zl}\\p{Zp}]+");

    private final LogEvent logEvent;
    private final StringBuilder details = new StringBuilder();

    LogLine(LogEvent logEvent) {
        this.logEvent = logEvent;
    }

    /**
     * Adds a detail. The value may be untrusted text: line breaks, control characters and quotes are replaced, so it
     * can neither start a line nor end the detail.
     *
     * @param value never a secret or a token; types that hold one don't print it
     */
    public LogLine with(String name, Object value) {
        String escaped = UNPRINTABLE.matcher(value.toString()).replaceAll(" ").replace('"', '\'');
        details.append(' ').append(name).append("=\"");
        details.append(escaped, 0, Math.min(escaped.length(), LONGEST));
        details.append(escaped.length() > LONGEST ? "…\"" : "\"");
        return this;
    }

    public void log() {
        logEvent.log(details.toString(), null);
    }

    /** Logs this line with a stack trace. */
    public void log(Throwable cause) {
        logEvent.log(details.toString(), cause);
    }
}
