package org.signetmail.jndi;

import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.signetmail.account.ConfigurationKey;
import org.signetmail.account.InvalidInput;
import org.signetmail.account.Mailbox;
import org.signetmail.log.LogEvent;
import org.signetmail.message.InvalidMessage;
import org.signetmail.message.SenderRule;
import org.signetmail.message.SenderRule.Sender;

/**
 * Which mailboxes an application may send as that sends for users: with {@code .mailboxes} those alone, with {@code .except} none
 * of those. Without either it is every mailbox that the sender rule gives.
 *
 * <p>Looked at are the user whom the message names and the mailbox that it leaves from, which are two where the sender rule gives
 * the system mailbox. One of them must be among {@code .mailboxes}, and none among {@code .except}. A tag makes no other mailbox of
 * an address.
 */
final class SenderLists {
    private static final ConfigurationKey MAILBOXES = ConfigurationKey.APPLICATION_MAILBOXES;
    private static final ConfigurationKey EXCEPT = ConfigurationKey.APPLICATION_EXCEPT;

    private final Map<String, Lists> ofApplications = new HashMap<>();

    /**
     * The two lists of an application.
     *
     * @param only null for all
     * @param unread which of them is not known as it was meant, so that there is no telling who may; null for neither
     */
    private record Lists(
            @Nullable Set<Mailbox> only,
            Set<Mailbox> except,
            @Nullable ConfigurationKey unread) {}

    private SenderLists() {}

    /** Of no application. */
    static SenderLists none() {
        return new SenderLists();
    }

    /**
     * Reads them.
     *
     * @param configuration the value of a key
     * @param keys those that are set under {@code signet.applications.user}, as far as they can be told
     */
    static SenderLists of(
            Set<String> applications, Function<String, Optional<String>> configuration, Iterable<String> keys) {
        var lists = new SenderLists();
        for (String application : applications) {
            Optional<String> only = configuration.apply(MAILBOXES.of(application));
            Optional<String> except = configuration.apply(EXCEPT.of(application));
            if (only.isPresent() || except.isPresent()) {
                var allowed = new HashSet<Mailbox>();
                var excepted = new HashSet<Mailbox>();
                ConfigurationKey unread = read(application, MAILBOXES, only, allowed) ? null : MAILBOXES;
                unread = read(application, EXCEPT, except, excepted) ? unread : EXCEPT;
                lists.ofApplications.put(
                        application,
                        new Lists(only.isPresent() ? Set.copyOf(allowed) : null, Set.copyOf(excepted), unread));
            }
        }
        warnOfOthers(applications, keys);
        return lists;
    }

    /**
     * The sender that the rule gives to an application's message.
     *
     * @param user as the message names one
     * @throws InvalidMessage if the application may not send as that one
     */
    Sender sender(SenderRule rule, String application, @Nullable String user) throws InvalidMessage {
        Sender sender = rule.forUser(user);
        Lists lists = ofApplications.get(application);
        if (lists == null) {
            return sender;
        }
        List<Mailbox> both = sender.replyTo()
                .map(named -> List.of(sender.mailbox(), named.withoutTag()))
                .orElse(List.of(sender.mailbox()));
        ConfigurationKey unread = lists.unread();
        if (unread != null) {
            throw refused(application, both, unread, "the list can't be understood");
        }
        Set<Mailbox> only = lists.only();
        if (only != null && both.stream().noneMatch(only::contains)) {
            throw refused(application, both, MAILBOXES, "it is not among them");
        }
        if (both.stream().anyMatch(lists.except()::contains)) {
            throw refused(application, both, EXCEPT, "it is among them");
        }
        return sender;
    }

    private static InvalidMessage refused(String application, List<Mailbox> both, ConfigurationKey list, String why) {
        Mailbox named = both.get(both.size() - 1);
        String key = list.of(application);
        LogEvent.SENDER_NOT_ALLOWED
                .with("application", application)
                .with("mailbox", named)
                .with("key", key)
                .with("why", why)
                .log();
        return new InvalidMessage("The application " + application + " may not send as " + named + " (" + key + ").");
    }

    private static boolean read(String application, ConfigurationKey key, Optional<String> list, Set<Mailbox> into) {
        boolean understood = true;
        for (String each : list.map(ApplicationAllowList::split).orElse(new String[0])) {
            try {
                into.add(new Mailbox(each).withoutTag());
            } catch (InvalidInput none) {
                understood = false;
                LogEvent.SENDERS_NOT_UNDERSTOOD
                        .with("key", key.of(application))
                        .with("why", String.valueOf(none.getMessage()))
                        .log();
            }
        }
        return understood;
    }

    /** A slip in a name would leave an application without the limit that was meant for it. */
    private static void warnOfOthers(Set<String> applications, Iterable<String> keys) {
        String prefix = SenderKind.USER.key() + ".";
        for (String key : keys) {
            boolean has = applications.stream()
                    .flatMap(application -> Arrays.asList(MAILBOXES.of(application), EXCEPT.of(application)).stream())
                    .anyMatch(key::equals);
            if (key.startsWith(prefix) && !has) {
                LogEvent.SENDER_LIST_WITHOUT_APPLICATION.with("key", key).log();
            }
        }
    }
}
