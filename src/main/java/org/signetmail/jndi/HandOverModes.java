package org.signetmail.jndi;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.signetmail.account.ConfigurationKey;
import org.signetmail.log.LogEvent;

/** How messages of each application are handed over: to the outbox, or to the server while the application waits. */
record HandOverModes(Map<String, Boolean> queued, boolean usual) {
    private static final String QUEUE = "queue";
    private static final String NOW = "now";

    HandOverModes {
        queued = Map.copyOf(queued);
    }

    /** @param configuration the value of a key; an invalid one is logged, and the default applies */
    static HandOverModes of(Set<String> applications, Function<String, Optional<String>> configuration) {
        boolean usual = QUEUE.equals(ConfigurationKey.APPLICATIONS_SEND.usual().orElseThrow());
        boolean all = read(configuration, ConfigurationKey.APPLICATIONS_SEND.key(), usual);
        var queued = new HashMap<String, Boolean>();
        for (String application : applications) {
            queued.put(application, read(configuration, ConfigurationKey.APPLICATION_SEND.of(application), all));
        }
        return new HandOverModes(queued, all);
    }

    private static boolean read(Function<String, Optional<String>> configuration, String key, boolean otherwise) {
        String set = configuration.apply(key).map(String::strip).orElse(otherwise ? QUEUE : NOW);
        if (!set.equals(QUEUE) && !set.equals(NOW)) {
            LogEvent.HAND_OVER_NOT_UNDERSTOOD
                    .with("key", key)
                    .with("value", set)
                    .log();
            return otherwise;
        }
        return set.equals(QUEUE);
    }

    /** Whether the messages of the application go to the outbox. */
    boolean isQueued(String application) {
        return queued.getOrDefault(application, usual);
    }
}
