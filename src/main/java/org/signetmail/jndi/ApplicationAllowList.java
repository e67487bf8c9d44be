package org.signetmail.jndi;

import java.util.Arrays;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.signetmail.account.ConfigurationKey;

/** The allow-list of applications for each kind of sender. An application that is not listed may not send. */
record ApplicationAllowList(Map<SenderKind, Set<String>> allowed) {
    ApplicationAllowList {
        allowed = Map.copyOf(allowed);
    }

    /** @param configuration the value of a key: the applications' names in the server, separated by commas */
    static ApplicationAllowList from(Function<ConfigurationKey, Optional<String>> configuration) {
        var allowed = new EnumMap<SenderKind, Set<String>>(SenderKind.class);
        for (SenderKind sender : SenderKind.values()) {
            allowed.put(sender, names(configuration.apply(sender.key()).orElse("")));
        }
        return new ApplicationAllowList(allowed);
    }

    boolean allows(String application, SenderKind sender) {
        return of(sender).contains(application);
    }

    Set<String> of(SenderKind sender) {
        return allowed.getOrDefault(sender, Set.of());
    }

    private static Set<String> names(String listed) {
        return Set.of(split(listed));
    }

    /** The distinct elements of a comma-separated list, trimmed, without empty ones. */
    static String[] split(String listed) {
        return Arrays.stream(listed.split(",", -1))
                .map(String::strip)
                .filter(each -> !each.isEmpty())
                .distinct()
                .toArray(String[]::new);
    }
}
