package org.signetmail.delivery;

import java.util.Optional;
import java.util.function.Function;
import org.signetmail.account.ConfigurationKey;
import org.signetmail.account.InvalidInput;
import org.signetmail.log.LogEvent;
import org.signetmail.message.MessageLimits;

/**
 * What an operator may limit, so that no application's mail stops the server that it runs on.
 *
 * @param message of each message, Signet's own too
 * @param waiting threads of other applications that wait for a turn at the same time
 * @param messages of other applications that Signet has in hand at the same time, from before they are written down until it is
 *     known how they went
 * @param bytes of all these together
 */
record MailLimits(MessageLimits message, int waiting, int messages, long bytes) {
    /** What a buffer has beside the largest message: no message that is allowed waits for memory for ever. */
    private static final long ROOM_FOR_ONE = 256 * 1024; // bytes

    static final MailLimits USUAL = from(key -> Optional.empty());

    /** @param configuration the value of a key; one that can't be understood is told in the log, and the usual one holds */
    static MailLimits from(Function<ConfigurationKey, Optional<String>> configuration) {
        int largest = (int) read(configuration, ConfigurationKey.MAIL_LARGEST);
        return new MailLimits(
                new MessageLimits(largest, (int) read(configuration, ConfigurationKey.MAIL_RECIPIENTS)),
                (int) read(configuration, ConfigurationKey.APPLICATIONS_WAITING),
                (int) read(configuration, ConfigurationKey.APPLICATIONS_MESSAGES),
                Math.max(read(configuration, ConfigurationKey.APPLICATIONS_BYTES), largest + ROOM_FOR_ONE));
    }

    private static long read(Function<ConfigurationKey, Optional<String>> configuration, ConfigurationKey key) {
        String set = configuration.apply(key).or(key::usual).orElseThrow();
        try {
            return key.number(set);
        } catch (InvalidInput notUnderstood) {
            LogEvent.LIMIT_NOT_UNDERSTOOD
                    .with("key", key)
                    .with("value", set)
                    .with("why", String.valueOf(notUnderstood.getMessage()))
                    .with("usual", key.usualNumber())
                    .log();
            return key.usualNumber();
        }
    }
}
