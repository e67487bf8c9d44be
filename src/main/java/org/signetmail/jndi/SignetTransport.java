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
     * @throws SendFailedException if nobody gets the mail; the reason is its message. Whoever was refused is among the invalid
     *     addresses, for now or for good, and the others are valid and unsent: sent to those again, it may go out
     * @throws MessagingException if it is not known whether it went out; to send it again may double it
     */
    @Override
    public void sendMessage(Message message, Address[] recipients) throws MessagingException {
        Outcome outcome;
        try {
            outcome = SharedSession.wayOf(session).send(message, recipients);
        } catch (SendingDenied | NotConfigured unable) {
            throw refused(message, recipients, List.of(), String.valueOf(unable.getMessage()));
        } catch (SealBroken sealed) {
            throw refused(message, recipients, List.of(), Reason.SEALED);
        } catch (InvalidMessage invalidMessage) {
            throw refused(message, recipients, invalidMessage.recipients(), Reason.of(invalidMessage));
        }
        if (outcome instanceof Outcome.Refused refused) {
            throw refused(message, recipients, refused.recipients(), Reason.of(refused));
        }
        if (outcome instanceof Outcome.Unknown unknown) {
            throw new MessagingException(Reason.of(unknown));
        }
        notifyTransportListeners(TransportEvent.MESSAGE_DELIVERED, recipients, NOBODY, NOBODY, message);
    }

    private SendFailedException refused(
            Message message, Address[] recipients, List<RefusedRecipient> refused, String why) {
        var written = new HashSet<String>();
        var mailboxes = new HashSet<Mailbox>();
        for (RefusedRecipient each : refused) {
            written.add(each.address());
            mailbox(each.address()).ifPresent(mailboxes::add);
        }
        var invalid = new ArrayList<Address>();
        var others = new ArrayList<Address>();
        for (Address address : recipients) {
            boolean is = written.contains(text(address))
                    || mailbox(text(address)).filter(mailboxes::contains).isPresent();
            (is ? invalid : others).add(address);
        }
        Address[] bad = invalid.toArray(Address[]::new);
        Address[] unsent = others.toArray(Address[]::new);
        notifyTransportListeners(TransportEvent.MESSAGE_NOT_DELIVERED, NOBODY, unsent, bad, message);
        return new SendFailedException(why, null, NOBODY, unsent.clone(), bad.clone());
    }

    private static String text(Address address) {
        return address instanceof InternetAddress internet && internet.getAddress() != null
                ? internet.getAddress()
                : String.valueOf(address);
    }

    private static Optional<Mailbox> mailbox(String address) {
        try {
            return Optional.of(new Mailbox(address));
        } catch (InvalidInput notOne) {
            return Optional.empty();
        }
    }
}
