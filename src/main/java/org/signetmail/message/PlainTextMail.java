package org.signetmail.message;

import java.util.List;
import java.util.Optional;
import org.signetmail.account.Mailbox;

/**
 * A plain-text message to one or several recipients. The sender rule determines the sender, not the caller.
 *
 * @param attachment a file after the text
 */
public record PlainTextMail(List<Mailbox> to, String subject, String text, Optional<Attachment> attachment) {
    /**
     * A small text file.
     *
     * @param name letters, digits and a dot
     * @param type its media type, {@code text/calendar; charset=UTF-8}
     */
    public record Attachment(String name, String type, String content) {
        public Attachment {
            if (!name.matches("[A-Za-z0-9]+\\.[A-Za-z0-9]+")) {
                throw new IllegalArgumentException("A file has a plain name");
            }
        }
    }

    public PlainTextMail(List<Mailbox> to, String subject, String text) {
        this(to, subject, text, Optional.empty());
    }

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
