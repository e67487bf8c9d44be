package org.signetmail.message;

import java.util.List;
import org.signetmail.account.Mailbox;

/** A plain-text message to one or several recipients. The sender rule determines the sender, not the caller. */
public record PlainTextMail(List<Mailbox> to, String subject, String text) {
    public PlainTextMail {
        to = List.copyOf(to);
        if (to.isEmpty()) {
            throw new IllegalArgumentException("A message needs a recipient");
        }
        if (subject.chars().anyMatch(Character::isISOControl)) {
            throw new IllegalArgumentException("A subject is one line without control characters");
        }
        if (text.chars().anyMatch(c -> Character.isISOControl(c) && c != '\n' && c != '\r' && c != '\t')) {
            throw new IllegalArgumentException("A text has no control characters but line breaks and tabs");
        }
    }
}
