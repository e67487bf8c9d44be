package org.signetmail.guests;

import jakarta.mail.Address;
import jakarta.mail.Message;
import jakarta.mail.MessagingException;
import java.time.Clock;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.signetmail.journal.Event;
import org.signetmail.letter.Manuscript;
import org.signetmail.letter.Outcome;
import org.signetmail.letter.Unsendable;
import org.signetmail.mail.MailSession;
import org.signetmail.mail.MailSessionFactory;
import org.signetmail.mail.PlainSession;
import org.signetmail.mail.TurnedAway;
import org.signetmail.mail.Way;
import org.signetmail.seal.SealBroken;
import org.signetmail.settings.NotConfigured;

/**
 * What becomes of another application's message. Who calls is found out, and the message is written down, while the thread
 * is still the caller's: what a message is made of is the caller's code, and that never runs where Signet's names and beans
 * are. Only what was written is taken along into Signet's own context.
 */
final class GuestWay implements Way {
    private final GuestSender sender;
    private final GuestList list;
    private final Supplier<Optional<String>> caller;
    private final OwnContext house;
    private final MailSessionFactory sessions;
    private final Clock clock;
    private volatile boolean closed;

    GuestWay(
            GuestSender sender,
            GuestList list,
            Supplier<Optional<String>> caller,
            OwnContext house,
            MailSessionFactory sessions,
            Clock clock) {
        this.sender = sender;
        this.list = list;
        this.caller = caller;
        this.house = house;
        this.sessions = sessions;
        this.clock = clock;
    }

    @Override
    public Outcome send(Message message, Address[] recipients)
            throws TurnedAway, Unsendable, NotConfigured, SealBroken, MessagingException {
        if (closed) {
            throw new TurnedAway(
                    "Signet was stopped since this mail session was looked up. Look it up again: " + sender.jndiName());
        }
        admit();
        String author = PlainSession.author(message);
        Manuscript manuscript = Manuscript.of(message, recipients, clock.instant());
        return house.run(() -> carry(author, manuscript));
    }

    @Override
    public Optional<String> systemAddress() {
        try {
            return closed ? Optional.empty() : house.run(sessions::systemAddress);
        } catch (TurnedAway | NotConfigured | SealBroken stopped) {
            return Optional.empty();
        }
    }

    /** Whoever kept the session is told so from now on. */
    void close() {
        closed = true;
    }

    private Outcome carry(@Nullable String author, Manuscript manuscript) throws NotConfigured, SealBroken {
        try (MailSession session = sender == GuestSender.USER ? sessions.onBehalfOf(author) : sessions.system()) {
            return session.send(manuscript);
        }
    }

    private void admit() throws TurnedAway {
        Optional<String> application = caller.get();
        if (application.isEmpty()) {
            Event.GUEST_REFUSED
                    .with("application", "")
                    .with("key", sender.key())
                    .log();
            throw new TurnedAway(
                    "Not sent: the server does not say which application this is. Send in one of the server's"
                            + " own threads, as of a request, an EJB or a ManagedExecutorService.");
        }
        if (!list.admits(application.get(), sender)) {
            Event.GUEST_REFUSED
                    .with("application", application.get())
                    .with("key", sender.key())
                    .log();
            throw new TurnedAway("Not sent: the application " + application.get() + " is not listed in " + sender.key()
                    + ". An operator of the server may add it.");
        }
    }
}
