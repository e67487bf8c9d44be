package org.signetmail.smtp;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;

/**
 * Reads a server's replies one by one and knows whether something is left over: what was said unasked would else be taken
 * for the reply to the next command.
 */
final class SmtpReplyReader {
    private static final int MORE_FOLLOWS_AT = 3;
    private static final int USUAL_LINE = 128; // bytes

    private final BufferedInputStream in;
    private final ByteArrayOutputStream line = new ByteArrayOutputStream(USUAL_LINE);

    SmtpReplyReader(InputStream in) {
        this.in = new BufferedInputStream(in);
    }

    /**
     * All lines of the next reply, as they came.
     *
     * @throws EOFException if the server hung up
     */
    String next() throws IOException {
        String line = line();
        if (!goesOn(line)) {
            return line;
        }
        var reply = new StringBuilder(line);
        do {
            line = line();
            reply.append(line);
        } while (goesOn(line));
        return reply.toString();
    }

    private static boolean goesOn(String line) {
        return line.length() > MORE_FOLLOWS_AT && line.charAt(MORE_FOLLOWS_AT) == '-';
    }

    /** Whether the server said something that was not read. */
    boolean leftOver() throws IOException {
        return in.available() > 0;
    }

    private String line() throws IOException {
        line.reset();
        int one;
        do {
            one = in.read();
            if (one < 0) {
                throw new EOFException();
            }
            line.write(one);
        } while (one != '\n');
        return line.toString(StandardCharsets.UTF_8);
    }
}
