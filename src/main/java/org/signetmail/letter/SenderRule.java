package org.signetmail.letter;

import jakarta.mail.internet.AddressException;
import jakarta.mail.internet.InternetAddress;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.signetmail.account.Domain;
import org.signetmail.account.Mailbox;
import org.signetmail.account.Unacceptable;
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

    public Sender forSystem() {
        return new Sender(system, Optional.empty());
    }

    public Sender forUser(Mailbox user) {
        return forUser(user, Optional.empty());
    }

    /**
     * For a user as an application knows one: an address, or a name with an address behind it in angle brackets.
     *
     * @param user null, blank or not one mail address: the mail is sent all the same, from the system mailbox, and there is
     *     nobody to reply to but the system
     */
    public Sender forUser(@Nullable String user) {
        if (user == null || user.chars().anyMatch(Character::isISOControl)) {
            return forSystem();
        }
        try {
            InternetAddress[] named = InternetAddress.parse(user, true);
            return named.length == 1 && !named[0].isGroup()
                    ? forUser(new Mailbox(named[0].getAddress()), displayName(named[0]))
                    : forSystem();
        } catch (AddressException | Unacceptable malformed) {
            return forSystem();
        }
    }

    private Sender forUser(Mailbox user, Optional<String> displayName) {
        boolean own = userSender == UserSender.USER_EMAIL
                && (user.domain().equals(system.domain())
                        || acceptedDomains.stream().anyMatch(domain -> domain.holds(user)));
        return new Sender(own ? user : system, Optional.of(user), displayName);
    }

    private static Optional<String> displayName(InternetAddress named) {
        return Optional.ofNullable(named.getPersonal())
                .filter(name -> !name.isBlank() && name.chars().noneMatch(Character::isISOControl));
    }
}
