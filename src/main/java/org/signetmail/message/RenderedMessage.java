package org.signetmail.message;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.util.Base64;
import java.util.List;
import org.signetmail.account.Mailbox;

/**
 * A mail as it goes out: the very bytes, the same on every route and at every attempt, with who it is from and for whom.
 *
 * <p>Lines end in CRLF, the last one too. Blind copies are not in the bytes, except in those of
 * {@link #addressedByHeaders()}.
 */
public final class RenderedMessage {
    private static final byte[] FINAL_DOT = {'.', '\r', '\n'};

    private final Mailbox from;
    private final List<Mailbox> to;
    private final String messageId;
    private final CrlfBuffer head;
    private final CrlfBuffer addressed;
    private final CrlfBuffer written;
    private final int bodyAt;
    private final boolean eightBitBody;
    private final boolean eightBitHead;

    /**
     * @param to the envelope: everybody who gets the mail
     * @param head the header, and the empty line behind it
     * @param addressed the same with exactly those recipients who are in the envelope; the same object if it already has
     * @param written what has the body from {@code bodyAt} on, and changes no more
     */
    RenderedMessage(
            Mailbox from,
            List<Mailbox> to,
            String messageId,
            CrlfBuffer head,
            CrlfBuffer addressed,
            CrlfBuffer written,
            int bodyAt) {
        this(from, to, messageId, head, addressed, written, bodyAt, written.hasEightBit(bodyAt));
    }

    private RenderedMessage(
            Mailbox from,
            List<Mailbox> to,
            String messageId,
            CrlfBuffer head,
            CrlfBuffer addressed,
            CrlfBuffer written,
            int bodyAt,
            boolean eightBitBody) {
        this.from = from;
        this.to = List.copyOf(to);
        this.messageId = messageId;
        this.head = head;
        this.addressed = addressed;
        this.written = written;
        this.bodyAt = bodyAt;
        this.eightBitBody = eightBitBody;
        eightBitHead = head.hasEightBit(0);
    }

    /**
     * The same mail for a peer that has no envelope and takes the recipients from the headers, as Graph does: To, Cc and Bcc
     * name everybody who gets it and nobody else. All other headers and the body are the same bytes.
     */
    public RenderedMessage addressedByHeaders() {
        return head == addressed
                ? this
                : new RenderedMessage(from, to, messageId, addressed, addressed, written, bodyAt, eightBitBody);
    }

    public Mailbox from() {
        return from;
    }

    public List<Mailbox> to() {
        return to;
    }

    /** With its angle brackets. */
    public String messageId() {
        return messageId;
    }

    public int size() {
        return head.size() + written.size() - bodyAt;
    }

    /** How many bytes {@link #base64()} has, without making them. */
    public long base64Size() {
        return (size() + 2L) / 3 * 4;
    }

    /** Whether a server has to take more than ASCII (RFC 6152). */
    public boolean eightBit() {
        return eightBitHead || eightBitBody;
    }

    /** Whether an address in envelope or header has more than ASCII, so that a server has to offer SMTPUTF8 (RFC 6531). */
    public boolean needsUtf8() {
        return eightBitHead || !from.isAscii() || !beyondAscii().isEmpty();
    }

    /** The recipients whom only a server that offers SMTPUTF8 can be told. */
    public List<Mailbox> beyondAscii() {
        return to.stream().filter(recipient -> !recipient.isAscii()).toList();
    }

    public byte[] bytes() {
        return whole().toByteArray();
    }

    /** Adds the bytes as they are. */
    public void appendTo(OutputStream out) throws IOException {
        head.appendTo(out, 0);
        written.appendTo(out, bodyAt);
    }

    /**
     * Adds the bytes as DATA wants them: a dot more in front of each line that begins with one, and a line with nothing but
     * a dot at the end (RFC 5321 section 4.5.2).
     */
    public void appendStuffedTo(OutputStream out) throws IOException {
        head.appendStuffedTo(out, 0);
        written.appendStuffedTo(out, bodyAt);
        out.write(FINAL_DOT);
    }

    /** The bytes on one line, as Graph wants them. */
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
