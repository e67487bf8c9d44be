package org.signetmail.delivery;

import jakarta.mail.Address;
import jakarta.mail.Message;
import jakarta.mail.MessagingException;
import java.util.Optional;
import org.signetmail.message.InvalidMessage;
import org.signetmail.message.Outcome;
import org.signetmail.seal.SealBroken;
import org.signetmail.settings.NotConfigured;

/** What becomes of a message that comes from code which knows only Jakarta Mail. */
public interface Way {

    /**
     * Called in the thread that sends.
     *
     * @throws TurnedAway if whoever sends may not
     * @throws InvalidMessage if the message is refused before anybody is asked
     * @throws MessagingException if the message can't be read
     */
    Outcome send(Message message, Address[] recipients)
            throws TurnedAway, InvalidMessage, NotConfigured, SealBroken, MessagingException;

    /** The address of the saved system mailbox; empty if none is saved or it can't be found out. */
    default Optional<String> systemAddress() {
        return Optional.empty();
    }
}
