package org.signetmail.jndi;

import jakarta.mail.Address;
import jakarta.mail.Message;
import jakarta.mail.MessagingException;
import java.time.Clock;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;
import org.signetmail.delivery.Draft;
import org.signetmail.delivery.InFlightLimits;
import org.signetmail.delivery.MailSession;
import org.signetmail.delivery.MailSessionFactory;
import org.signetmail.delivery.SenderRestriction;
import org.signetmail.delivery.SettingsUnreadable;
import org.signetmail.log.LogEvent;
import org.signetmail.message.InvalidMessage;
import org.signetmail.message.Outcome;
import org.signetmail.message.OutgoingMessage;
import org.signetmail.message.RenderedMessage;
import org.signetmail.message.SenderRule;
import org.signetmail.outbox.Lane;
import org.signetmail.outbox.Outbox;
import org.signetmail.seal.SealBroken;
import org.signetmail.settings.NotConfigured;
import org.signetmail.text.Messages;

/**
 * Sends the messages of other applications. The application is identified and the message serialized in the caller's
 * context: the content of a message is code of the caller, which must never run where Signet's JNDI names and beans are
 * accessible. Only the serialized message enters Signet's context. Thread-safe.
 */
final class ApplicationMail {
    private final SenderKind kind;
    private final ApplicationAllowList allowList;
    private final SenderLists senderLists;
    private final Supplier<Optional<String>> callingApplication;
    private final SignetContext context;
    private final MailSessionFactory sessions;
    private final QueuedHandOver queued;
    private final InFlightLimits inFlightLimits;
    private final Clock clock;
    private volatile boolean closed;

    ApplicationMail(
            SenderKind kind,
            ApplicationAllowList allowList,
            SenderLists senderLists,
            Supplier<Optional<String>> callingApplication,
            SignetContext context,
            MailSessionFactory sessions,
            QueuedHandOver queued,
            InFlightLimits inFlightLimits,
            Clock clock) {
        this.kind = kind;
        this.allowList = allowList;
        this.senderLists = senderLists;
        this.callingApplication = callingApplication;
        this.context = context;
        this.sessions = sessions;
        this.queued = queued;
        this.inFlightLimits = inFlightLimits;
        this.clock = clock;
    }

    /**
     * Sends a message in the caller's thread, or hands it over to the outbox.
     *
     * @return the outcome; empty if the outbox has accepted the message
     * @throws SendingDenied if the application may not send
     * @throws InvalidMessage if the message is refused before any server is contacted
     * @throws MessagingException if the message can't be read, or if it is unknown whether it was sent
     */
    Optional<Outcome> send(Message message, Address[] recipients)
            throws SendingDenied, InvalidMessage, NotConfigured, SealBroken, MessagingException {
        if (closed) {
            throw SendingDenied.of("jndi.stopped", kind.jndiName());
        }
        String application = requireAllowed();
        boolean forUser = kind == SenderKind.USER;
        SenderRule.Author author =
                forUser ? new SenderRule.WrittenUser(SharedSession.author(message)) : SenderRule.Author.SYSTEM;
        SenderRestriction restriction = forUser ? senderLists.of(application) : SenderRestriction.NONE;
        InFlightLimits.Message memory;
        try {
            memory = inFlightLimits.begin();
        } catch (InvalidMessage busy) {
            return Optional.of(deliver(application, author, restriction, Draft.invalid(busy)));
        }
        try (memory) {
            Draft draft = serialized(message, recipients, memory);
            if (!queued.isFor(application)) {
                return Optional.of(deliver(application, author, restriction, draft));
            }
            RenderedMessage prepared =
                    inContext(application, () -> queued.prepare(application, author, restriction, draft));
            try {
                accept(application, LaneHeader.of(message), prepared);
                return Optional.empty();
            } catch (InvalidMessage refused) {
                return Optional.of(deliver(application, author, restriction, Draft.invalid(refused)));
            }
        }
    }

    /** A message that can't be serialized is refused like one that a server refuses, with a log line. */
    private Draft serialized(Message message, Address[] recipients, InFlightLimits.Message memory) {
        try {
            return Draft.of(
                    OutgoingMessage.of(message, recipients, clock.instant(), inFlightLimits.messageLimits(), memory));
        } catch (InvalidMessage invalidMessage) {
            return Draft.invalid(invalidMessage);
        }
    }

    /** Has the outbox accept a message, in the caller's transaction if there is one. */
    private void accept(String application, Lane lane, RenderedMessage message)
            throws SendingDenied, InvalidMessage, NotConfigured, SealBroken, MessagingException {
        Optional<CallerTransaction> caller = CallerTransaction.current();
        if (caller.isPresent() && caller.get().isRollingBack()) {
            return; // A message of a transaction that is rolled back is not sent.
        }
        Optional<Outbox.Transaction> transaction = caller.isPresent()
                ? Optional.of(caller.get().messages(() -> context.run(queued::begin)))
                : Optional.empty();
        inContext(application, () -> {
            queued.accept(application, lane, message, transaction);
            return message;
        });
    }

    private Outcome deliver(String application, SenderRule.Author author, SenderRestriction restriction, Draft draft)
            throws SendingDenied, InvalidMessage, NotConfigured, SealBroken, MessagingException {
        return inContext(application, () -> {
            try (MailSession session = sessions.forApplication(application, author, restriction)) {
                return session.send(draft);
            }
        });
    }

    /**
     * Runs the task in Signet's context. An exception from there may name hosts, tables and files of Signet, so the caller gets
     * only a reference to the log line.
     */
    private <T> T inContext(String application, SignetContext.Task<T> task)
            throws SendingDenied, InvalidMessage, NotConfigured, SealBroken, MessagingException {
        try {
            return context.run(task);
        } catch (RuntimeException fault) {
            if (fault.getCause() instanceof SettingsUnreadable) {
                throw SendingDenied.of("jndi.settingsUnreadable", logged(application, fault));
            }
            throw new MessagingException(Messages.text("jndi.failed", logged(application, fault)));
        }
    }

    /** Logs a fault; returns the reference to the log line. */
    private static String logged(String application, RuntimeException fault) {
        String reference = UUID.randomUUID().toString();
        LogEvent.APPLICATION_MESSAGE_FAILED
                .with("application", application)
                .with("reference", reference)
                .log(fault);
        return reference;
    }

    /** The address of the saved system mailbox; empty if none is saved, it can't be read, or Signet has stopped. */
    Optional<String> systemAddress() {
        try {
            return closed ? Optional.empty() : context.run(sessions::systemAddress);
        } catch (SendingDenied | InvalidMessage | NotConfigured | SealBroken stopped) {
            return Optional.empty();
        }
    }

    /** Denies all further messages through a session that a caller has kept. */
    void close() {
        closed = true;
    }

    private String requireAllowed() throws SendingDenied {
        Optional<String> application = callingApplication.get();
        if (application.isEmpty()) {
            LogEvent.APPLICATION_NOT_ALLOWED
                    .with("application", "")
                    .with("key", kind.key())
                    .log();
            throw SendingDenied.of("jndi.applicationUnknown");
        }
        if (!allowList.allows(application.get(), kind)) {
            LogEvent.APPLICATION_NOT_ALLOWED
                    .with("application", application.get())
                    .with("key", kind.key())
                    .log();
            throw SendingDenied.of("jndi.applicationNotListed", application.get(), kind.key());
        }
        return application.get();
    }
}
