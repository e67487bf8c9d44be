package org.signetmail.account;

import java.util.Locale;

/**
 * Characters that are part of a text without being seen: they come along when a value is copied from a page, a chat or a
 * word processor.
 */
public final class Invisible {
    /** Letters and marks without a shape (Unicode's Default_Ignorable_Code_Point, beyond the category Format). */
    private static final String FILLERS = "\u034F\u115F\u1160\u17B4\u17B5\u3164\uFFA0";

    /** Of what stands before one: enough to find the place. */
    private static final int SHOWN = 60;

    private Invisible() {}

    /** Whether this code point is not seen, or is a space other than that of the keyboard. */
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
     * Returns the text itself if all of it can be seen.
     *
     * @throws InvalidInput with the place of the first character that can't, and its name in Unicode
     */
    public static String refusedIn(String text) {
        for (int at = 0; at < text.length(); at += Character.charCount(text.codePointAt(at))) {
            if (isOne(text.codePointAt(at))) {
                throw new InvalidInput(sentence(text, at) + " Delete it, or type the value instead of pasting it.");
            }
        }
        return text;
    }

    /** Where it is and what it is, as a sentence; the text is shown, so that it must not be a secret. */
    static String sentence(String text, int at) {
        int one = text.codePointAt(at);
        String before = text.substring(0, at);
        String behind = text.substring(at + Character.charCount(one));
        String place = before.isEmpty()
                ? "before “" + (behind.length() > SHOWN ? behind.substring(0, SHOWN) + "…" : behind)
                : "after “" + (at > SHOWN ? "…" + before.substring(at - SHOWN) : before);
        return "There is an invisible character " + place + "”: " + name(one) + ".";
    }

    private static String name(int one) {
        String code = String.format(Locale.ROOT, "U+%04X", one);
        return one == 0xFEFF
                ? "byte order mark (" + code + ")" // Its name in Unicode is that of what it is no longer used for.
                : String.valueOf(Character.getName(one)).toLowerCase(Locale.ROOT) + " (" + code + ")";
    }
}
