package org.signetmail.mail;

import java.util.Base64;
import java.util.List;
import org.signetmail.account.Mailbox;

/**
 * A mail as it goes out: the very bytes, the same on every route and at every attempt, with who it is from and for whom.
 *
 * <p>Lines end in CRLF; nothing but ASCII.
 */
final class RenderedMail {
    private final Mailbox from;
    private final List<Mailbox> to;
    private final byte[] bytes;

    RenderedMail(Mailbox from, List<Mailbox> to, byte[] bytes) {
        this.from = from;
        this.to = List.copyOf(to);
        this.bytes = bytes.clone();
    }

    Mailbox from() {
        return from;
    }

    List<Mailbox> to() {
        return to;
    }

    byte[] bytes() {
        return bytes.clone();
    }

    /** On one line, as Graph wants it. */
    byte[] base64() {
        return Base64.getEncoder().encode(bytes);
    }
}
