package org.signetmail.outbox;

import java.time.Duration;
import java.util.Optional;
import java.util.function.Function;
import org.signetmail.account.ConfigurationKey;
import org.signetmail.delivery.ConfiguredLimit;

/**
 * The limits of the outbox that an operator may configure.
 *
 * @param giveUp how long a message is tried that is refused for now
 * @param messages of one application that wait
 * @param bytes of these messages
 * @param retention how long a message stays in the log after its end
 */
record OutboxLimits(Duration giveUp, long messages, long bytes, Duration retention) {
    static final OutboxLimits DEFAULT = from(key -> Optional.empty());

    static OutboxLimits from(Function<ConfigurationKey, Optional<String>> configuration) {
        return new OutboxLimits(
                Duration.ofHours(ConfiguredLimit.of(configuration, ConfigurationKey.OUTBOX_GIVE_UP)),
                ConfiguredLimit.of(configuration, ConfigurationKey.OUTBOX_MESSAGES),
                ConfiguredLimit.of(configuration, ConfigurationKey.OUTBOX_BYTES),
                Duration.ofDays(ConfiguredLimit.of(configuration, ConfigurationKey.OUTBOX_RETENTION)));
    }
}
