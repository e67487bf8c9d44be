package org.signetmail.letter;

import java.io.ByteArrayOutputStream;

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

    /** Ends the last line if it has no end. */
    synchronized void end() {
        if (afterCr) {
            write('\n');
        } else if (count > 0 && buf[count - 1] != '\n') {
            write('\n');
        }
    }
}
