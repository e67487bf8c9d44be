package org.signetmail.letter;

import java.time.Instant;

/** Rendered mails for tests of what carries them. */
public final class Letters {
    private Letters() {}

    public static RenderedMail rendered(SenderRule.Sender sender, Mail mail, Instant date) {
        try {
            return Manuscript.of(MimeLetter.of(mail, sender.replyTo().isPresent()), null, date)
                    .signedBy(sender);
        } catch (Unsendable impossible) {
            throw new AssertionError(impossible);
        }
    }
}
