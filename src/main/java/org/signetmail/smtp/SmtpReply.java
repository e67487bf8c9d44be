package org.signetmail.smtp;

import java.time.Instant;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.signetmail.account.Peer;
import org.signetmail.account.Symptom;

/**
 * A server's reply.
 *
 * @param status the three digits
 * @param code the three digits, and behind them the enhanced code if there is one: {@code 535 5.7.139}
 * @param words all of it, on one line
 * @see <a href="https://www.rfc-editor.org/rfc/rfc3463">RFC 3463</a>: enhanced status codes
 */
record SmtpReply(int status, String code, String words) {
    private static final int LONGEST = 2_000;
    private static final Pattern CONTROLS = Pattern.compile("\\p{Cntrl}+");
    /** Behind the digits comes a space, a hyphen or nothing (RFC 5321 section 4.2): other services begin with digits, too. */
    private static final Pattern SHAPE = Pattern.compile(
            "([2-5][0-9]{2})(?:[ -]+([245]\\.[0-9]{1,3}\\.[0-9]{1,3})\\b.*|[ \\t-].*)?", Pattern.DOTALL);

    /** The reply that Angus read last; empty if the peer said nothing that looks like one. */
    static Optional<SmtpReply> read(@Nullable String said) {
        if (said == null) {
            return Optional.empty();
        }
        String words = oneLine(said);
        Matcher reply = SHAPE.matcher(words);
        if (!reply.matches()) {
            return Optional.empty();
        }
        String enhanced = reply.group(2);
        return Optional.of(new SmtpReply(
                Integer.parseInt(reply.group(1)),
                enhanced == null ? reply.group(1) : reply.group(1) + " " + enhanced,
                words));
    }

    static String oneLine(String said) {
        String stripped = said.strip();
        String line = stripped.chars().anyMatch(Character::isISOControl)
                ? CONTROLS.matcher(stripped).replaceAll(" ").strip()
                : stripped;
        return line.length() > LONGEST ? line.substring(0, LONGEST) + "…" : line;
    }

    /** Whether the server says no, for now (4xx) or for good (5xx), or asks on where it should have decided (3xx). */
    boolean refuses() {
        return status >= 300;
    }

    boolean refusesForGood() {
        return status >= 500;
    }

    /** Whether the command is not known, or not in this place or form, or not with these parameters (RFC 5321 section 4.2.2). */
    boolean saysUnknownCommand() {
        return status >= 500 && status <= 504;
    }

    Symptom symptom(Instant at) {
        return new Symptom(Peer.SMTP, code, status, words, "", "", at, Optional.empty());
    }
}
