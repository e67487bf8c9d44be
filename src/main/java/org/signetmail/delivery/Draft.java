package org.signetmail.delivery;

import org.signetmail.message.InvalidMessage;
import org.signetmail.message.OutgoingMessage;

/** What is to be sent. */
public interface Draft {
    /**
     * The message, written down now or before.
     *
     * @throws InvalidMessage if it can't be written down, or could not
     */
    OutgoingMessage written() throws InvalidMessage;
}
