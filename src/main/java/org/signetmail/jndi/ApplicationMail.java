package org.signetmail.jndi;

import jakarta.mail.Address;
import jakarta.mail.Message;
import jakarta.mail.MessagingException;
import java.time.Clock;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;
import org.signetmail.delivery.Draft;
import org.signetmail.delivery.InFlight;
import org.signetmail.delivery.MailSession;
import org.signetmail.delivery.MailSessionFactory;
import org.signetmail.delivery.NotTried;
import org.signetmail.log.LogEvent;
import org.signetmail.message.InvalidMessage;
import org.signetmail.message.Outcome;
import org.signetmail.message.OutgoingMessage;
import org.signetmail.message.SenderRule;
import org.signetmail.seal.SealBroken;
import org.signetmail.settings.NotConfigured;

/**
 * What becomes of another application's message. Who calls is found out, and the message is written down, while the thread
 * is still the caller's: what a message is made of is the caller's code, and that never runs where Signet's names and beans
 * are. Only what was written is taken along into Signet's own context.
 */
final class ApplicationMail {
    private final SenderKind sender;
    private final ApplicationAllowList list;
    private final SenderLists senders;
    private final Supplier<Optional<String>> caller;
    private final SignetContext house;
    private final MailSessionFactory sessions;
    private final InFlight inFlight;
    private final Clock clock;
    private volatile boolean closed;

    ApplicationMail(
            SenderKind sender,
            ApplicationAllowList list,
            SenderLists senders,
            Supplier<Optional<String>> caller,
            SignetContext house,
            MailSessionFactory sessions,
            InFlight inFlight,
            Clock clock) {
        this.sender = sender;
        this.list = list;
        this.senders = senders;
        this.caller = caller;
        this.house = house;
        this.sessions = sessions;
        this.inFlight = inFlight;
        this.clock = clock;
    }

    /**
     * Sends in the thread of the caller.
     *
     * @throws SendingDenied if the application may not send
     * @throws InvalidMessage if the message is refused before anybody is asked
     * @throws MessagingException if the message can't be read, or if it is not known whether it was sent
     */
    Outcome send(Message message, Address[] recipients)
            throws SendingDenied, InvalidMessage, NotConfigured, SealBroken, MessagingException {
        if (closed) {
            throw new SendingDenied(
                    "Signet was stopped since this mail session was looked up. Look it up again: " + sender.jndiName());
        }
        String application = admitted();
        String author = SharedSession.author(message);
        SenderRule.Author sendsAs =
                sender == SenderKind.USER ? rule -> senders.sender(rule, application, author) : SenderRule::forSystem;
        try (InFlight.Message hand = inFlight.begin()) {
            return carry(application, sendsAs, written(message, recipients, hand));
        } catch (InvalidMessage busy) {
            return carry(application, sendsAs, notWritten(busy));
        }
    }

    /** A message that can't be written down is refused as one is that a server refuses: with a line in the log. */
    private Draft written(Message message, Address[] recipients, InFlight.Message hand) {
        try {
            OutgoingMessage outgoingMessage =
                    OutgoingMessage.of(message, recipients, clock.instant(), inFlight.messageLimits(), hand);
            return () -> outgoingMessage;
        } catch (InvalidMessage invalidMessage) {
            return notWritten(invalidMessage);
        }
    }

    private static Draft notWritten(InvalidMessage why) {
        return () -> {
            throw why;
        };
    }

    /**
     * What is thrown in Signet's context names hosts, tables and files of Signet's. The caller gets a reference to the line in the
     * log.
     */
    private Outcome carry(String application, SenderRule.Author author, Draft draft)
            throws SendingDenied, NotConfigured, SealBroken, MessagingException {
        try {
            return house.run(() -> {
                try (MailSession session = sessions.forApplication(application, author)) {
                    return session.send(draft);
                }
            });
        } catch (RuntimeException fault) {
            if (fault.getCause() instanceof NotTried) {
                throw new SendingDenied(
                        "Not sent: Signet could not read its settings (" + told(application, fault) + ").");
            }
            throw new MessagingException(
                    "Not known whether it was sent: Signet failed (" + told(application, fault) + ").");
        }
    }

    private static String told(String application, RuntimeException trouble) {
        String reference = UUID.randomUUID().toString();
        LogEvent.APPLICATION_MESSAGE_FAILED
                .with("application", application)
                .with("reference", reference)
                .log(trouble);
        return "reference " + reference + "; Signet's log has the details";
    }

    /** The address of the saved system mailbox; empty if none is saved or it can't be found out. */
    Optional<String> systemAddress() {
        try {
            return closed ? Optional.empty() : house.run(sessions::systemAddress);
        } catch (SendingDenied | NotConfigured | SealBroken stopped) {
            return Optional.empty();
        }
    }

    /** Whoever kept the session is told so from now on. */
    void close() {
        closed = true;
    }

    private String admitted() throws SendingDenied {
        Optional<String> application = caller.get();
        if (application.isEmpty()) {
            LogEvent.APPLICATION_NOT_ALLOWED
                    .with("application", "")
                    .with("key", sender.key())
                    .log();
            throw new SendingDenied(
                    "Not sent: the server does not say which application this is. Send in one of the server's"
                            + " own threads, as of a request, an EJB or a ManagedExecutorService.");
        }
        if (!list.admits(application.get(), sender)) {
            LogEvent.APPLICATION_NOT_ALLOWED
                    .with("application", application.get())
                    .with("key", sender.key())
                    .log();
            throw new SendingDenied("Not sent: the application " + application.get() + " is not listed in "
                    + sender.key() + ". An operator of the server may add it.");
        }
        return application.get();
    }
}
