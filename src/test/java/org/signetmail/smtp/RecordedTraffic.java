package org.signetmail.smtp;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;

/** An input stream that copies every byte read. */
final class RecordedTraffic extends FilterInputStream {
    private final OutputStream copy;

    RecordedTraffic(InputStream in, OutputStream copy) {
        super(in);
        this.copy = copy;
    }

    @Override
    public int read() throws IOException {
        int one = super.read();
        if (one >= 0) {
            copy.write(one);
        }
        return one;
    }

    @Override
    public int read(byte[] into, int from, int length) throws IOException {
        int got = super.read(into, from, length);
        copy.write(into, from, Math.max(got, 0));
        return got;
    }
}
