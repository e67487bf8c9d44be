package org.signetmail.mail;

import jakarta.mail.Session;
import jakarta.mail.internet.MimeMessage;
import java.io.IOException;
import java.io.OutputStream;
import org.jspecify.annotations.Nullable;

/**
 * Bytes in the shape that Angus takes, which note whether they were written out: up to there nothing was handed over, since a
 * server throws away content without its final dot (RFC 5321 section 4.1.1.4).
 */
final class RenderedMessage extends MimeMessage {
    private final byte[] bytes;
    private boolean writtenOut;

    RenderedMessage(Session session, RenderedMail mail) {
        super(session);
        bytes = mail.bytes();
    }

    boolean writtenOut() {
        return writtenOut;
    }

    @Override
    public void writeTo(OutputStream out, String @Nullable [] ignored) throws IOException {
        out.write(bytes);
        writtenOut = true;
    }
}
