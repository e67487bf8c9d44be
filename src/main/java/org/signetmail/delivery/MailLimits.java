package org.signetmail.delivery;

import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
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
    static final String LARGEST = "signet.mail.largest";
    static final String RECIPIENTS = "signet.mail.recipients";
    static final String WAITING = "signet.applications.waiting";
    static final String MESSAGES = "signet.applications.messages";
    static final String BYTES = "signet.applications.bytes";

    private static final long KB = 1024;
    private static final long MB = 1024 * KB;
    private static final long GB = 1024 * MB;
    /** What a buffer has beside the largest message: no message that is allowed waits for memory for ever. */
    private static final long ROOM_FOR_ONE = 256 * KB;

    private static final long MANY = 100_000;
    private static final long MOST_BYTES = 1024 * GB;

    private static final Pattern SIZE = Pattern.compile("([0-9]{1,13}) ?(|B|KB|MB|GB)");

    static final MailLimits USUAL = new MailLimits(MessageLimits.USUAL, 16, 200, 100 * MB);

    /** @param configuration the value of a key; one that can't be understood is told in the log, and the usual one holds */
    static MailLimits from(Function<String, Optional<String>> configuration) {
        var usual = USUAL;
        int largest = (int) read(configuration, LARGEST, KB, GB, usual.message().largest());
        return new MailLimits(
                new MessageLimits(largest, (int)
                        read(configuration, RECIPIENTS, 1, MANY, usual.message().recipients())),
                (int) read(configuration, WAITING, 0, MANY, usual.waiting()),
                (int) read(configuration, MESSAGES, 1, MANY, usual.messages()),
                Math.max(read(configuration, BYTES, KB, MOST_BYTES, usual.bytes()), largest + ROOM_FOR_ONE));
    }

    private static long read(
            Function<String, Optional<String>> configuration, String key, long least, long most, long usual) {
        Optional<String> set = configuration.apply(key);
        if (set.isEmpty()) {
            return usual;
        }
        Matcher size = SIZE.matcher(set.get().strip().toUpperCase(Locale.ROOT));
        if (size.matches() && (size.group(2).isEmpty() || isSize(key))) {
            long number = Long.parseLong(size.group(1)); // 13 digits and a unit are less than a long
            long unit = switch (size.group(2)) {
                case "KB" -> KB;
                case "MB" -> MB;
                case "GB" -> GB;
                default -> 1;
            };
            if (number <= most / unit && number * unit >= least) {
                return number * unit;
            }
        }
        LogEvent.LIMIT_NOT_UNDERSTOOD
                .with("key", key)
                .with("value", set.get())
                .with("why", why(key, least, most))
                .with("usual", usual)
                .log();
        return usual;
    }

    private static boolean isSize(String key) {
        return key.equals(LARGEST) || key.equals(BYTES);
    }

    private static String why(String key, long least, long most) {
        return isSize(key)
                ? "It is a number of bytes, or a number with KB, MB or GB behind it, from 1 KB to " + most / GB + " GB."
                : "It is a number from " + least + " to " + most + ".";
    }
}
