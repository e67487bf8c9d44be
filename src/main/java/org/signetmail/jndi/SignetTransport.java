package org.signetmail.jndi;

import jakarta.mail.Address;
import jakarta.mail.Message;
import jakarta.mail.MessagingException;
import jakarta.mail.SendFailedException;
import jakarta.mail.Session;
import jakarta.mail.Transport;
import jakarta.mail.URLName;
import jakarta.mail.event.TransportEvent;
import jakarta.mail.internet.InternetAddress;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.signetmail.account.InvalidInput;
import org.signetmail.account.Mailbox;
import org.signetmail.message.InvalidMessage;
import org.signetmail.message.Outcome;
import org.signetmail.message.Outcome.RefusedRecipient;
import org.signetmail.seal.SealBroken;
import org.signetmail.settings.NotConfigured;

/**
 * A Jakarta Mail transport that sends through Signet. Connecting does nothing: connections come from the connection
 * pool, and the caller's host, user and password are ignored.
 */
public final class SignetTransport extends Transport {
    private static final Address[] NO_ADDRESSES = {};

    public SignetTransport(Session session, URLName name) {
        super(session, name);
    }

    @Override
    protected boolean protocolConnect(
            @Nullable String host, int port, @Nullable String user, @Nullable String password) {
        return true;
    }

    /**
     * Sends to all recipients or to none. A message that is handed over to the outbox counts as sent here, as it does at any mail
     * server that queues it; only what is known by then is thrown.
     *
     * @throws SendFailedException if the message was sent to no recipient; its message is the reason. Refused
     *     recipients are the invalid addresses, whether the refusal is temporary or permanent. The others are valid
     *     and unsent: sending to those again may succeed
     * @throws MessagingException if it is unknown whether the message was sent; sending it again may duplicate it
     */
    @Override
    public void sendMessage(Message message, Address[] recipients) throws MessagingException {
        Optional<Outcome> decided;
        try {
            decided = SharedSession.mailOf(session).send(message, recipients);
        } catch (SendingDenied | NotConfigured notSent) {
            throw refused(message, recipients, List.of(), String.valueOf(notSent.getMessage()));
        } catch (SealBroken sealed) {
            throw refused(message, recipients, List.of(), Reason.sealed());
        } catch (InvalidMessage invalidMessage) {
            throw refused(message, recipients, invalidMessage.recipients(), Reason.of(invalidMessage));
        }
        Outcome outcome = decided.orElse(null);
        if (outcome instanceof Outcome.Refused refused) {
            throw refused(message, recipients, refused.recipients(), Reason.of(refused));
        }
        if (outcome instanceof Outcome.Unknown unknown) {
            throw new MessagingException(Reason.of(unknown));
        }
        notifyTransportListeners(TransportEvent.MESSAGE_DELIVERED, recipients, NO_ADDRESSES, NO_ADDRESSES, message);
    }

    private SendFailedException refused(
            Message message, Address[] recipients, List<RefusedRecipient> refused, String why) {
        var addresses = new HashSet<String>();
        var mailboxes = new HashSet<Mailbox>();
        for (RefusedRecipient each : refused) {
            addresses.add(each.address());
            mailbox(each.address()).ifPresent(mailboxes::add);
        }
        var invalid = new ArrayList<Address>();
        var others = new ArrayList<Address>();
        for (Address address : recipients) {
            boolean isRefused = addresses.contains(text(address))
                    || mailbox(text(address)).filter(mailboxes::contains).isPresent();
            (isRefused ? invalid : others).add(address);
        }
        Address[] invalidAddresses = invalid.toArray(Address[]::new);
        Address[] unsent = others.toArray(Address[]::new);
        notifyTransportListeners(TransportEvent.MESSAGE_NOT_DELIVERED, NO_ADDRESSES, unsent, invalidAddresses, message);
        return new SendFailedException(why, null, NO_ADDRESSES, unsent.clone(), invalidAddresses.clone());
    }

    private static String text(Address address) {
        return address instanceof InternetAddress internet && internet.getAddress() != null
                ? internet.getAddress()
                : String.valueOf(address);
    }

    private static Optional<Mailbox> mailbox(String address) {
        try {
            return Optional.of(new Mailbox(address));
        } catch (InvalidInput noMailbox) {
            return Optional.empty();
        }
    }
}
