package org.signetmail.message;

/** Refuses what a server need not take in any line of a mail, and may cut or change. */
final class LineValidator {
    /** Without the line's end (RFC 5322 section 2.1.1; RFC 5321 section 4.5.3.1.6). */
    private static final int LONGEST = 998; // octets

    private LineValidator() {}

    /**
     * Looks at a part of a mail.
     *
     * @param mail with CRLF at the end of each line
     * @param from where a line begins
     */
    static void check(byte[] mail, int from, int end) throws InvalidMessage {
        int lineAt = from;
        for (int at = from; at < end; at++) {
            if (mail[at] == 0) {
                throw new InvalidMessage("The message has a NUL character in it. Encode its content with base64.");
            }
            if (mail[at] == '\n') {
                if (at - 1 - lineAt > LONGEST) {
                    throw new InvalidMessage(
                            "The message has a line of " + (at - 1 - lineAt) + " bytes, and mail servers take "
                                    + LONGEST + ". Encode its content with quoted-printable or base64.");
                }
                lineAt = at + 1;
            }
        }
    }
}
