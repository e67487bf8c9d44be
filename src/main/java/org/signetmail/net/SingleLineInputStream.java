package org.signetmail.net;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;

/**
 * Hands out no more than a line for each read. Whoever reads has buffers of his own: what a server says in clear behind its
 * answer to STARTTLS would lie in one of them, unseen, when TLS begins.
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
        int one = read();
        if (one < 0) {
            return -1;
        }
        into[from] = (byte) one;
        int got = 1;
        while (got < length && pos < count && into[from + got - 1] != '\n') {
            into[from + got] = buf[pos];
            pos++;
            got++;
        }
        return got;
    }
}
