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
    private final byte[] bytes;
    private final boolean eightBit;

    /**
     * @param to the envelope: everybody who gets the mail
     * @param blindCopies the line with those of them who are not to be seen; blank for none
     */
    RenderedMail(Mailbox from, List<Mailbox> to, String messageId, String blindCopies, byte[] bytes) {
        this.from = from;
        this.to = List.copyOf(to);
        this.messageId = messageId;
        this.blindCopies = blindCopies;
        this.bytes = bytes;
        eightBit = hasEightBit(bytes);
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
        return bytes.length;
    }

    /** Whether a server has to take more than ASCII (RFC 6152). */
    public boolean eightBit() {
        return eightBit;
    }

    public byte[] bytes() {
        return bytes.clone();
    }

    /** Adds the bytes as they are. */
    public void appendTo(ByteArrayOutputStream out) {
        out.write(bytes, 0, bytes.length);
    }

    /**
     * Adds the bytes as DATA wants them: a dot more in front of each line that begins with one, and a line with nothing but
     * a dot at the end (RFC 5321 section 4.5.2).
     */
    public void appendStuffedTo(ByteArrayOutputStream out) {
        int from = 0;
        for (int at = 0; at < bytes.length; at++) {
            if (bytes[at] == '.' && (at == 0 || bytes[at - 1] == '\n')) {
                out.write(bytes, from, at - from);
                out.write('.');
                from = at;
            }
        }
        out.write(bytes, from, bytes.length - from);
        out.writeBytes(FINAL_DOT);
    }

    /**
     * On one line, as Graph wants it. Graph has no envelope and takes the recipients from the headers, so that here those
     * who are not to be seen stand in front; it hides them.
     */
    public byte[] base64() {
        if (blindCopies.isBlank()) {
            return Base64.getEncoder().encode(bytes);
        }
        var whole = new ByteArrayOutputStream(blindCopies.length() + bytes.length);
        whole.writeBytes(blindCopies.getBytes(StandardCharsets.US_ASCII));
        appendTo(whole);
        return Base64.getEncoder().encode(whole.toByteArray());
    }

    private static boolean hasEightBit(byte[] bytes) {
        for (byte one : bytes) {
            if (one < 0) {
                return true;
            }
        }
        return false;
    }
}
