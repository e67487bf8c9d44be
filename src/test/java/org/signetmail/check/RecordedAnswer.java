package org.signetmail.check;

import static java.util.Objects.requireNonNull;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A recorded reply of {@code answers.txt}.
 *
 * @param way peer and route: {@code ENTRA-GRAPH}, {@code ENTRA-SMTP}, {@code GRAPH}, {@code SMTP}, {@code RELAY}
 * @param when for SMTP, the command that is answered
 * @param finding id of the shown finding
 * @param reason id of the finding of the reply itself, the same unless the outcome is unknown
 */
record RecordedAnswer(String way, String when, String finding, String reason, String name, String text) {
    private static final Pattern TITLE = Pattern.compile("(\\S+) (\\S+) ([a-z0-9-]+)(?:/([a-z0-9-]+))? : (.*)");

    static List<RecordedAnswer> all() {
        try (var file = requireNonNull(RecordedAnswer.class.getResourceAsStream("answers.txt"))) {
            String text = new String(file.readAllBytes(), StandardCharsets.UTF_8);
            return Arrays.stream(text.split("(?m)^=== ", -1))
                    .skip(1)
                    .map(RecordedAnswer::of)
                    .toList();
        } catch (IOException unreadable) {
            throw new AssertionError(unreadable);
        }
    }

    private static RecordedAnswer of(String section) {
        String[] parts = section.split("\n", 2);
        Matcher title = TITLE.matcher(parts[0]);
        if (!title.matches()) {
            throw new AssertionError("answers.txt: " + parts[0]);
        }
        String finding = title.group(3);
        String reason = title.group(4) == null ? finding : title.group(4);
        // The line feed before the next reply is not part of this one.
        String text = parts[1].endsWith("\n") ? parts[1].substring(0, parts[1].length() - 1) : parts[1];
        return new RecordedAnswer(title.group(1), title.group(2), finding, reason, title.group(5), text);
    }

    /** The bytes of an HTTP response. */
    byte[] http() {
        String[] parts = text.split("\n\n", 2);
        return (parts[0].replace("\n", "\r\n") + "\r\n\r\n" + parts[1]).getBytes(StandardCharsets.UTF_8);
    }

    boolean isUnknown() {
        return !finding.equals(reason);
    }

    @Override
    public String toString() {
        return name;
    }
}
