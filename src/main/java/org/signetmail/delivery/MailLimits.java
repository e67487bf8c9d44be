package org.signetmail.delivery;

import java.util.Optional;
import java.util.function.Function;
import org.signetmail.account.ConfigurationKey;
import org.signetmail.message.MessageLimits;

/**
 * The limits that an operator may configure. They keep the mail of one application from stopping the whole server.
 *
 * @param message the limits of each message, Signet's own included
 * @param waiting maximum number of threads of other applications that wait for a permit
 * @param messages maximum number of messages of other applications in flight, from before serialization until the
 *     outcome is known
 * @param bytes maximum total size of these messages
 */
record MailLimits(MessageLimits message, int waiting, int messages, long bytes) {
    /** Bytes of a buffer beyond the largest message: every message that is allowed fits into the memory budget. */
    private static final long BUFFER_OVERHEAD = 256 * 1024;

    static final MailLimits DEFAULT = from(key -> Optional.empty());

    /** @param configuration the value of a key; an invalid one is logged, and the default applies */
    static MailLimits from(Function<ConfigurationKey, Optional<String>> configuration) {
        int largest = (int) ConfiguredLimit.of(configuration, ConfigurationKey.MAIL_LARGEST);
        return new MailLimits(
                new MessageLimits(largest, (int) ConfiguredLimit.of(configuration, ConfigurationKey.MAIL_RECIPIENTS)),
                (int) ConfiguredLimit.of(configuration, ConfigurationKey.APPLICATIONS_WAITING),
                (int) ConfiguredLimit.of(configuration, ConfigurationKey.APPLICATIONS_MESSAGES),
                Math.max(
                        ConfiguredLimit.of(configuration, ConfigurationKey.APPLICATIONS_BYTES),
                        largest + BUFFER_OVERHEAD));
    }
}
