package org.signetmail.message;

import java.time.Instant;

/** Rendered mails for tests of what carries them. */
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
