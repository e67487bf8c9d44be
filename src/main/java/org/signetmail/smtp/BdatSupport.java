package org.signetmail.smtp;

import jakarta.mail.MessagingException;
import java.util.Optional;

/**
 * Whether one server supports BDAT. Thread-safe.
 *
 * <p>Each server is probed once, with an empty chunk. A server that offers BDAT without knowing it would run the
 * lines of a pipelined message as commands, signed in to the mailbox.
 */
final class BdatSupport {
    private enum State {
        UNKNOWN,
        WORKS,
        DISABLED
    }

    private volatile State state;

    /** @param enabled whether to use BDAT where a server offers it */
    BdatSupport(boolean enabled) {
        state = enabled ? State.UNKNOWN : State.DISABLED;
    }

    boolean isEnabled() {
        return state != State.DISABLED;
    }

    boolean isProven() {
        return state == State.WORKS;
    }

    void recordWorking() {
        state = State.WORKS;
    }

    void disable() {
        state = State.DISABLED;
    }

    /**
     * Sends an empty chunk after MAIL and RCPT were accepted, unless BDAT is known to work.
     *
     * @return a temporary refusal (3xx or 4xx), which proves nothing about BDAT
     * @throws MessagingException if no reply arrives, which proves nothing either
     */
    Optional<SmtpReply> probe(SmtpTransport transport) throws MessagingException, BdatNotSupported {
        if (isProven()) {
            return Optional.empty();
        }
        transport.write("BDAT 0");
        SmtpReply reply = transport.readReply();
        if (reply.isPermanent()) {
            throw new BdatNotSupported(reply.words());
        }
        if (reply.isRefusal()) {
            return Optional.of(reply);
        }
        recordWorking();
        return Optional.empty();
    }
}
