package org.signetmail.message;

import jakarta.mail.util.SharedByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Bytes whose every line ends in CRLF, however it ended before (RFC 5321 section 2.3.8).
 *
 * <p>Jakarta Mail writes a part's content byte by byte, so that a {@link ByteArrayOutputStream}, which locks itself for each,
 * would take longer than all else that is done to a mail. For one thread at a time.
 */
final class CrlfBuffer extends OutputStream {
    private final int limit;
    private final MemoryBudget memory;
    private byte[] bytes;
    private int count;
    private boolean afterCr;
    private @Nullable MessageTooLarge refusal;

    CrlfBuffer(int size) {
        this(size, Integer.MAX_VALUE, MemoryBudget.UNLIMITED);
    }

    /**
     * With a bound.
     *
     * @param size bytes to begin with, which are not asked for
     * @param most bytes; writing more throws {@link MessageTooLarge}
     * @param memory asked for each further array
     */
    CrlfBuffer(int size, int most, MemoryBudget memory) {
        bytes = new byte[Math.min(size, most)];
        this.limit = most;
        this.memory = memory;
    }

    @Override
    public void write(int one) throws MessageTooLarge {
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
    public void write(byte[] from) throws MessageTooLarge {
        write(from, 0, from.length);
    }

    /** A run without line ends is copied at once. */
    @Override
    public void write(byte[] from, int start, int length) throws MessageTooLarge {
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

    /** Why not all was taken; null if it was. Whoever wrote may have caught it. */
    @Nullable
    MessageTooLarge refusal() {
        return refusal;
    }

    /** What was written, without another copy of it. */
    SharedByteArrayInputStream read() {
        return new SharedByteArrayInputStream(bytes, 0, count);
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
    void checkLines(int from) throws InvalidMessage {
        LineValidator.check(bytes, from, count);
    }

    /** Adds what was written from there on. */
    void appendTo(OutputStream out, int from) throws IOException {
        out.write(bytes, from, count - from);
    }

    /**
     * The same with a dot more in front of each line that begins with one, as DATA wants it (RFC 5321 section 4.5.2). A line
     * begins there.
     */
    void appendStuffedTo(OutputStream out, int from) throws IOException {
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

    /** Nothing more is written: what was claimed beyond that is given back. */
    void settle() {
        int slack = bytes.length - count;
        if (slack > count / 8) {
            bytes = Arrays.copyOf(bytes, count);
            memory.release(slack);
        }
    }

    /** Ends the last line if it has no end. */
    void end() throws MessageTooLarge {
        if (afterCr || (count > 0 && bytes[count - 1] != '\n')) {
            write('\n');
        }
    }

    private void add(int one) throws MessageTooLarge {
        if (count == bytes.length) {
            grow(1);
        }
        bytes[count++] = (byte) one;
    }

    private void add(byte[] from, int start, int end) throws MessageTooLarge {
        int length = end - start;
        if (length > bytes.length - count) {
            grow(length);
        }
        System.arraycopy(from, start, bytes, count, length);
        count += length;
    }

    /** To twice the size, or as much of it as may be. */
    private void grow(int more) throws MessageTooLarge {
        long needed = (long) count + more;
        if (refusal != null || needed > limit) {
            throw tooLarge(true);
        }
        long wished = Math.min(limit, Math.max(2L * count, needed));
        int granted = memory.claim((int) needed - bytes.length, (int) wished - bytes.length);
        if (granted == 0) {
            throw tooLarge(false);
        }
        bytes = Arrays.copyOf(bytes, bytes.length + granted);
    }

    /** The first one stays: nothing more is taken after it. */
    private MessageTooLarge tooLarge(boolean tooLarge) {
        if (refusal == null) {
            refusal = new MessageTooLarge(tooLarge);
        }
        return refusal;
    }
}
