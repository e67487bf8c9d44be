package org.signetmail.smtp;

import jakarta.mail.MessagingException;

/**
 * What is known of one server's BDAT. Safe for many threads.
 *
 * <p>A server is asked once, with an empty chunk: one that offers BDAT without knowing it would take the lines of a mail that
 * follows at once for commands, in the name of the mailbox.
 */
final class Chunking {
    private enum Known {
        NOTHING,
        WORKS,
        REFUSED
    }

    private volatile Known known;

    /** @param wanted whether to use it where it is offered */
    Chunking(boolean wanted) {
        known = wanted ? Known.NOTHING : Known.REFUSED;
    }

    boolean isWanted() {
        return known != Known.REFUSED;
    }

    boolean isProven() {
        return known == Known.WORKS;
    }

    void refused() {
        known = Known.REFUSED;
    }

    /** Sends an empty chunk of the mail for which MAIL and RCPT were just accepted, unless it is known that BDAT works. */
    void prove(SmtpDialogue dialogue) throws ChunkingRefused {
        if (isProven()) {
            return;
        }
        try {
            dialogue.say("BDAT 0");
            SmtpReply reply = dialogue.reply();
            if (reply.refuses()) {
                throw new ChunkingRefused(reply.words());
            }
            known = Known.WORKS;
        } catch (MessagingException silent) {
            throw new ChunkingRefused(String.valueOf(silent.getMessage()));
        }
    }
}
