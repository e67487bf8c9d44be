package org.signetmail.mail;

import jakarta.mail.Address;
import jakarta.mail.Message;
import jakarta.mail.MessagingException;
import jakarta.mail.SendFailedException;
import jakarta.mail.Session;
import jakarta.mail.Transport;
import jakarta.mail.URLName;
import jakarta.mail.event.TransportEvent;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import org.signetmail.account.Symptom;
import org.signetmail.letter.Outcome;
import org.signetmail.letter.Unsendable;
import org.signetmail.seal.SealBroken;
import org.signetmail.settings.NotConfigured;

/**
 * The way out for code that knows only Jakarta Mail. Connecting does nothing: connections are the pool's, and host, user and
 * password are not the caller's to say.
 */
public final class SignetTransport extends Transport {
    private static final Address[] NOBODY = {};

    public SignetTransport(Session session, URLName name) {
        super(session, name);
    }

    @Override
    protected boolean protocolConnect(
            @Nullable String host, int port, @Nullable String user, @Nullable String password) {
        return true;
    }

    /**
     * Sends to all of these or to nobody.
     *
     * @throws SendFailedException if nobody gets the mail; the reason is its message
     * @throws MessagingException if it is not known whether it went out; to send it again may double it
     */
    @Override
    public void sendMessage(Message message, Address[] recipients) throws MessagingException {
        Outcome outcome;
        try {
            outcome = PlainSession.wayOf(session).send(message, recipients);
        } catch (TurnedAway | NotConfigured | SealBroken unable) {
            throw refused(message, recipients, String.valueOf(unable.getMessage()));
        } catch (Unsendable unsendable) {
            throw refused(message, recipients, "Not sent: " + unsendable.getMessage());
        }
        if (outcome instanceof Outcome.Refused refused) {
            throw refused(message, recipients, "Not sent: " + words(refused.symptom()));
        }
        if (outcome instanceof Outcome.Unknown unknown) {
            throw new MessagingException("Not known whether it was sent: " + words(unknown.symptom()));
        }
        notifyTransportListeners(TransportEvent.MESSAGE_DELIVERED, recipients, NOBODY, NOBODY, message);
    }

    private SendFailedException refused(Message message, Address[] recipients, String why) {
        notifyTransportListeners(TransportEvent.MESSAGE_NOT_DELIVERED, NOBODY, recipients, NOBODY, message);
        return new SendFailedException(why, null, NOBODY, Arrays.copyOf(recipients, recipients.length), NOBODY);
    }

    private static String words(Symptom symptom) {
        return symptom.words();
    }
}
