package org.signetmail.delivery;

import org.signetmail.message.InvalidMessage;
import org.signetmail.message.OutgoingMessage;

/** Supplies a message to send: serialized already, or on the first call of {@link #message}. */
public interface Draft {
    /**
     * Returns the message; serializes it if that has not happened yet.
     *
     * @throws InvalidMessage if the message can't be serialized, or an earlier attempt failed
     */
    OutgoingMessage message() throws InvalidMessage;
}
