package org.signetmail.net;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;

/**
 * Returns at most one line per read. A caller has its own buffer, and clear text that a server sends after its reply
 * to STARTTLS would be in that buffer, unnoticed, when TLS begins.
 */
final class SingleLineInputStream extends BufferedInputStream {
    SingleLineInputStream(InputStream in) {
        super(in);
    }

    @Override
    public synchronized int read(byte[] into, int from, int length) throws IOException {
        if (length == 0) {
            return 0;
        }
        int first = read();
        if (first < 0) {
            return -1;
        }
        into[from] = (byte) first;
        int count = 1;
        while (count < length && pos < count && into[from + count - 1] != '\n') {
            into[from + count] = buf[pos];
            pos++;
            count++;
        }
        return count;
    }
}
