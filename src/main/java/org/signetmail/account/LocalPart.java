package org.signetmail.account;

import java.nio.charset.StandardCharsets;

/**
 * Validates the local part of a mail address: a dot-string without quoting (RFC 5321 section 4.1.2), extended beyond
 * ASCII by RFC 6531 section 3.3.
 *
 * <p>Beyond ASCII, only visible characters are accepted. Characters that change the direction of writing or combine
 * with the dot before them are refused, as they make one address look like another.
 */
final class LocalPart {
    private static final int LONGEST = 64; // octets

    private static final String ASCII =
            "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789!#$%&'*+/=?^_`{|}~.-";

    private LocalPart() {}

    /** @param text in Unicode normalization form C */
    static boolean isOne(String text) {
        if (octets(text) > LONGEST) {
            return false;
        }
        boolean atStart = true;
        for (int at = 0; at < text.length(); ) {
            int one = text.codePointAt(at);
            boolean dot = one == '.';
            if (!isAllowed(one) || (atStart && (dot || isCombining(one)))) {
                return false;
            }
            atStart = dot;
            at += Character.charCount(one);
        }
        return !atStart;
    }

    static int octets(String text) {
        return text.getBytes(StandardCharsets.UTF_8).length;
    }

    private static boolean isAllowed(int one) {
        if (one < 128) {
            return ASCII.indexOf(one) >= 0;
        }
        return switch (Character.getType(one)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.SURROGATE,
                    Character.PRIVATE_USE,
                    Character.UNASSIGNED,
                    Character.SPACE_SEPARATOR,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR -> false;
            default -> true;
        };
    }

    private static boolean isCombining(int one) {
        return switch (Character.getType(one)) {
            case Character.NON_SPACING_MARK, Character.COMBINING_SPACING_MARK, Character.ENCLOSING_MARK -> true;
            default -> false;
        };
    }
}
