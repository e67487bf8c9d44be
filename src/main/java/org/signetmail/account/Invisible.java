package org.signetmail.account;

import java.util.Locale;
import org.signetmail.text.Messages;

/**
 * Finds invisible characters, which are often copied along with a value from a page, a chat or a word processor.
 */
public final class Invisible {
    /** Letters and marks without a glyph (Unicode's Default_Ignorable_Code_Point outside the category Format). */
    private static final String FILLERS = "\u034F\u115F\u1160\u17B4\u17B5\u3164\uFFA0";

    /** Characters of context to show: enough to find the position. */
    private static final int SHOWN = 60;

    private Invisible() {}

    /** Whether this code point is invisible, or a space other than U+0020. */
    public static boolean isOne(int codePoint) {
        return switch (Character.getType(codePoint)) {
            case Character.FORMAT, Character.SPACE_SEPARATOR, Character.LINE_SEPARATOR, Character.PARAGRAPH_SEPARATOR ->
                codePoint != ' ';
            default -> FILLERS.indexOf(codePoint) >= 0 || isVariationSelector(codePoint);
        };
    }

    private static boolean isVariationSelector(int one) {
        return (one >= 0xFE00 && one <= 0xFE0F)
                || (one >= 0x180B && one <= 0x180F)
                || (one >= 0xE0100 && one <= 0xE01EF);
    }

    /**
     * Returns the text unchanged if it has no invisible character.
     *
     * @throws InvalidInput with the position of the first invisible character and its Unicode name
     */
    public static String refusedIn(String text) {
        for (int at = 0; at < text.length(); at += Character.charCount(text.codePointAt(at))) {
            if (isOne(text.codePointAt(at))) {
                throw InvalidInput.of("account.invisible.delete", sentence(text, at));
            }
        }
        return text;
    }

    /** A sentence with position and name of the character. It quotes the text, which must not be a secret. */
    static String sentence(String text, int at) {
        int one = text.codePointAt(at);
        String before = text.substring(0, at);
        String behind = text.substring(at + Character.charCount(one));
        return before.isEmpty()
                ? Messages.text(
                        "account.invisible.before",
                        behind.length() > SHOWN ? behind.substring(0, SHOWN) + "…" : behind,
                        name(one))
                : Messages.text(
                        "account.invisible.after", at > SHOWN ? "…" + before.substring(at - SHOWN) : before, name(one));
    }

    private static String name(int one) {
        String code = String.format(Locale.ROOT, "U+%04X", one);
        return one == 0xFEFF // Its Unicode name, zero width no-break space, is its deprecated use.
                ? Messages.text("account.invisible.byteOrderMark", code)
                : Messages.text(
                        "account.invisible.named",
                        String.valueOf(Character.getName(one)).toLowerCase(Locale.ROOT),
                        code);
    }
}
