package org.signetmail.net;

import java.io.IOException;
import java.io.OutputStream;
import org.apache.hc.core5.http.ContentType;
import org.apache.hc.core5.http.io.entity.ByteArrayEntity;
import org.apache.hc.core5.http.io.entity.HttpEntityWrapper;

/** A request's body that tells when its end is about to be written. */
final class ProgressEntity extends HttpEntityWrapper {
    private static final int PART = 8 * 1024;

    private final byte[] bytes;
    private final Runnable beforeTheLast;

    ProgressEntity(byte[] bytes, Runnable beforeTheLast) {
        super(new ByteArrayEntity(bytes, (ContentType) null));
        this.bytes = bytes;
        this.beforeTheLast = beforeTheLast;
    }

    @Override
    public void writeTo(OutputStream out) throws IOException {
        int last = (bytes.length - 1) / PART * PART;
        for (int from = 0; from < last; from += PART) {
            out.write(bytes, from, PART);
        }
        beforeTheLast.run();
        out.write(bytes, last, bytes.length - last);
    }
}
