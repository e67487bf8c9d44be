package org.signetmail.letter;

import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import java.util.Arrays;

/**
 * Bytes whose every line ends in CRLF, however it ended before (RFC 5321 section 2.3.8).
 *
 * <p>Jakarta Mail writes a part's content byte by byte, so that a {@link ByteArrayOutputStream}, which locks itself for each,
 * would take longer than all else that is done to a mail. For one thread at a time.
 */
final class CanonicalLines extends OutputStream {
    private byte[] bytes;
    private int count;
    private boolean afterCr;

    CanonicalLines(int size) {
        bytes = new byte[size];
    }

    @Override
    public void write(int one) {
        if (one == '\n') {
            if (!afterCr) {
                add('\r');
            }
        } else if (afterCr) {
            add('\n');
        }
        add(one);
        afterCr = one == '\r';
    }

    @Override
    public void write(byte[] from) {
        write(from, 0, from.length);
    }

    /** A run without line ends is copied at once. */
    @Override
    public void write(byte[] from, int start, int length) {
        int end = start + length;
        int run = start;
        for (int at = start; at < end; at++) {
            boolean plain = from[at] != '\r' && from[at] != '\n' && !afterCr;
            if (!plain) {
                add(from, run, at);
                write(from[at]);
                run = at + 1;
            }
        }
        add(from, run, end);
    }

    int size() {
        return count;
    }

    /** Where the body begins: behind the first empty line. */
    int bodyAt() {
        int lineAt = 0;
        for (int at = 0; at + 1 < count; at++) {
            if (bytes[at] == '\r') {
                if (at == lineAt) {
                    return at + 2;
                }
                lineAt = at + 2;
            }
        }
        return count;
    }

    /** Whether there is more than ASCII in what was written from there on. */
    boolean hasEightBit(int from) {
        for (int at = from; at < count; at++) {
            if (bytes[at] < 0) {
                return true;
            }
        }
        return false;
    }

    /** Refuses what a server need not take in a line, from there on. */
    void checkLines(int from) throws Unsendable {
        LineProof.check(bytes, from, count);
    }

    /** Adds what was written from there on. */
    void appendTo(ByteArrayOutputStream out, int from) {
        out.write(bytes, from, count - from);
    }

    /**
     * The same with a dot more in front of each line that begins with one, as DATA wants it (RFC 5321 section 4.5.2). A line
     * begins there.
     */
    void appendStuffedTo(ByteArrayOutputStream out, int from) {
        int run = from;
        for (int at = from; at < count; at++) {
            if (bytes[at] == '.' && (at == from || bytes[at - 1] == '\n')) {
                out.write(bytes, run, at - run);
                out.write('.');
                run = at;
            }
        }
        out.write(bytes, run, count - run);
    }

    /** Ends the last line if it has no end. */
    void end() {
        if (afterCr || (count > 0 && bytes[count - 1] != '\n')) {
            write('\n');
        }
    }

    private void add(int one) {
        if (count == bytes.length) {
            bytes = Arrays.copyOf(bytes, 2 * count);
        }
        bytes[count++] = (byte) one;
    }

    private void add(byte[] from, int start, int end) {
        int length = end - start;
        if (length > bytes.length - count) {
            bytes = Arrays.copyOf(bytes, Math.max(2 * count, count + length));
        }
        System.arraycopy(from, start, bytes, count, length);
        count += length;
    }
}
