package org.signetmail.delivery;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.signetmail.account.Mailbox;
import org.signetmail.message.SenderRule;

/**
 * Creates mail sessions. Callers choose the sender only; settings, tokens, connections and limits are managed for
 * them, as by a Jakarta Connectors connection factory.
 */
@ApplicationScoped
public class MailSessionFactory {
    @Inject
    Dispatcher dispatcher;

    /** A session for mail of the system, sent from the system mailbox. */
    public MailSession system() {
        return new MailSession(dispatcher, Client.SIGNET, SenderRule.Author.SYSTEM, false);
    }

    /** The same with a new connection for each message. */
    MailSession systemUnpooled() {
        return new MailSession(dispatcher, Client.SIGNET, SenderRule.Author.SYSTEM, true);
    }

    /**
     * A session for mail of a user: from the user's own mailbox if the sender rule allows it; replies go to the user.
     */
    public MailSession onBehalfOf(Mailbox user) {
        return new MailSession(dispatcher, Client.SIGNET, new SenderRule.User(user), false);
    }

    /**
     * A session for mail of a user, given as an address, or as a name and an address in angle brackets.
     *
     * @param user null or blank for none: the mail is sent as mail of the system. With any other value that is not
     *     exactly one mail address, each message is refused
     */
    public MailSession onBehalfOf(@Nullable String user) {
        return new MailSession(dispatcher, Client.SIGNET, new SenderRule.WrittenUser(user), false);
    }

    /**
     * A session for mail of another application of the server.
     *
     * @param application its name, for the log
     * @param restriction the mailboxes that the application may send as
     */
    public MailSession forApplication(String application, SenderRule.Author author, SenderRestriction restriction) {
        return new MailSession(dispatcher, new Client(application, true, restriction), author, false);
    }

    /** The limits for other applications: always the same object, usable without Signet's context. */
    public InFlightLimits inFlight() {
        return dispatcher.inFlight();
    }

    /**
     * The address of the saved system mailbox; empty while none is saved. Never throws: while the database is
     * unavailable it is the one last read.
     */
    public Optional<String> systemAddress() {
        return dispatcher.systemMailbox().map(Mailbox::address);
    }
}
