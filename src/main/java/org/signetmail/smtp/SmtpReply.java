package org.signetmail.smtp;

import java.time.Instant;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.signetmail.account.Peer;
import org.signetmail.account.Symptom;

/**
 * A reply of an SMTP server.
 *
 * @param status the three digits
 * @param code the three digits, followed by the enhanced status code if there is one: {@code 535 5.7.139}
 * @param words the complete reply, on one line
 * @see <a href="https://www.rfc-editor.org/rfc/rfc3463">RFC 3463</a>: enhanced status codes
 */
record SmtpReply(int status, String code, String words) {
    private static final int MAX_LENGTH = 2_000;
    private static final Pattern CONTROLS = Pattern.compile("\\p{Cntrl}+");
    /**
     * After the digits comes a space, a hyphen or nothing (RFC 5321 section 4.2). Banners of other services may
     * begin with digits, too.
     */
    private static final Pattern FORM = Pattern.compile(
            "([2-5][0-9]{2})(?:[ -]+([245]\\.[0-9]{1,3}\\.[0-9]{1,3})\\b.*|[ \\t-].*)?", Pattern.DOTALL);

    /** Parses a reply; empty if the text is missing or is not an SMTP reply. */
    static Optional<SmtpReply> read(@Nullable String text) {
        if (text == null) {
            return Optional.empty();
        }
        String words = oneLine(text);
        Matcher reply = FORM.matcher(words);
        if (!reply.matches()) {
            return Optional.empty();
        }
        String enhanced = reply.group(2);
        return Optional.of(new SmtpReply(
                Integer.parseInt(reply.group(1)),
                enhanced == null ? reply.group(1) : reply.group(1) + " " + enhanced,
                words));
    }

    static String oneLine(String text) {
        String stripped = text.strip();
        String line = stripped.chars().anyMatch(Character::isISOControl)
                ? CONTROLS.matcher(stripped).replaceAll(" ").strip()
                : stripped;
        return line.length() > MAX_LENGTH ? line.substring(0, MAX_LENGTH) + "…" : line;
    }

    /**
     * Whether the reply refuses: temporarily (4xx), permanently (5xx), or by 3xx where the server should have
     * decided.
     */
    boolean isRefusal() {
        return status >= 300;
    }

    boolean isPermanent() {
        return status >= 500;
    }

    /**
     * Whether the command or a parameter is unknown, malformed or not implemented, or out of sequence (500 to 504,
     * RFC 5321 section 4.2.2).
     */
    boolean isUnknownCommand() {
        return status >= 500 && status <= 504;
    }

    Symptom symptom(Instant at) {
        return new Symptom(Peer.SMTP, code, status, words, "", "", at, Optional.empty());
    }
}
