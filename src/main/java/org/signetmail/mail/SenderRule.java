package org.signetmail.mail;

import java.util.Optional;
import org.signetmail.account.Mailbox;
import org.signetmail.account.UserSender;

/**
 * Who a mail is from.
 *
 * <p>A user's mail leaves from the user's own mailbox, and so lands in that user's Sent folder, only where the user's
 * domain equals the domain of the system mailbox; otherwise from the system mailbox. Replies always go to the user.
 */
public record SenderRule(Mailbox system, UserSender userSender) {

    /** A sender: the mailbox that is signed in to and named in From, and where replies go if not there. */
    public record Sender(Mailbox mailbox, Optional<Mailbox> replyTo) {}

    public Sender forSystem() {
        return new Sender(system, Optional.empty());
    }

    public Sender forUser(Mailbox user) {
        boolean own = userSender == UserSender.USER_EMAIL && user.domain().equals(system.domain());
        return new Sender(own ? user : system, Optional.of(user));
    }
}
