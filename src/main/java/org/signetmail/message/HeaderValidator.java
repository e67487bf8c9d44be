package org.signetmail.message;

import jakarta.mail.Header;
import jakarta.mail.MessagingException;
import jakarta.mail.Multipart;
import jakarta.mail.Part;
import jakarta.mail.internet.MimePart;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.Enumeration;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.signetmail.account.Ascii;

/**
 * Prevents header injection: Jakarta Mail validates neither {@code setHeader} nor file names.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc5322#section-2.2">RFC 5322 section 2.2</a>: header fields, and how they fold
 */
final class HeaderValidator {
    /**
     * Signet parses and formats the addresses in these headers again, so they may contain characters beyond ASCII here.
     */
    private static final Set<String> ADDRESSES = names("from", "sender", "reply-to", "to", "cc", "bcc");

    private static final String MULTIPART = "multipart/";

    private HeaderValidator() {}

    /** Returns a case-insensitive set of header names. */
    static Set<String> names(String... names) {
        var set = new TreeSet<>(String.CASE_INSENSITIVE_ORDER);
        set.addAll(List.of(names));
        return Collections.unmodifiableSet(set);
    }

    static String[] addresses() {
        return ADDRESSES.toArray(String[]::new);
    }

    static boolean addressesAreAscii(Part message) throws MessagingException {
        Enumeration<Header> headers = message.getMatchingHeaders(addresses());
        while (headers.hasMoreElements()) {
            if (!Ascii.isAscii(headers.nextElement().getValue())) {
                return false;
            }
        }
        return true;
    }

    /** Checks the headers of a message and of its parts. An attached message is content and is not checked. */
    static void check(Part message) throws MessagingException, IOException, InvalidMessage {
        check(message, true);
    }

    private static void check(Part part, boolean outermost) throws MessagingException, IOException, InvalidMessage {
        if (!(part instanceof MimePart mime)) {
            throw InvalidMessage.of("message.notMime");
        }
        // Raw lines, as they are written: Jakarta Mail strips leading line breaks from the values it returns.
        Enumeration<String> lines = mime.getAllHeaderLines();
        while (lines.hasMoreElements()) {
            String line = lines.nextElement();
            int colon = line.indexOf(':');
            String name = line.substring(0, nameEnd(line, colon));
            checkName(name);
            checkValue(name, line, colon + 1, outermost);
        }
        boolean mayHaveParts = part.getContentType().strip().regionMatches(true, 0, MULTIPART, 0, MULTIPART.length());
        if (mayHaveParts && part.getContent() instanceof Multipart parts) {
            for (int i = 0; i < parts.getCount(); i++) {
                checkNames(parts.getBodyPart(i));
                check(parts.getBodyPart(i), false);
            }
        }
    }

    /** Checks names as they were set. In a parsed line, white space before the colon is not part of the name. */
    private static void checkNames(Part part) throws MessagingException, InvalidMessage {
        Enumeration<Header> headers = part.getAllHeaders();
        while (headers.hasMoreElements()) {
            checkName(headers.nextElement().getName());
        }
    }

    /** White space is allowed between name and colon (RFC 5322 section 4.5). */
    private static int nameEnd(String line, int colon) {
        int end = Math.max(colon, 0);
        while (end > 0 && (line.charAt(end - 1) == ' ' || line.charAt(end - 1) == '\t')) {
            end--;
        }
        return end;
    }

    static void checkName(String name) throws InvalidMessage {
        boolean isName = !name.isEmpty();
        for (int at = 0; at < name.length(); at++) {
            char c = name.charAt(at);
            isName &= c > ' ' && c < 127 && c != ':';
        }
        if (!isName) {
            throw InvalidMessage.of("message.header.name");
        }
    }

    /** @param outermost whether it is a header of the message and not of a part */
    static void checkValue(String name, String value, boolean outermost) throws InvalidMessage {
        checkValue(name, value, 0, outermost);
    }

    private static void checkValue(String name, String value, int from, boolean outermost) throws InvalidMessage {
        boolean addresses = outermost && ADDRESSES.contains(name);
        if (addresses && isUtf8ReadAsLatin1(value)) {
            throw InvalidMessage.of("message.header.charset", name);
        }
        // Jakarta Mail reads and writes a part's headers byte by byte, and would write only the low byte of a
        // character.
        int last = outermost ? 127 : 255;
        for (int at = from; at < value.length(); at++) {
            char c = value.charAt(at);
            if (c == '\r' || c == '\n') {
                at = afterFold(name, value, at);
            } else if (c != '\t' && Character.isISOControl(c) && (outermost || c < ' ')) {
                throw InvalidMessage.of("message.header.control", name);
            } else if (c > last && !addresses) {
                throw InvalidMessage.of("message.header.notAscii", name);
            }
        }
    }

    private static boolean isUtf8ReadAsLatin1(String value) {
        return !Ascii.isAscii(value)
                && value.chars().allMatch(c -> c < 256)
                && new String(value.getBytes(StandardCharsets.ISO_8859_1), StandardCharsets.UTF_8).indexOf('\uFFFD')
                        < 0;
    }

    /**
     * Accepts a line break only as folding: white space follows it, and the line is not blank. Returns the next
     * position.
     */
    private static int afterFold(String name, String value, int at) throws InvalidMessage {
        int next = value.startsWith("\r\n", at) ? at + 2 : at + 1;
        boolean folded = value.charAt(next - 1) == '\n'
                && next < value.length()
                && (value.charAt(next) == ' ' || value.charAt(next) == '\t');
        if (!folded || isBlankLine(value, next)) {
            throw InvalidMessage.of("message.header.lineBreak", name);
        }
        return next;
    }

    private static boolean isBlankLine(String value, int from) {
        int at = from;
        while (at < value.length() && value.charAt(at) != '\n' && Character.isWhitespace(value.charAt(at))) {
            at++;
        }
        return at == value.length() || value.charAt(at) == '\n';
    }
}
