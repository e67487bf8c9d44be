package org.signetmail.message;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.signetmail.account.Domain;
import org.signetmail.account.Mailbox;
import org.signetmail.account.UserSender;

/**
 * Determines the sender of a message.
 *
 * <p>A user's message is sent from the user's own mailbox, and appears in its Sent folder, only if the user's domain
 * equals the domain of the system mailbox or a further one that the administrator lists; otherwise it is sent from the
 * system mailbox. A subdomain is another domain. Replies always go to the user.
 *
 * @param acceptedDomains further domains of the tenant
 */
public record SenderRule(Mailbox system, UserSender userSender, List<Domain> acceptedDomains) {
    public SenderRule {
        acceptedDomains = List.copyOf(acceptedDomains);
    }

    public SenderRule(Mailbox system, UserSender userSender) {
        this(system, userSender, List.of());
    }

    /**
     * The sender of a message.
     *
     * @param mailbox the mailbox to send from, and the address in From
     * @param replyTo empty if replies go to the mailbox
     * @param displayName the name in From, unless the message has one
     */
    public record Sender(Mailbox mailbox, Optional<Mailbox> replyTo, Optional<String> displayName) {
        public Sender(Mailbox mailbox, Optional<Mailbox> replyTo) {
            this(mailbox, replyTo, Optional.empty());
        }
    }

    /** The author of a message: a value, to which the rule in effect is applied when the message is sent. */
    public sealed interface Author {
        /** The system itself. */
        Author SYSTEM = new SystemAuthor();

        /**
         * Returns the sender by a rule.
         *
         * @throws InvalidMessage if the author can't be determined
         */
        Sender by(SenderRule rule) throws InvalidMessage;
    }

    private record SystemAuthor() implements Author {
        @Override
        public Sender by(SenderRule rule) {
            return rule.forSystem();
        }
    }

    /** A user of an application. */
    public record User(Mailbox mailbox) implements Author {
        @Override
        public Sender by(SenderRule rule) {
            return rule.forUser(mailbox);
        }
    }

    /**
     * A user as an application writes it: an address, or a name and an address in angle brackets.
     *
     * @param text null or blank for the system
     */
    public record WrittenUser(@Nullable String text) implements Author {
        @Override
        public Sender by(SenderRule rule) throws InvalidMessage {
            return rule.forUser(text);
        }
    }

    public Sender forSystem() {
        return new Sender(system, Optional.empty());
    }

    /** The sender for a user. A plus address stays in Reply-To; the message is sent from its mailbox. */
    public Sender forUser(Mailbox user) {
        return forUser(user, Optional.empty());
    }

    /**
     * The sender for a user as an application writes it: an address, or a name followed by an address in angle
     * brackets. A comma in the name need not be quoted.
     *
     * @param user null or blank for a message of the system
     * @throws InvalidMessage for anything else that is not one mail address. Sent as a message of the system, replies
     *     would not reach the user
     */
    public Sender forUser(@Nullable String user) throws InvalidMessage {
        return NamedMailbox.read(user)
                .map(named -> forUser(named.mailbox(), named.name()))
                .orElseGet(this::forSystem);
    }

    private Sender forUser(Mailbox user, Optional<String> displayName) {
        Mailbox own = user.withoutTag();
        return new Sender(isAccepted(own) ? own : system, Optional.of(user), displayName);
    }

    /** Compares whole domains, so a plus address is accepted exactly if its mailbox is. */
    private boolean isAccepted(Mailbox user) {
        return userSender == UserSender.USER_EMAIL
                && (user.domain().equals(system.domain())
                        || acceptedDomains.stream().anyMatch(domain -> domain.holds(user)));
    }
}
