package org.signetmail.message;

import jakarta.mail.util.SharedByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * A byte buffer that converts all line endings to CRLF (RFC 5321 section 2.3.8). Not thread-safe.
 *
 * <p>Jakarta Mail writes a part's content byte by byte. A {@link ByteArrayOutputStream}, which locks for each byte,
 * would take longer than all other processing of a message.
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
     * Creates a buffer with a limit.
     *
     * @param size initial capacity in bytes, not claimed from the budget
     * @param limit in bytes; writing more throws {@link MessageTooLarge}
     * @param memory the budget that all growth is claimed from
     */
    CrlfBuffer(int size, int limit, MemoryBudget memory) {
        bytes = new byte[Math.min(size, limit)];
        this.limit = limit;
        this.memory = memory;
    }

    /** A complete buffer: these bytes already have their line endings. */
    static CrlfBuffer of(byte[] complete) {
        var buffer = new CrlfBuffer(0);
        buffer.bytes = complete;
        buffer.count = complete.length;
        return buffer;
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

    /** Copies runs without line endings in bulk. */
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

    /** The exception if the buffer is incomplete, otherwise null. The caller that wrote may have caught it. */
    @Nullable
    MessageTooLarge refusal() {
        return refusal;
    }

    /** Returns a stream over the buffer, without copying it. */
    SharedByteArrayInputStream read() {
        return new SharedByteArrayInputStream(bytes, 0, count);
    }

    /** The offset of the body: after the first empty line. */
    int bodyOffset() {
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

    /** Whether the bytes from this offset on are not all ASCII. */
    boolean hasEightBit(int from) {
        for (int at = from; at < count; at++) {
            if (bytes[at] < 0) {
                return true;
            }
        }
        return false;
    }

    /** Checks the lines from this offset on by {@link LineValidator}. */
    void checkLines(int from) throws InvalidMessage {
        LineValidator.check(bytes, from, count);
    }

    /** Writes the bytes to a buffer in memory. */
    void appendTo(ByteArrayOutputStream out) {
        out.write(bytes, 0, count);
    }

    /** Writes the bytes from this offset on. */
    void appendTo(OutputStream out, int from) throws IOException {
        out.write(bytes, from, count - from);
    }

    /**
     * Writes the bytes from this offset on, dot-stuffed for DATA (RFC 5321 section 4.5.2).
     *
     * @param from the start of a line
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

    /** Shrinks the array after the last write and releases the unused memory to the budget. */
    void trim() {
        int slack = bytes.length - count;
        if (slack > count / 8) {
            bytes = Arrays.copyOf(bytes, count);
            memory.release(slack);
        }
    }

    /** Ends the last line if it has no line ending. */
    void endLastLine() throws MessageTooLarge {
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

    /** Doubles the capacity, or grows as far as limit and budget allow. */
    private void grow(int more) throws MessageTooLarge {
        long needed = (long) count + more;
        if (refusal != null || needed > limit) {
            throw tooLarge(true);
        }
        long preferred = Math.min(limit, Math.max(2L * count, needed));
        int claimed = memory.claim((int) needed - bytes.length, (int) preferred - bytes.length);
        if (claimed == 0) {
            throw tooLarge(false);
        }
        bytes = Arrays.copyOf(bytes, bytes.length + claimed);
    }

    /** Keeps the first exception: all later writes fail with it. */
    private MessageTooLarge tooLarge(boolean tooLarge) {
        if (refusal == null) {
            refusal = new MessageTooLarge(tooLarge);
        }
        return refusal;
    }
}
