package org.signetmail.message;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.util.Base64;
import java.util.List;
import org.signetmail.account.Mailbox;

/**
 * A message as it is sent, with its envelope. The bytes are the same on every route and for every attempt. Immutable.
 *
 * <p>All lines end in CRLF, including the last. The bytes have no Bcc header, except those of
 * {@link #addressedByHeaders()}.
 */
public final class RenderedMessage {
    private static final byte[] FINAL_DOT = {'.', '\r', '\n'};

    private final Mailbox from;
    private final List<Mailbox> to;
    private final String messageId;
    private final CrlfBuffer head;
    private final CrlfBuffer addressed;
    private final CrlfBuffer serialized;
    private final int bodyOffset;
    private final boolean eightBitBody;
    private final boolean eightBitHead;

    /**
     * @param to all recipients of the envelope
     * @param head the header and the empty line after it
     * @param addressed the header with exactly the recipients of the envelope; the same object if {@code head} has them
     * @param serialized the buffer with the body from {@code bodyOffset} on; must not change any more
     */
    RenderedMessage(
            Mailbox from,
            List<Mailbox> to,
            String messageId,
            CrlfBuffer head,
            CrlfBuffer addressed,
            CrlfBuffer serialized,
            int bodyOffset) {
        this(from, to, messageId, head, addressed, serialized, bodyOffset, serialized.hasEightBit(bodyOffset));
    }

    private RenderedMessage(
            Mailbox from,
            List<Mailbox> to,
            String messageId,
            CrlfBuffer head,
            CrlfBuffer addressed,
            CrlfBuffer serialized,
            int bodyOffset,
            boolean eightBitBody) {
        this.from = from;
        this.to = List.copyOf(to);
        this.messageId = messageId;
        this.head = head;
        this.addressed = addressed;
        this.serialized = serialized;
        this.bodyOffset = bodyOffset;
        this.eightBitBody = eightBitBody;
        eightBitHead = head.hasEightBit(0);
    }

    /**
     * The same message for an API without an envelope, which takes the recipients from the headers, as Graph does: To,
     * Cc and Bcc contain exactly the recipients. All other headers and the body are the same bytes.
     */
    public RenderedMessage addressedByHeaders() {
        return head == addressed
                ? this
                : new RenderedMessage(from, to, messageId, addressed, addressed, serialized, bodyOffset, eightBitBody);
    }

    public Mailbox from() {
        return from;
    }

    public List<Mailbox> to() {
        return to;
    }

    /** In angle brackets. */
    public String messageId() {
        return messageId;
    }

    public int size() {
        return head.size() + serialized.size() - bodyOffset;
    }

    /** The size of {@link #base64()} in bytes, without encoding. */
    public long base64Size() {
        return (size() + 2L) / 3 * 4;
    }

    /** Whether the message needs 8BITMIME (RFC 6152). */
    public boolean eightBit() {
        return eightBitHead || eightBitBody;
    }

    /**
     * Whether the message needs SMTPUTF8 (RFC 6531): an address in the envelope or header has characters beyond ASCII.
     */
    public boolean needsUtf8() {
        return eightBitHead || !from.isAscii() || !beyondAscii().isEmpty();
    }

    /** The recipients that need a server with SMTPUTF8. */
    public List<Mailbox> beyondAscii() {
        return to.stream().filter(recipient -> !recipient.isAscii()).toList();
    }

    public byte[] bytes() {
        return whole().toByteArray();
    }

    /** Writes the bytes unchanged. */
    public void appendTo(OutputStream out) throws IOException {
        head.appendTo(out, 0);
        serialized.appendTo(out, bodyOffset);
    }

    /**
     * Writes the bytes for DATA: dot-stuffed, and followed by a line with a single dot (RFC 5321 section 4.5.2).
     */
    public void appendStuffedTo(OutputStream out) throws IOException {
        head.appendStuffedTo(out, 0);
        serialized.appendStuffedTo(out, bodyOffset);
        out.write(FINAL_DOT);
    }

    /** The bytes in base64 on one line, as Graph requires. */
    public byte[] base64() {
        return Base64.getEncoder().encode(whole().toByteArray());
    }

    private ByteArrayOutputStream whole() {
        var whole = new ByteArrayOutputStream(size());
        try {
            appendTo(whole);
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        return whole;
    }
}
