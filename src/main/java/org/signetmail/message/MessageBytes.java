package org.signetmail.message;

import jakarta.mail.Message;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.internet.MimeMessage;
import java.io.IOException;
import java.util.Properties;

/** Serializes a message once, within a memory limit. */
final class MessageBytes {
    private static final int INITIAL_SIZE = 12 * 1024; // bytes

    /** Allowance for headers that are not sent, such as Bcc. */
    private static final int OMITTED_HEADERS = 256 * 1024; // bytes

    private static final int LARGEST_ARRAY = Integer.MAX_VALUE - 8;

    private MessageBytes() {}

    /**
     * Returns the message itself, or parses another kind of message into a MIME message.
     *
     * @throws MessageTooLarge if it is larger than the limit
     */
    static MimeMessage mime(Message message, MessageLimits limits, MemoryBudget memory)
            throws MessagingException, IOException {
        if (message instanceof MimeMessage mime) {
            return mime;
        }
        CrlfBuffer lines = lines(limits, memory);
        message.writeTo(lines);
        throwIfIncomplete(lines);
        return new MimeMessage(Session.getInstance(new Properties()), lines.read());
    }

    /**
     * Serializes all of the message, including headers that are not sent.
     *
     * @throws MessageTooLarge if it is larger than the limit
     */
    static CrlfBuffer of(MimeMessage message, MessageLimits limits, MemoryBudget memory)
            throws MessagingException, IOException {
        CrlfBuffer lines = lines(limits, memory);
        if (HeaderValidator.addressesAreAscii(message)) {
            message.writeTo(lines);
        } else {
            // Jakarta Mail would write the low byte of each character, which can be a line break.
            message.writeTo(lines, HeaderValidator.addresses());
        }
        lines.endLastLine();
        throwIfIncomplete(lines);
        lines.trim();
        return lines;
    }

    private static CrlfBuffer lines(MessageLimits limits, MemoryBudget memory) {
        return new CrlfBuffer(
                INITIAL_SIZE, (int) Math.min((long) limits.largest() + OMITTED_HEADERS, LARGEST_ARRAY), memory);
    }

    /** The message's content handlers may have caught the exception. */
    private static void throwIfIncomplete(CrlfBuffer lines) throws MessageTooLarge {
        MessageTooLarge refusal = lines.refusal();
        if (refusal != null) {
            throw refusal;
        }
    }
}
