package org.signetmail.smtp;

import jakarta.mail.MessagingException;
import java.util.Optional;

/**
 * What is known of one server's BDAT. Safe for many threads.
 *
 * <p>A server is asked once, with an empty chunk: one that offers BDAT without knowing it would take the lines of a mail that
 * follows at once for commands, in the name of the mailbox.
 */
final class BdatSupport {
    private enum Known {
        NOTHING,
        WORKS,
        REFUSED
    }

    private volatile Known known;

    /** @param wanted whether to use it where it is offered */
    BdatSupport(boolean wanted) {
        known = wanted ? Known.NOTHING : Known.REFUSED;
    }

    boolean isWanted() {
        return known != Known.REFUSED;
    }

    boolean isProven() {
        return known == Known.WORKS;
    }

    void works() {
        known = Known.WORKS;
    }

    void refused() {
        known = Known.REFUSED;
    }

    /**
     * Sends an empty chunk of the mail for which MAIL and RCPT were just accepted, unless it is known that BDAT works.
     *
     * @return what the server says no with for now, which tells nothing of BDAT
     * @throws MessagingException if it says nothing, which tells nothing either
     */
    Optional<SmtpReply> prove(SmtpTransport dialogue) throws MessagingException, BdatNotSupported {
        if (isProven()) {
            return Optional.empty();
        }
        dialogue.write("BDAT 0");
        SmtpReply reply = dialogue.reply();
        if (reply.refusesForGood()) {
            throw new BdatNotSupported(reply.words());
        }
        if (reply.refuses()) {
            return Optional.of(reply);
        }
        works();
        return Optional.empty();
    }
}
