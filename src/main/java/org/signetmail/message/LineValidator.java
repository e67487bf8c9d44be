package org.signetmail.message;

/** Refuses lines that a server need not accept and may cut or change. */
final class LineValidator {
    /** Without the line ending (RFC 5322 section 2.1.1; RFC 5321 section 4.5.3.1.6). */
    private static final int LONGEST = 998; // octets

    private LineValidator() {}

    /**
     * Checks a range of a message.
     *
     * @param mail with CRLF at the end of each line
     * @param from the start of a line
     */
    static void check(byte[] mail, int from, int end) throws InvalidMessage {
        int lineStart = from;
        for (int at = from; at < end; at++) {
            if (mail[at] == 0) {
                throw new InvalidMessage("The message contains a NUL character. Encode its content with base64.");
            }
            if (mail[at] == '\n') {
                if (at - 1 - lineStart > LONGEST) {
                    throw new InvalidMessage("The message has a line of " + (at - 1 - lineStart)
                            + " bytes, but mail servers accept at most " + LONGEST
                            + ". Encode its content with quoted-printable or base64.");
                }
                lineStart = at + 1;
            }
        }
    }
}
