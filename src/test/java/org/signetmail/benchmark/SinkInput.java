package org.signetmail.benchmark;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Reads what a client says: lines, and content by its length or up to its dot, both at the same cost. */
final class SinkInput {
    private static final int BUFFER = 32 * 1024;
    private static final byte[] END_OF_DATA = {'\r', '\n', '.', '\r', '\n'};
    private static final String MESSAGE_ID = "MESSAGE-ID:";

    private final InputStream in;
    private final byte[] buffer = new byte[BUFFER];
    private int at;
    private int end;
    private byte[] content = new byte[BUFFER];
    private int length;

    SinkInput(InputStream in) {
        this.in = in;
    }

    /** Whether a line that was read is followed by something that came with it. */
    boolean hasMore() {
        return at < end;
    }

    String line() throws IOException {
        var line = new StringBuilder();
        while (true) {
            fill();
            int from = at;
            while (at < end && buffer[at] != '\n') {
                at++;
            }
            line.append(new String(buffer, from, at - from, StandardCharsets.UTF_8));
            if (at < end) {
                at++;
                return line.toString().stripTrailing();
            }
        }
    }

    /** So much more of a mail. */
    void content(int size) throws IOException {
        for (int left = size; left > 0; ) {
            fill();
            int part = Math.min(left, end - at);
            keep(at, part);
            at += part;
            left -= part;
        }
    }

    /** A whole mail, dots and all. */
    void contentUpToDot() throws IOException {
        int matched = 2; // An empty mail is a dot alone.
        while (matched < END_OF_DATA.length) {
            fill();
            int from = at;
            while (at < end && matched < END_OF_DATA.length) {
                byte one = buffer[at++];
                matched = one == END_OF_DATA[matched] ? matched + 1 : one == '\r' ? 1 : 0;
            }
            keep(from, at - from);
        }
    }

    int length() {
        return length;
    }

    /** The mail's id; blank if it has none. What was read of it is forgotten. */
    String takenId() {
        int lineAt = 0;
        for (int here = 0; here < length; here++) {
            if (content[here] == '\n') {
                var line = new String(content, lineAt, here - lineAt, StandardCharsets.ISO_8859_1);
                if (line.regionMatches(true, 0, MESSAGE_ID, 0, MESSAGE_ID.length())) {
                    length = 0;
                    return line.substring(MESSAGE_ID.length()).strip();
                }
                lineAt = here + 1;
            }
        }
        length = 0;
        return "";
    }

    private void keep(int from, int size) {
        if (length + size > content.length) {
            content = Arrays.copyOf(content, Math.max(content.length * 2, length + size));
        }
        System.arraycopy(buffer, from, content, length, size);
        length += size;
    }

    private void fill() throws IOException {
        if (at == end) {
            at = 0;
            end = Math.max(in.read(buffer), 0);
            if (end == 0) {
                throw new EOFException();
            }
        }
    }
}
