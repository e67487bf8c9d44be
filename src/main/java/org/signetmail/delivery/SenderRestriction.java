package org.signetmail.delivery;

import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.signetmail.account.ConfigurationKey;
import org.signetmail.account.Mailbox;
import org.signetmail.log.LogEvent;
import org.signetmail.message.InvalidMessage;
import org.signetmail.message.SenderRule.Sender;
import org.signetmail.text.Messages;

/**
 * The mailboxes that an application may send as, without tags.
 *
 * @param only the allowed mailboxes; null for all
 * @param except mailboxes that are not allowed
 * @param invalid the key of the list that contains an invalid address, so that the application may send as no mailbox;
 *     null if both are valid
 */
public record SenderRestriction(
        @Nullable Set<Mailbox> only,
        Set<Mailbox> except,
        @Nullable ConfigurationKey invalid) {
    /** Every mailbox that the sender rule allows. */
    public static final SenderRestriction NONE = new SenderRestriction(null, Set.of(), null);

    private static final ConfigurationKey MAILBOXES = ConfigurationKey.APPLICATION_MAILBOXES;
    private static final ConfigurationKey EXCEPT = ConfigurationKey.APPLICATION_EXCEPT;

    public SenderRestriction {
        only = only == null ? null : Set.copyOf(only);
        except = Set.copyOf(except);
    }

    /**
     * Returns a sender that the application may use. Both the user in the message's From and the mailbox that sends are
     * checked; they differ if the sender rule selects the system mailbox. At least one of them must be allowed, and
     * neither excepted.
     *
     * @throws InvalidMessage if the application may not send as it
     */
    public Sender checked(Sender sender, String application) throws InvalidMessage {
        if (equals(NONE)) {
            return sender;
        }
        List<Mailbox> candidates = sender.replyTo()
                .map(named -> List.of(sender.mailbox(), named.withoutTag()))
                .orElse(List.of(sender.mailbox()));
        if (invalid != null) {
            throw refused(application, candidates, invalid, Messages.text("delivery.senderList.invalid"));
        }
        if (only != null && candidates.stream().noneMatch(only::contains)) {
            throw refused(application, candidates, MAILBOXES, Messages.text("delivery.senderList.notAmong"));
        }
        if (candidates.stream().anyMatch(except::contains)) {
            throw refused(application, candidates, EXCEPT, Messages.text("delivery.senderList.among"));
        }
        return sender;
    }

    private static InvalidMessage refused(
            String application, List<Mailbox> candidates, ConfigurationKey list, String why) {
        Mailbox named = candidates.get(candidates.size() - 1);
        String key = list.of(application);
        LogEvent.SENDER_NOT_ALLOWED
                .with("application", application)
                .with("mailbox", named)
                .with("key", key)
                .with("why", why)
                .log();
        return InvalidMessage.of("delivery.senderNotAllowed", application, named, key);
    }
}
