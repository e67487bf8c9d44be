package org.signetmail.message;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import org.signetmail.account.Mailbox;

/**
 * A message as it is sent, with its envelope. The bytes are the same on every route and for every attempt. Immutable.
 *
 * <p>All lines end in CRLF, including the last. The bytes have no Bcc header, except those of
 * {@link #addressedByHeaders()}.
 */
public final class RenderedMessage {
    private static final byte[] FINAL_DOT = {'.', '\r', '\n'};
    private static final int STORED_FORM = 1;

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

    /**
     * The same message for the remaining recipients. Its bytes stay the same, so To and Cc may name others; those of
     * {@link #addressedByHeaders()} name exactly the remaining recipients.
     *
     * @throws IllegalArgumentException if no recipient remains
     */
    public RenderedMessage without(Collection<Mailbox> refused) {
        List<Mailbox> remaining =
                to.stream().filter(recipient -> !refused.contains(recipient)).toList();
        if (remaining.isEmpty()) {
            throw new IllegalArgumentException("No recipient remains");
        }
        var header = new ByteArrayOutputStream(addressed.size());
        addressed.appendTo(header);
        byte[] retained = Envelope.retained(remaining, header.toString(StandardCharsets.UTF_8))
                .getBytes(StandardCharsets.UTF_8);
        return new RenderedMessage(
                from, remaining, messageId, head, CrlfBuffer.of(retained), serialized, bodyOffset, eightBitBody);
    }

    /** The whole message in a form for storage, which {@link #restored} reads. It has everything that is sent. */
    public byte[] stored() {
        var stored = new ByteArrayOutputStream(size() + head.size());
        try (var out = new DataOutputStream(stored)) {
            out.writeInt(STORED_FORM);
            out.writeUTF(from.address());
            out.writeUTF(messageId);
            out.writeInt(to.size());
            for (Mailbox recipient : to) {
                out.writeUTF(recipient.address());
            }
            write(out, head, 0);
            out.writeBoolean(addressed != head);
            if (addressed != head) {
                write(out, addressed, 0);
            }
            write(out, serialized, bodyOffset);
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        return stored.toByteArray();
    }

    /**
     * Reads the form for storage.
     *
     * @throws IOException if it is incomplete or of another version
     */
    public static RenderedMessage restored(byte[] stored) throws IOException {
        try (var in = new DataInputStream(new ByteArrayInputStream(stored))) {
            if (in.readInt() != STORED_FORM) {
                throw new IOException("Another form of a stored message");
            }
            var from = new Mailbox(in.readUTF());
            String messageId = in.readUTF();
            var to = new ArrayList<Mailbox>();
            for (int left = in.readInt(); left > 0; left--) {
                to.add(new Mailbox(in.readUTF()));
            }
            CrlfBuffer head = read(in);
            CrlfBuffer addressed = in.readBoolean() ? read(in) : head;
            CrlfBuffer body = read(in);
            if (in.read() != -1) {
                throw new IOException("A stored message is longer than it should be");
            }
            return new RenderedMessage(from, to, messageId, head, addressed, body, 0);
        }
    }

    private static void write(DataOutputStream out, CrlfBuffer part, int offset) throws IOException {
        out.writeInt(part.size() - offset);
        part.appendTo(out, offset);
    }

    private static CrlfBuffer read(DataInputStream in) throws IOException {
        byte[] part = new byte[Objects.checkIndex(in.readInt(), Integer.MAX_VALUE)];
        in.readFully(part);
        return CrlfBuffer.of(part);
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
