package org.signetmail.health;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.function.Function;
import org.signetmail.account.ConfigurationKey;
import org.signetmail.account.InvalidInput;
import org.signetmail.log.LogEvent;

/**
 * When the self-check is due: once a day of UTC, from this hour on.
 *
 * @param on whether it runs at all
 */
record SelfCheckSchedule(boolean on, int hour) {
    /** An invalid value is logged, and the default applies. */
    static SelfCheckSchedule from(Function<ConfigurationKey, Optional<String>> configuration) {
        return new SelfCheckSchedule(
                read(configuration, ConfigurationKey.SELF_CHECK, ConfigurationKey.SELF_CHECK::flag), (int) (long) read(
                        configuration, ConfigurationKey.SELF_CHECK_HOUR, ConfigurationKey.SELF_CHECK_HOUR::number));
    }

    private static <T> T read(
            Function<ConfigurationKey, Optional<String>> configuration,
            ConfigurationKey key,
            Function<String, T> reader) {
        String set = configuration.apply(key).or(key::usual).orElseThrow();
        try {
            return reader.apply(set);
        } catch (InvalidInput notUnderstood) {
            LogEvent.SELF_CHECK_NOT_UNDERSTOOD
                    .with("key", key)
                    .with("value", set)
                    .with("why", String.valueOf(notUnderstood.getMessage()))
                    .log();
            return reader.apply(key.usual().orElseThrow());
        }
    }

    /** The day whose check is due, unless a node has claimed it; empty before its hour. */
    Optional<LocalDate> due(Instant now) {
        var utc = now.atOffset(ZoneOffset.UTC);
        return on && utc.getHour() >= hour ? Optional.of(utc.toLocalDate()) : Optional.empty();
    }
}
