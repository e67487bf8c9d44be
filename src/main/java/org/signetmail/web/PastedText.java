package org.signetmail.web;

import org.signetmail.account.Invisible;

/**
 * What somebody pasted, without what came along at its ends: a page, a chat or a word processor puts quotes, spaces and
 * characters around a value that can't be seen.
 *
 * <p>For IDs, addresses, hosts and the client secret, which never begin and end so. In a password each character counts.
 */
final class PastedText {
    private static final String QUOTES = "\"'`´“”„‟‘’‚‛«»‹›";

    private PastedText() {}

    /** Without quotes or braces around it, and without spaces and invisible characters at its ends. */
    static String of(String pasted) {
        String text = visible(pasted);
        while (isWrapped(text)) {
            text = visible(text.substring(1, text.length() - 1));
        }
        return text;
    }

    /** Without spaces and invisible characters at its ends. */
    static String visible(String pasted) {
        int start = 0;
        int end = pasted.length();
        while (start < end && isLeftOut(pasted.codePointAt(start))) {
            start += Character.charCount(pasted.codePointAt(start));
        }
        while (start < end && isLeftOut(pasted.codePointBefore(end))) {
            end -= Character.charCount(pasted.codePointBefore(end));
        }
        return pasted.substring(start, end);
    }

    private static boolean isLeftOut(int codePoint) {
        return Character.isWhitespace(codePoint) || Invisible.isOne(codePoint);
    }

    /** By two of them: one alone may belong to the value. */
    private static boolean isWrapped(String text) {
        if (text.length() < 2) {
            return false;
        }
        char first = text.charAt(0);
        char last = text.charAt(text.length() - 1);
        return first == '{' ? last == '}' : QUOTES.indexOf(first) >= 0 && QUOTES.indexOf(last) >= 0;
    }
}
