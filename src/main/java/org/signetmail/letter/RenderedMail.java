package org.signetmail.letter;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import org.signetmail.account.Mailbox;

/**
 * A mail as it goes out: the very bytes, the same on every route and at every attempt, with who it is from and for whom.
 *
 * <p>Lines end in CRLF, the last one too. Blind copies are not in the bytes.
 */
public final class RenderedMail {
    private static final byte[] FINAL_DOT = {'.', '\r', '\n'};

    private final Mailbox from;
    private final List<Mailbox> to;
    private final String messageId;
    private final String blindCopies;
    private final CanonicalLines head;
    private final CanonicalLines written;
    private final int bodyAt;
    private final boolean eightBit;
    private final boolean needsUtf8;

    /**
     * @param to the envelope: everybody who gets the mail
     * @param blindCopies the line with those of them who are not to be seen; blank for none
     * @param head the header, and the empty line behind it
     * @param written what has the body from {@code bodyAt} on, and changes no more
     */
    RenderedMail(
            Mailbox from,
            List<Mailbox> to,
            String messageId,
            String blindCopies,
            CanonicalLines head,
            CanonicalLines written,
            int bodyAt) {
        this.from = from;
        this.to = List.copyOf(to);
        this.messageId = messageId;
        this.blindCopies = blindCopies;
        this.head = head;
        this.written = written;
        this.bodyAt = bodyAt;
        boolean headHas = head.hasEightBit(0);
        eightBit = headHas || written.hasEightBit(bodyAt);
        needsUtf8 = headHas || !from.isAscii() || !this.to.stream().allMatch(Mailbox::isAscii);
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

    /** Whether a server has to take more than ASCII (RFC 6152). */
    public boolean eightBit() {
        return eightBit;
    }

    /** Whether an address in envelope or header has more than ASCII, so that a server has to offer SMTPUTF8 (RFC 6531). */
    public boolean needsUtf8() {
        return needsUtf8;
    }

    public byte[] bytes() {
        return with("").toByteArray();
    }

    /** Adds the bytes as they are. */
    public void appendTo(ByteArrayOutputStream out) {
        head.appendTo(out, 0);
        written.appendTo(out, bodyAt);
    }

    /**
     * Adds the bytes as DATA wants them: a dot more in front of each line that begins with one, and a line with nothing but
     * a dot at the end (RFC 5321 section 4.5.2).
     */
    public void appendStuffedTo(ByteArrayOutputStream out) {
        head.appendStuffedTo(out, 0);
        written.appendStuffedTo(out, bodyAt);
        out.writeBytes(FINAL_DOT);
    }

    /**
     * On one line, as Graph wants it. Graph has no envelope and takes the recipients from the headers, so that here those
     * who are not to be seen stand in front; it hides them.
     */
    public byte[] base64() {
        return Base64.getEncoder().encode(with(blindCopies).toByteArray());
    }

    private ByteArrayOutputStream with(String line) {
        var whole = new ByteArrayOutputStream(line.length() + size());
        whole.writeBytes(line.getBytes(StandardCharsets.UTF_8));
        appendTo(whole);
        return whole;
    }
}
