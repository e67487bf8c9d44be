package org.signetmail.smtp;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;

/**
 * Reads a server's replies one by one and detects unread input: an unsolicited reply would be mistaken for the reply
 * to the next command.
 */
final class SmtpReplyReader {
    private static final int SEPARATOR_INDEX = 3;
    private static final int TYPICAL_LINE = 128; // bytes

    private final BufferedInputStream in;
    private final ByteArrayOutputStream line = new ByteArrayOutputStream(TYPICAL_LINE);

    SmtpReplyReader(InputStream in) {
        this.in = new BufferedInputStream(in);
    }

    /**
     * Reads all lines of the next reply, unchanged.
     *
     * @throws EOFException if the server closed the connection
     */
    String next() throws IOException {
        String line = readLine();
        if (!isContinued(line)) {
            return line;
        }
        var reply = new StringBuilder(line);
        do {
            line = readLine();
            reply.append(line);
        } while (isContinued(line));
        return reply.toString();
    }

    private static boolean isContinued(String line) {
        return line.length() > SEPARATOR_INDEX && line.charAt(SEPARATOR_INDEX) == '-';
    }

    /** Whether the server has sent something that is still unread. */
    boolean hasUnreadInput() throws IOException {
        return in.available() > 0;
    }

    private String readLine() throws IOException {
        line.reset();
        int next;
        do {
            next = in.read();
            if (next < 0) {
                throw new EOFException();
            }
            line.write(next);
        } while (next != '\n');
        return line.toString(StandardCharsets.UTF_8);
    }
}
