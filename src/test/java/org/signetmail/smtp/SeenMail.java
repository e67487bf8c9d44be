package org.signetmail.smtp;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A message or part, parsed without Jakarta Mail: strictly by RFC 5322 and RFC 2046, bytes decoded as ISO 8859-1.
 */
record SeenMail(List<Header> headers, String body) {
    private static final Pattern FIELD = Pattern.compile("([!-9;-~]+)[ \t]*:(.*)", Pattern.DOTALL);
    private static final Pattern BOUNDARY =
            Pattern.compile("\\s*multipart/.*boundary=\"?([^\";\\s]+).*", Pattern.DOTALL | Pattern.CASE_INSENSITIVE);
    private static final int LONGEST_LINE = 998;

    /** @param name in lower case */
    record Header(String name, String value) {}

    static final class Malformed extends Exception {
        private static final long serialVersionUID = 1L;

        Malformed(String what) {
            super(what);
        }
    }

    static SeenMail read(String text) throws Malformed {
        var headers = new ArrayList<Header>();
        int at = 0;
        while (at < text.length()) {
            int end = text.indexOf("\r\n", at);
            if (end < 0) {
                throw new Malformed("a header without end: " + text.substring(at));
            }
            String line = text.substring(at, end);
            at = end + 2;
            if (line.isEmpty()) {
                return new SeenMail(headers, text.substring(at));
            }
            if (line.startsWith(" ") || line.startsWith("\t")) {
                if (headers.isEmpty() || line.isBlank()) {
                    throw new Malformed("a fold of nothing: " + line);
                }
                Header last = headers.remove(headers.size() - 1);
                headers.add(new Header(last.name(), last.value() + line));
                continue;
            }
            Matcher field = FIELD.matcher(line);
            if (!field.matches()) {
                throw new Malformed("no header: " + line);
            }
            headers.add(new Header(field.group(1).toLowerCase(Locale.ROOT), field.group(2)));
        }
        return new SeenMail(headers, "");
    }

    /** What any server may reject (RFC 5321 sections 2.3.8 and 4.5.3.1.6, RFC 2045 section 2.7). */
    static Optional<String> fault(String text) {
        if (text.matches("(?s).*(\r(?!\n)|(?<!\r)\n).*")) {
            return Optional.of("a bare CR or LF");
        }
        if (text.indexOf('\0') >= 0) {
            return Optional.of("a NUL");
        }
        if (!text.endsWith("\r\n")) {
            return Optional.of("no end of line at the end");
        }
        return text.lines()
                .filter(line -> line.length() > LONGEST_LINE)
                .findAny()
                .map(line -> "a line of " + line.length());
    }

    List<String> all(String name) {
        return headers.stream()
                .filter(header -> header.name().equals(name))
                .map(Header::value)
                .toList();
    }

    /** The parts of a properly terminated multipart. */
    List<SeenMail> parts() throws Malformed {
        Matcher type = BOUNDARY.matcher(String.join(",", all("content-type")));
        if (!type.matches()) {
            return List.of();
        }
        String line = "\r\n--" + type.group(1);
        String text = "\r\n" + body;
        var parts = new ArrayList<SeenMail>();
        int at = text.indexOf(line + "\r\n");
        while (at >= 0) {
            int from = at + line.length() + 2;
            int next = text.indexOf(line, from - 2);
            if (next < 0) {
                throw new Malformed("a part without end");
            }
            parts.add(read(text.substring(from, Math.max(from, next)) + "\r\n"));
            at = text.startsWith("--", next + line.length()) ? -1 : next;
        }
        return parts;
    }
}
