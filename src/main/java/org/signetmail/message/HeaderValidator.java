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

/**
 * Refuses what would leave a header that it was put into: Jakarta Mail checks neither {@code setHeader} nor file names.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc5322#section-2.2">RFC 5322 section 2.2</a>: header fields, and how they fold
 */
final class HeaderValidator {
    /** What is between their commas is read and written anew, so that it may be more than ASCII here. */
    private static final Set<String> ADDRESSES = names("from", "sender", "reply-to", "to", "cc", "bcc");

    private static final String MULTIPART = "multipart/";

    private HeaderValidator() {}

    /** Names of headers, whose case does not matter. */
    static Set<String> names(String... names) {
        var set = new TreeSet<>(String.CASE_INSENSITIVE_ORDER);
        set.addAll(List.of(names));
        return Collections.unmodifiableSet(set);
    }

    static boolean isAscii(String text) {
        for (int at = 0; at < text.length(); at++) {
            if (text.charAt(at) > 127) {
                return false;
            }
        }
        return true;
    }

    static String[] addresses() {
        return ADDRESSES.toArray(String[]::new);
    }

    static boolean addressesAreAscii(Part message) throws MessagingException {
        Enumeration<Header> headers = message.getMatchingHeaders(addresses());
        while (headers.hasMoreElements()) {
            if (!isAscii(headers.nextElement().getValue())) {
                return false;
            }
        }
        return true;
    }

    /** The headers of a message and of its parts; a message that is attached to it is content. */
    static void check(Part message) throws MessagingException, IOException, InvalidMessage {
        check(message, true);
    }

    private static void check(Part part, boolean outermost) throws MessagingException, IOException, InvalidMessage {
        if (!(part instanceof MimePart mime)) {
            throw new InvalidMessage("A part of the message is not one of MIME.");
        }
        // The lines as they are written: of a value Jakarta Mail tells only what stands behind its first line breaks.
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

    /** The names that were set: in a line that was read, white space behind one is not part of it. */
    private static void checkNames(Part part) throws MessagingException, InvalidMessage {
        Enumeration<Header> headers = part.getAllHeaders();
        while (headers.hasMoreElements()) {
            checkName(headers.nextElement().getName());
        }
    }

    /** White space may stand between name and colon (RFC 5322 section 4.5). */
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
            throw new InvalidMessage("A header has a name that is none.");
        }
    }

    /** @param outermost whether it is a header of the message and not of a part */
    static void checkValue(String name, String value, boolean outermost) throws InvalidMessage {
        checkValue(name, value, 0, outermost);
    }

    private static void checkValue(String name, String value, int from, boolean outermost) throws InvalidMessage {
        boolean addresses = outermost && ADDRESSES.contains(name);
        if (addresses && isUtf8ReadAsLatin1(value)) {
            throw new InvalidMessage(
                    "The header " + name + " was read as if it were not UTF-8. Set its addresses anew, or read"
                            + " the message in a session with mail.mime.allowutf8.");
        }
        // Jakarta Mail reads and writes a part's header byte by byte: of what is above it would write half of it.
        int last = outermost ? 127 : 255;
        for (int at = from; at < value.length(); at++) {
            char c = value.charAt(at);
            if (c == '\r' || c == '\n') {
                at = afterFold(name, value, at);
            } else if (c != '\t' && Character.isISOControl(c) && (outermost || c < ' ')) {
                throw new InvalidMessage("The header " + name + " has a control character in it.");
            } else if (c > last && !addresses) {
                throw new InvalidMessage(
                        "The header " + name + " has characters outside ASCII in it. Encode them (RFC 2047).");
            }
        }
    }

    private static boolean isUtf8ReadAsLatin1(String value) {
        return !isAscii(value)
                && value.chars().allMatch(c -> c < 256)
                && new String(value.getBytes(StandardCharsets.ISO_8859_1), StandardCharsets.UTF_8).indexOf('\uFFFD')
                        < 0;
    }

    /** A line break is one only if the header goes on behind it: with white space first, and with more than that. */
    private static int afterFold(String name, String value, int at) throws InvalidMessage {
        int next = value.startsWith("\r\n", at) ? at + 2 : at + 1;
        boolean goesOn = value.charAt(next - 1) == '\n'
                && next < value.length()
                && (value.charAt(next) == ' ' || value.charAt(next) == '\t');
        if (!goesOn || isBlankLine(value, next)) {
            throw new InvalidMessage("The header " + name + " has a line break in it that would begin another header.");
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
