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
                throw InvalidMessage.of("message.line.nul");
            }
            if (mail[at] == '\n') {
                if (at - 1 - lineStart > LONGEST) {
                    throw InvalidMessage.of("message.line.long", at - 1 - lineStart, LONGEST);
                }
                lineStart = at + 1;
            }
        }
    }
}
