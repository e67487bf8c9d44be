package org.signetmail.net;

import java.io.IOException;
import java.io.OutputStream;
import org.apache.hc.core5.http.ContentType;
import org.apache.hc.core5.http.io.entity.ByteArrayEntity;
import org.apache.hc.core5.http.io.entity.HttpEntityWrapper;
import org.signetmail.net.DeadlineSocket.IoAction;

/** A request body that runs a callback right before its last part is written, and ends there if that throws. */
final class ProgressEntity extends HttpEntityWrapper {
    private static final int PART_BYTES = 8 * 1024;

    private final byte[] bytes;
    private final IoAction beforeLastPart;

    ProgressEntity(byte[] bytes, IoAction beforeLastPart) {
        super(new ByteArrayEntity(bytes, (ContentType) null));
        this.bytes = bytes;
        this.beforeLastPart = beforeLastPart;
    }

    @Override
    public void writeTo(OutputStream out) throws IOException {
        int last = (bytes.length - 1) / PART_BYTES * PART_BYTES;
        for (int from = 0; from < last; from += PART_BYTES) {
            out.write(bytes, from, PART_BYTES);
        }
        beforeLastPart.run();
        out.write(bytes, last, bytes.length - last);
    }
}
