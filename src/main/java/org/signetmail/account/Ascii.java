package org.signetmail.account;

/** ASCII text, which every mail server and every header can have. */
public final class Ascii {
    private Ascii() {}

    public static boolean isAscii(String text) {
        for (int at = 0; at < text.length(); at++) {
            if (text.charAt(at) > 127) {
                return false;
            }
        }
        return true;
    }
}
