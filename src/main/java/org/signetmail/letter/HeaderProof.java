package org.signetmail.letter;

import jakarta.mail.Header;
import jakarta.mail.MessagingException;
import jakarta.mail.Multipart;
import jakarta.mail.Part;
import java.io.IOException;
import java.util.Collections;

/**
 * Refuses what would leave a header that it was put into: Jakarta Mail checks neither {@code setHeader} nor file names.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc5322#section-2.2">RFC 5322 section 2.2</a>: header fields, and how they fold
 */
final class HeaderProof {
    private HeaderProof() {}

    /** The headers of a message and of its parts; a message that is attached to it is content. */
    static void check(Part message) throws MessagingException, IOException, Unsendable {
        check(message, true);
    }

    private static void check(Part part, boolean outermost) throws MessagingException, IOException, Unsendable {
        for (Header header : Collections.list(part.getAllHeaders())) {
            checkName(header.getName());
            checkValue(header.getName(), header.getValue(), outermost);
        }
        if (part.isMimeType("multipart/*") && part.getContent() instanceof Multipart parts) {
            for (int i = 0; i < parts.getCount(); i++) {
                check(parts.getBodyPart(i), false);
            }
        }
    }

    private static void checkName(String name) throws Unsendable {
        boolean isName = !name.isEmpty();
        for (int at = 0; at < name.length(); at++) {
            char c = name.charAt(at);
            isName &= c > ' ' && c < 127 && c != ':';
        }
        if (!isName) {
            throw new Unsendable("A header has a name that is none.");
        }
    }

    private static void checkValue(String name, String value, boolean asciiOnly) throws Unsendable {
        for (int at = 0; at < value.length(); at++) {
            char c = value.charAt(at);
            if (c == '\r' || c == '\n') {
                at = afterFold(name, value, at);
            } else if (c != '\t' && Character.isISOControl(c) && (asciiOnly || c < ' ')) {
                throw new Unsendable("The header " + name + " has a control character in it.");
            } else if (asciiOnly && c > 127) {
                throw new Unsendable(
                        "The header " + name + " has characters outside ASCII in it. Encode them (RFC 2047).");
            }
        }
    }

    /** A line break is one only if the header goes on behind it: with white space first, and with more than that. */
    private static int afterFold(String name, String value, int at) throws Unsendable {
        int next = value.startsWith("\r\n", at) ? at + 2 : at + 1;
        boolean goesOn = value.charAt(next - 1) == '\n'
                && next < value.length()
                && (value.charAt(next) == ' ' || value.charAt(next) == '\t');
        int end = value.indexOf('\n', next);
        if (!goesOn || (end < 0 ? value.substring(next) : value.substring(next, end)).isBlank()) {
            throw new Unsendable("The header " + name + " has a line break in it that would begin another header.");
        }
        return next;
    }
}
