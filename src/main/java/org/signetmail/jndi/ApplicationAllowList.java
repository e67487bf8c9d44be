package org.signetmail.jndi;

import java.util.Arrays;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.signetmail.account.ConfigurationKey;

/** Which applications of the server may send as which sender. Who stands on no list may not. */
record ApplicationAllowList(Map<SenderKind, Set<String>> admitted) {
    ApplicationAllowList {
        admitted = Map.copyOf(admitted);
    }

    /** @param configuration the value of a key: names as the server knows the applications by, with commas between */
    static ApplicationAllowList from(Function<ConfigurationKey, Optional<String>> configuration) {
        var admitted = new EnumMap<SenderKind, Set<String>>(SenderKind.class);
        for (SenderKind sender : SenderKind.values()) {
            admitted.put(sender, names(configuration.apply(sender.key()).orElse("")));
        }
        return new ApplicationAllowList(admitted);
    }

    boolean admits(String application, SenderKind sender) {
        return of(sender).contains(application);
    }

    Set<String> of(SenderKind sender) {
        return admitted.getOrDefault(sender, Set.of());
    }

    private static Set<String> names(String listed) {
        return Set.of(split(listed));
    }

    /** What stands between commas, without blanks around it, and each once. */
    static String[] split(String listed) {
        return Arrays.stream(listed.split(",", -1))
                .map(String::strip)
                .filter(each -> !each.isEmpty())
                .distinct()
                .toArray(String[]::new);
    }
}
