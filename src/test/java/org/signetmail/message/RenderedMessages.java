package org.signetmail.message;

import java.time.Instant;

/** Creates rendered messages for tests of delivery clients. */
public final class RenderedMessages {
    private RenderedMessages() {}

    public static RenderedMessage rendered(SenderRule.Sender sender, PlainTextMail plainTextMail, Instant date) {
        try {
            return OutgoingMessage.of(
                            MimeMessages.of(plainTextMail, sender.replyTo().isPresent()), null, date)
                    .renderedFor(sender);
        } catch (InvalidMessage impossible) {
            throw new AssertionError(impossible);
        }
    }
}
