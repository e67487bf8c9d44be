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
 * The mailboxes that an application may send as when it sends for users: only those in {@code .mailboxes}, if that is
 * set, and none of those in {@code .except}. Without either it may send as every mailbox that the sender rule allows.
 *
 * <p>Both the user in the message's From and the mailbox that sends are checked; they differ if the sender rule
 * selects the system mailbox. At least one of them must be in {@code .mailboxes}, and neither in {@code .except}.
 * Tags of addresses are ignored.
 */
final class SenderLists {
    private static final ConfigurationKey MAILBOXES = ConfigurationKey.APPLICATION_MAILBOXES;
    private static final ConfigurationKey EXCEPT = ConfigurationKey.APPLICATION_EXCEPT;

    private final Map<String, Lists> ofApplications = new HashMap<>();

    /**
     * The two lists of an application.
     *
     * @param only the allowed mailboxes; null for all
     * @param invalid the key of the list that contains an invalid address, so that the application may send as no
     *     mailbox; null if both are valid
     */
    private record Lists(
            @Nullable Set<Mailbox> only,
            Set<Mailbox> except,
            @Nullable ConfigurationKey invalid) {}

    private SenderLists() {}

    /** Lists that restrict no application. */
    static SenderLists none() {
        return new SenderLists();
    }

    /**
     * Reads the lists from the configuration.
     *
     * @param configuration the value of a key
     * @param keys the configured keys, as far as the sources list them
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
                ConfigurationKey invalid = read(application, MAILBOXES, only, allowed) ? null : MAILBOXES;
                invalid = read(application, EXCEPT, except, excepted) ? invalid : EXCEPT;
                lists.ofApplications.put(
                        application,
                        new Lists(only.isPresent() ? Set.copyOf(allowed) : null, Set.copyOf(excepted), invalid));
            }
        }
        warnOfUnknownKeys(applications, keys);
        return lists;
    }

    /**
     * Applies the sender rule and the application's lists to a message.
     *
     * @param user the text of the message's From
     * @throws InvalidMessage if the application may not send as that user
     */
    Sender sender(SenderRule rule, String application, @Nullable String user) throws InvalidMessage {
        Sender sender = rule.forUser(user);
        Lists lists = ofApplications.get(application);
        if (lists == null) {
            return sender;
        }
        List<Mailbox> candidates = sender.replyTo()
                .map(named -> List.of(sender.mailbox(), named.withoutTag()))
                .orElse(List.of(sender.mailbox()));
        ConfigurationKey invalid = lists.invalid();
        if (invalid != null) {
            throw refused(application, candidates, invalid, "the list can't be understood");
        }
        Set<Mailbox> only = lists.only();
        if (only != null && candidates.stream().noneMatch(only::contains)) {
            throw refused(application, candidates, MAILBOXES, "it is not among them");
        }
        if (candidates.stream().anyMatch(lists.except()::contains)) {
            throw refused(application, candidates, EXCEPT, "it is among them");
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
        return new InvalidMessage("The application " + application + " may not send as " + named + " (" + key + ").");
    }

    private static boolean read(
            String application, ConfigurationKey key, Optional<String> list, Set<Mailbox> mailboxes) {
        boolean valid = true;
        for (String each : list.map(ApplicationAllowList::split).orElse(new String[0])) {
            try {
                mailboxes.add(new Mailbox(each).withoutTag());
            } catch (InvalidInput noMailbox) {
                valid = false;
                LogEvent.SENDERS_NOT_UNDERSTOOD
                        .with("key", key.of(application))
                        .with("why", String.valueOf(noMailbox.getMessage()))
                        .log();
            }
        }
        return valid;
    }

    /** A typo in a name would leave an application without its restriction. */
    private static void warnOfUnknownKeys(Set<String> applications, Iterable<String> keys) {
        String prefix = SenderKind.USER.key() + ".";
        for (String key : keys) {
            boolean known = applications.stream()
                    .flatMap(application -> Arrays.asList(MAILBOXES.of(application), EXCEPT.of(application)).stream())
                    .anyMatch(key::equals);
            if (key.startsWith(prefix) && !known) {
                LogEvent.SENDER_LIST_WITHOUT_APPLICATION.with("key", key).log();
            }
        }
    }
}
