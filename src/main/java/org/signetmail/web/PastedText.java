package org.signetmail.web;

import org.signetmail.account.Invisible;

/**
 * Removes the quotes, braces, spaces and invisible characters around a pasted value, which pages, chats and word
 * processors add.
 *
 * <p>For IDs, addresses, hosts and client secrets, which never begin and end with such characters. Not for passwords,
 * in which every character counts.
 */
final class PastedText {
    private static final String QUOTES = "\"'`´“”„‟‘’‚‛«»‹›";

    private PastedText() {}

    /** Removes quotes or braces around the value, and spaces and invisible characters at its ends. */
    static String clean(String pasted) {
        String text = stripInvisible(pasted);
        while (isWrapped(text)) {
            text = stripInvisible(text.substring(1, text.length() - 1));
        }
        return text;
    }

    /** Removes spaces and invisible characters at both ends. */
    static String stripInvisible(String pasted) {
        int start = 0;
        int end = pasted.length();
        while (start < end && isStripped(pasted.codePointAt(start))) {
            start += Character.charCount(pasted.codePointAt(start));
        }
        while (start < end && isStripped(pasted.codePointBefore(end))) {
            end -= Character.charCount(pasted.codePointBefore(end));
        }
        return pasted.substring(start, end);
    }

    private static boolean isStripped(int codePoint) {
        return Character.isWhitespace(codePoint) || Invisible.isOne(codePoint);
    }

    /** Whether there is a quote or brace at both ends; a single one may belong to the value. */
    private static boolean isWrapped(String text) {
        if (text.length() < 2) {
            return false;
        }
        char first = text.charAt(0);
        char last = text.charAt(text.length() - 1);
        return first == '{' ? last == '}' : QUOTES.indexOf(first) >= 0 && QUOTES.indexOf(last) >= 0;
    }
}
