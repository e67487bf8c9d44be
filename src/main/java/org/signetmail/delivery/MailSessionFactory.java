package org.signetmail.delivery;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.signetmail.account.Mailbox;
import org.signetmail.message.SenderRule;

/**
 * Where mail sessions come from: callers ask for a sender, and everything else is done for them (the way of a Jakarta
 * Connectors connection factory).
 */
@ApplicationScoped
public class MailSessionFactory {
    @Inject
    Dispatcher dispatcher;

    /** For mail that the system writes: from the system mailbox. */
    public MailSession system() {
        return new MailSession(dispatcher, Client.SIGNET, SenderRule::forSystem, false);
    }

    /** The same over connections that are opened for each mail. */
    MailSession systemUnpooled() {
        return new MailSession(dispatcher, Client.SIGNET, SenderRule::forSystem, true);
    }

    /** For mail that a user writes: from the user's own mailbox where the sender rule allows it; replies go to the user. */
    public MailSession onBehalfOf(Mailbox user) {
        return new MailSession(dispatcher, Client.SIGNET, rule -> rule.forUser(user), false);
    }

    /**
     * For mail that a user writes who is known to the application by an address, or a name and an address in angle
     * brackets.
     *
     * @param user null or blank for none: the mail leaves from the system mailbox, as the system's. With anything else that is
     *     not one mail address, each message is refused
     */
    public MailSession onBehalfOf(@Nullable String user) {
        return new MailSession(dispatcher, Client.SIGNET, rule -> rule.forUser(user), false);
    }

    /**
     * For mail of another application of the server.
     *
     * @param application its name, for the log
     * @param author whose mail it is; may refuse what the application may not send
     */
    public MailSession forApplication(String application, SenderRule.Author author) {
        return new MailSession(dispatcher, new Client(application, true), author, false);
    }

    /** What other applications may send at most; the same object always, which needs no context. */
    public InFlight inFlight() {
        return dispatcher.inFlight();
    }

    /**
     * The address of the saved system mailbox; empty while none is saved. Never throws: while the database is away it is the one that was read
     * last.
     */
    public Optional<String> systemAddress() {
        return dispatcher.systemMailbox().map(Mailbox::address);
    }
}
