package org.signetmail.letter;

import java.io.ByteArrayOutputStream;
import java.util.Arrays;

/** Bytes whose every line ends in CRLF, however it ended before (RFC 5321 section 2.3.8). */
final class CanonicalLines extends ByteArrayOutputStream {
    private boolean afterCr;

    CanonicalLines(int size) {
        super(size);
    }

    @Override
    public synchronized void write(int one) {
        if (one == '\n') {
            if (!afterCr) {
                super.write('\r');
            }
        } else if (afterCr) {
            super.write('\n');
        }
        super.write(one);
        afterCr = one == '\r';
    }

    /** A run without line ends is copied at once. */
    @Override
    public synchronized void write(byte[] from, int start, int length) {
        int end = start + length;
        int run = start;
        for (int at = start; at < end; at++) {
            boolean plain = from[at] != '\r' && from[at] != '\n' && !afterCr;
            if (!plain) {
                super.write(from, run, at - run);
                write(from[at]);
                run = at + 1;
            }
        }
        super.write(from, run, end - run);
    }

    /** Where the body begins: behind the first empty line. */
    synchronized int bodyAt() {
        int lineAt = 0;
        for (int at = 0; at + 1 < count; at++) {
            if (buf[at] == '\r') {
                if (at == lineAt) {
                    return at + 2;
                }
                lineAt = at + 2;
            }
        }
        return count;
    }

    /** These bytes with what was written from there on behind them. */
    synchronized byte[] behind(byte[] head, int from) {
        byte[] whole = Arrays.copyOf(head, head.length + count - from);
        System.arraycopy(buf, from, whole, head.length, count - from);
        return whole;
    }

    /** Ends the last line if it has no end. */
    synchronized void end() {
        if (afterCr) {
            write('\n');
        } else if (count > 0 && buf[count - 1] != '\n') {
            write('\n');
        }
    }
}
