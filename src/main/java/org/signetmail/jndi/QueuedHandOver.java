package org.signetmail.jndi;

import java.util.Optional;
import org.signetmail.delivery.DeliveryAttempts;
import org.signetmail.delivery.Draft;
import org.signetmail.delivery.SenderRestriction;
import org.signetmail.message.InvalidMessage;
import org.signetmail.message.RenderedMessage;
import org.signetmail.message.SenderRule;
import org.signetmail.outbox.Lane;
import org.signetmail.outbox.Outbox;
import org.signetmail.seal.SealBroken;
import org.signetmail.settings.NotConfigured;

/**
 * Hands messages over to the outbox: what is known by then is refused, and all else is decided later. Thread-safe.
 *
 * @param modes the applications whose messages are handed over so
 */
record QueuedHandOver(HandOverModes modes, DeliveryAttempts attempts, Outbox outbox) {
    boolean isFor(String application) {
        return modes.isQueued(application);
    }

    /** In Signet's context. */
    Outbox.Transaction begin() {
        return outbox.begin();
    }

    /**
     * In Signet's context. Returns the message as it will be sent.
     *
     * @throws InvalidMessage if the message is refused
     */
    RenderedMessage prepare(String application, SenderRule.Author author, SenderRestriction restriction, Draft draft)
            throws NotConfigured, SealBroken, InvalidMessage {
        return attempts.prepare(application, author, restriction, draft);
    }

    /**
     * In Signet's context. The message is committed when this returns.
     *
     * @param transaction of the caller; empty if it has none
     * @throws InvalidMessage if the application has too many messages that wait
     */
    void accept(String application, Lane lane, RenderedMessage message, Optional<Outbox.Transaction> transaction)
            throws SealBroken, InvalidMessage {
        if (transaction.isPresent()) {
            transaction.get().accept(application, lane, message);
        } else {
            outbox.accept(application, lane, message);
        }
    }
}
