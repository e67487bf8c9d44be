package org.signetmail.message;

import jakarta.mail.Message;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.internet.MimeMessage;
import java.io.IOException;
import java.util.Properties;

/** Has a message write itself, once and into no more memory than it may take. */
final class MessageBytes {
    private static final int USUAL_SIZE = 12 * 1024; // bytes

    /** For headers that a message has and that don't go out with it, such as its blind copies. */
    private static final int LEFT_OUT_ROOM = 256 * 1024; // bytes

    private static final int LARGEST_ARRAY = Integer.MAX_VALUE - 8;

    private MessageBytes() {}

    /**
     * The message itself, or what one of another kind becomes.
     *
     * @throws MessageTooLarge if it is larger than it may be
     */
    static MimeMessage mime(Message message, MessageLimits limits, MemoryBudget memory)
            throws MessagingException, IOException {
        if (message instanceof MimeMessage mime) {
            return mime;
        }
        CrlfBuffer lines = lines(limits, memory);
        message.writeTo(lines);
        throwIfNotAllTaken(lines);
        return new MimeMessage(Session.getInstance(new Properties()), lines.read());
    }

    /**
     * All of it, with the headers that don't go out.
     *
     * @throws MessageTooLarge if it is larger than it may be
     */
    static CrlfBuffer of(MimeMessage message, MessageLimits limits, MemoryBudget memory)
            throws MessagingException, IOException {
        CrlfBuffer lines = lines(limits, memory);
        if (HeaderValidator.addressesAreAscii(message)) {
            message.writeTo(lines);
        } else {
            // Jakarta Mail would write the lower half of each character, which can be a line break.
            message.writeTo(lines, HeaderValidator.addresses());
        }
        lines.end();
        throwIfNotAllTaken(lines);
        lines.settle();
        return lines;
    }

    private static CrlfBuffer lines(MessageLimits limits, MemoryBudget memory) {
        return new CrlfBuffer(
                USUAL_SIZE, (int) Math.min((long) limits.largest() + LEFT_OUT_ROOM, LARGEST_ARRAY), memory);
    }

    /** What a message is made of may catch what was thrown at it. */
    private static void throwIfNotAllTaken(CrlfBuffer lines) throws MessageTooLarge {
        MessageTooLarge refusal = lines.refusal();
        if (refusal != null) {
            throw refusal;
        }
    }
}
