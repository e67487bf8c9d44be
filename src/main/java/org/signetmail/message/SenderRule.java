package org.signetmail.message;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.signetmail.account.Domain;
import org.signetmail.account.Mailbox;
import org.signetmail.account.UserSender;

/**
 * Who a mail is from.
 *
 * <p>A user's mail leaves from the user's own mailbox, and so lands in that user's Sent folder, only where the user's
 * domain equals the domain of the system mailbox, or one that the administrator lists beside it; otherwise from the system
 * mailbox. A sub-domain is another domain. Replies always go to the user.
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
     * A sender: the mailbox that is signed in to and named in From, and where replies go if not there.
     *
     * @param displayName what stands before the address in From, unless the message names somebody
     */
    public record Sender(Mailbox mailbox, Optional<Mailbox> replyTo, Optional<String> displayName) {
        public Sender(Mailbox mailbox, Optional<Mailbox> replyTo) {
            this(mailbox, replyTo, Optional.empty());
        }
    }

    /** Whose mail it is, to be decided by the rule that is in force when it goes out. */
    @FunctionalInterface
    public interface Author {
        /**
         * Decides who the mail is from.
         *
         * @throws InvalidMessage if it can't be told whose mail it is
         */
        Sender by(SenderRule rule) throws InvalidMessage;
    }

    public Sender forSystem() {
        return new Sender(system, Optional.empty());
    }

    /** A tag stays in Reply-To; the mail leaves from the mailbox that the tagged address belongs to. */
    public Sender forUser(Mailbox user) {
        return forUser(user, Optional.empty());
    }

    /**
     * For a user as an application knows one: an address, or a name with an address behind it in angle brackets. The name's
     * comma need not be quoted.
     *
     * @param user null or blank: there is no user, and it is the system's mail
     * @throws InvalidMessage for anything else that is not one mail address: sent as the system's, it would be somebody's mail that
     *     nobody can reply to
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

    /** Of whole domains, so that an address with a tag is accepted exactly where the one without it is. */
    private boolean isAccepted(Mailbox user) {
        return userSender == UserSender.USER_EMAIL
                && (user.domain().equals(system.domain())
                        || acceptedDomains.stream().anyMatch(domain -> domain.holds(user)));
    }
}
