package org.signetmail.jndi;

import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.signetmail.account.ConfigurationKey;
import org.signetmail.account.InvalidInput;
import org.signetmail.account.Mailbox;
import org.signetmail.delivery.SenderRestriction;
import org.signetmail.log.LogEvent;

/**
 * The mailboxes that an application may send as when it sends for users: only those in {@code .mailboxes}, if that is
 * set, and none of those in {@code .except}. Without either it may send as every mailbox that the sender rule allows.
 *
 * <p>Tags of addresses are ignored.
 */
final class SenderLists {
    private static final ConfigurationKey MAILBOXES = ConfigurationKey.APPLICATION_MAILBOXES;
    private static final ConfigurationKey EXCEPT = ConfigurationKey.APPLICATION_EXCEPT;

    private final Map<String, SenderRestriction> ofApplications = new HashMap<>();

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
                        application, new SenderRestriction(only.isPresent() ? allowed : null, excepted, invalid));
            }
        }
        warnOfUnknownKeys(applications, keys);
        return lists;
    }

    /** The restriction of an application. */
    SenderRestriction of(String application) {
        return ofApplications.getOrDefault(application, SenderRestriction.NONE);
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
