package org.signetmail.jndi;

import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.signetmail.account.ConfigurationKey;
import org.signetmail.log.LogEvent;

/**
 * How the messages of each application are handed over: to the outbox, or to the server while the application waits.
 *
 * @param waiting the applications that wait
 */
record HandOverModes(Set<String> waiting) {
    private static final String QUEUE = "queue";
    private static final String NOW = "now";

    HandOverModes {
        waiting = Set.copyOf(waiting);
    }

    /** @param configuration the value of a key; an invalid one is logged, and the default applies */
    static HandOverModes of(Set<String> applications, Function<String, Optional<String>> configuration) {
        String usual = read(
                configuration,
                ConfigurationKey.APPLICATIONS_SEND.key(),
                ConfigurationKey.APPLICATIONS_SEND.usual().orElseThrow());
        return new HandOverModes(applications.stream()
                .filter(application ->
                        NOW.equals(read(configuration, ConfigurationKey.APPLICATION_SEND.of(application), usual)))
                .collect(Collectors.toSet()));
    }

    private static String read(Function<String, Optional<String>> configuration, String key, String otherwise) {
        String set = configuration.apply(key).map(String::strip).orElse(otherwise);
        if (!set.equals(QUEUE) && !set.equals(NOW)) {
            LogEvent.HAND_OVER_NOT_UNDERSTOOD
                    .with("key", key)
                    .with("value", set)
                    .log();
            return otherwise;
        }
        return set;
    }

    /** Whether the messages of the application go to the outbox. */
    boolean isQueued(String application) {
        return !waiting.contains(application);
    }
}
