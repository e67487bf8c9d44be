package org.signetmail.delivery;

import java.util.Optional;
import java.util.function.Function;
import org.signetmail.account.ConfigurationKey;
import org.signetmail.account.InvalidInput;
import org.signetmail.log.LogEvent;

/** A number that an operator may configure. */
public final class ConfiguredLimit {
    private ConfiguredLimit() {}

    /** Reads it; an invalid one is logged, and the default applies. */
    public static long of(Function<ConfigurationKey, Optional<String>> configuration, ConfigurationKey key) {
        String configured = configuration.apply(key).or(key::usual).orElseThrow();
        try {
            return key.number(configured);
        } catch (InvalidInput invalid) {
            LogEvent.LIMIT_NOT_UNDERSTOOD
                    .with("key", key)
                    .with("value", configured)
                    .with("why", String.valueOf(invalid.getMessage()))
                    .with("usual", key.usualNumber())
                    .log();
            return key.usualNumber();
        }
    }
}
