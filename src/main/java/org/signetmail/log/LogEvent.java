package org.signetmail.log;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import org.jspecify.annotations.Nullable;

/**
 * The events in the server's log. Operators monitor the codes, which the README lists: the meaning of a code never
 * changes. Each hundred belongs to one package.
 */
public enum LogEvent {
    FIRST_RUN(
            1001,
            Level.WARNING,
            "No administrator password is set. Open this address on this server within an hour; it works once."),
    SIGN_IN_REFUSED(1003, Level.WARNING, "A sign-in was refused."),
    SIGNED_IN(1004, Level.INFO, "An administrator signed in."),
    SIGNED_OUT(1005, Level.INFO, "An administrator signed out."),
    SIGN_IN_WAITS(
            1006,
            Level.WARNING,
            "A sign-in was refused without checking the password, because of earlier failed attempts."),
    PASSWORD_SET(1007, Level.INFO, "The administrator password was set."),
    CLICK_FAILED(1010, Level.ERROR, "An action on a page failed because of a bug in Signet."),
    DATABASE_AWAY(1011, Level.WARNING, "The database can't be reached."),
    TEST_MAIL_FAILED(1012, Level.ERROR, "A test message failed because of a bug in Signet."),
    AUDIT_NOT_KEPT(1013, Level.WARNING, "An entry could not be written to the audit trail."),
    REQUEST_REFUSED(1020, Level.WARNING, "A request was refused before it was read."),
    TRUSTED_PROXY_NOT_UNDERSTOOD(1030, Level.ERROR, "An entry of the trusted proxies is invalid. It is ignored."),
    HTTPS_NOT_UNDERSTOOD(1031, Level.ERROR, "The setting for https is neither true nor false. It is treated as false."),
    UNLISTED_PROXY(
            1032,
            Level.WARNING,
            "Sign-ins come through a proxy that is not listed. They are all counted against its address."),
    SESSIONS_ENDED(1040, Level.INFO, "Sessions were ended."),
    NOT_ALLOWED(1041, Level.WARNING, "An action reserved for administrators was refused."),
    CONFIGURED_PASSWORD_REFUSED(1042, Level.ERROR, "The configured password is refused. It was not set."),
    SESSION_HOURS_NOT_UNDERSTOOD(
            1043, Level.ERROR, "The configured maximum session time is invalid. Sessions end after 12 hours."),
    PRESENT_PASSWORD_WRONG(
            1044, Level.WARNING, "An action that requires the present password was refused: the password was wrong."),
    PASSWORD_NOT_REHASHED(1045, Level.WARNING, "The password could not be rehashed with the current parameters."),
    METRICS_TOKEN_NOT_ACCEPTED(
            1046,
            Level.ERROR,
            "The configured token for metrics is not acceptable. Only signed-in administrators can read them."),

    DATABASE_READY(1101, Level.INFO, "The database is ready."),
    DATABASE_UNUSABLE(1102, Level.ERROR, "The database can't be used."),
    CONNECTION_RENEWED(1103, Level.INFO, "A connection that the database had closed was replaced."),
    CONNECTION_NOT_CLOSED(1104, Level.DEBUG, "A broken connection could not be closed."),
    DATABASE_NOT_VERIFIED(
            1105,
            Level.WARNING,
            "The database is used over a network without verified TLS. An attacker on the network can read and change all of it."),
    DATABASE_OPEN_TO_OTHERS(
            1106, Level.WARNING, "The database or its folder is accessible to other users of this machine."),
    DATABASE_CLOSED_TO_OTHERS(
            1107,
            Level.INFO,
            "The database or its folder was accessible to other users of this machine. Access is now restricted."),
    TLS_NOT_NOTED(1108, Level.WARNING, "The record that the database uses verified TLS could not be read or written."),
    TABLES_NOT_SEEN(
            1109, Level.DEBUG, "Without verified TLS, Signet could not check whether the database has its tables."),

    KEY_MADE(1201, Level.INFO, "A new sealing key was created. Back it up separately from the database."),
    KEY_OPEN_TO_OTHERS(
            1202,
            Level.WARNING,
            "The sealing key can be read by other users of this machine. Set the file's mode to 0600."),
    KEY_MODE_UNKNOWN(1203, Level.WARNING, "The mode of the sealing key's file can't be checked."),
    LOCKED(1204, Level.WARNING, "Signet is locked: the key of the stored secrets is missing. No messages are sent."),
    KEY_PUT_ASIDE(1205, Level.WARNING, "The previous key file was renamed."),
    KEY_CLOSED_TO_OTHERS(
            1206, Level.INFO, "The sealing key was readable by other users of this machine. Access is now restricted."),
    KEY_BESIDE_DATABASE(
            1207,
            Level.WARNING,
            "The sealing key is in the database's folder: a copy of that folder can unseal every secret."),
    KEY_ADDED(1208, Level.INFO, "A second sealing key was added. It is not used for sealing yet."),
    SEALED_WITH_NEW_KEY(1209, Level.INFO, "All stored secrets were sealed with a new key. Back up the key file."),
    KEY_RETIRED(1210, Level.INFO, "A previous sealing key was moved out of the key file."),
    KEY_NOT_RETIRED(1211, Level.WARNING, "A previous sealing key is still in the key file."),
    STRICT_NOT_UNDERSTOOD(
            1212, Level.ERROR, "The value of signet.key.strict is neither true nor false. It is treated as true."),

    CHECK_FAILED(1301, Level.ERROR, "A test of credentials failed because of a bug in Signet."),
    CHECK_NOT_REMEMBERED(
            1302, Level.DEBUG, "A passed test was not recorded: there are no saved credentials to compare it with."),
    TEST_STARTED(1303, Level.INFO, "A test was started on the settings page."),
    RELAY_REFUSED(
            1304,
            Level.WARNING,
            "A test or a change of settings named a mail server that Signet may not connect to. No connection was made."),
    RELAY_NOT_LISTED(
            1305, Level.WARNING, "The saved mail server is not allowed any more. Messages are still sent through it."),
    RELAY_HOSTS_NOT_UNDERSTOOD(
            1306, Level.ERROR, "An entry of the allowed mail servers is invalid. It allows nothing."),
    TEST_LIMIT_NOT_UNDERSTOOD(1307, Level.ERROR, "The configured rate limit of tests is invalid. The default applies."),

    MAIL_REFUSED(1401, Level.WARNING, "A message was refused."),
    MAIL_UNKNOWN(1402, Level.WARNING, "A message was submitted, but no reply came. It is not sent again."),
    MAIL_NOT_NOTED(1403, Level.WARNING, "The outcome of a message could not be recorded."),
    SMTP_GONE(1404, Level.DEBUG, "The SMTP server had already closed the connection."),
    MAIL_AWAITED(1405, Level.INFO, "Signet is stopping and waits for messages in flight."),
    MAIL_ABANDONED(1406, Level.WARNING, "Signet is stopping without knowing the outcome of all messages in flight."),
    EVICTION_FAILED(1407, Level.ERROR, "Idle connections could not be evicted."),
    MAIL_ACCEPTED(1408, Level.DEBUG, "A message was accepted."),
    LIMIT_NOT_UNDERSTOOD(1409, Level.ERROR, "A configured limit is invalid. The default applies."),
    CREDENTIAL_SWITCHED(1410, Level.WARNING, "Entra refused the current credential. The next one serves now."),
    CREDENTIAL_NOT_SWITCHED(1411, Level.ERROR, "Entra refused the current credential, and the next one can't serve."),
    CREDENTIAL_USE_NOT_NOTED(1412, Level.WARNING, "The last use of a credential could not be recorded."),
    OUTBOX_FAILED(1413, Level.WARNING, "The outbox could not go on. It tries again every second."),
    OUTBOX_PAUSED(1414, Level.WARNING, "Accepted messages wait until the cause of a refusal is remedied."),
    OUTBOX_RESUMED(1415, Level.INFO, "Accepted messages that waited are sent again."),

    NO_ADMINISTRATORS_TO_WARN(1501, Level.WARNING, "No administrators are configured to send warnings to."),
    WARNING_ACCEPTED(1502, Level.INFO, "A warning was mailed."),
    WARNING_REFUSED(1503, Level.WARNING, "A warning was refused."),
    WARNING_UNKNOWN(1504, Level.WARNING, "Whether a warning was accepted is unknown. It is not sent again."),
    WARNING_IMPOSSIBLE(1505, Level.WARNING, "Messages can't be sent at all."),
    WARNING_DUE_AGAIN(1506, Level.WARNING, "No warning could be sent. Signet retries at the next check."),
    WARNING_DAYS_NOT_UNDERSTOOD(1507, Level.ERROR, "The configured days of warning are invalid. The default applies."),
    CREDENTIAL_ENDS(1508, Level.WARNING, "The credential that mail is sent with ends soon or has ended."),
    WARNING_FAILED(1509, Level.ERROR, "A warning failed because of a bug in Signet."),
    CHANNEL_FAILED(1510, Level.WARNING, "A warning could not be sent by the fall-back relay or the webhook."),
    CHANNEL_SENT(1511, Level.INFO, "A warning was sent by the fall-back relay or the webhook."),
    CHANNEL_NOT_NOTED(1512, Level.WARNING, "The state of a channel of the warnings could not be read or written."),
    WEBHOOK_HOSTS_NOT_UNDERSTOOD(
            1513, Level.ERROR, "An entry of the allowed hosts of webhooks is invalid. It allows nothing."),
    PROMOTION_REFUSED(1514, Level.ERROR, "The next credential gave no token on the day of its promotion."),

    TOKEN_NOT_RENEWED(
            1601,
            Level.WARNING,
            "A token could not be renewed ahead of time. Messages are sent with it until it expires."),

    APPLICATION_NOT_ALLOWED(1701, Level.WARNING, "Another application may not send through Signet."),
    SESSIONS_NOT_BOUND(1702, Level.ERROR, "Mail sessions for other applications could not be bound."),
    SESSION_NOT_UNBOUND(1703, Level.WARNING, "A mail session for other applications could not be unbound."),
    SESSION_NAME_TAKEN(
            1704, Level.ERROR, "The name of a mail session for other applications is not bound to Signet's session."),
    SESSION_NAME_OURS(
            1705, Level.INFO, "The name of a mail session for other applications is bound to Signet's session again."),
    SENDER_NOT_ALLOWED(1706, Level.WARNING, "Another application may not send as this mailbox."),
    SENDERS_NOT_UNDERSTOOD(
            1707,
            Level.ERROR,
            "The configured mailboxes that another application may send as are invalid. It can't send for any user."),
    APPLICATION_MESSAGE_FAILED(
            1708, Level.ERROR, "A message of another application failed because of a bug or an unavailable database."),
    SENDER_LIST_WITHOUT_APPLICATION(
            1709,
            Level.WARNING,
            "A key restricts the mailboxes of an application that is not listed. It has no effect."),
    HAND_OVER_NOT_UNDERSTOOD(
            1710, Level.ERROR, "How an application's messages are handed over is invalid. The default applies."),

    HTTP_GONE(1801, Level.DEBUG, "The HTTP server had already closed the connection."),
    PROXY_NOT_UNDERSTOOD(1802, Level.ERROR, "The configured proxy is invalid. Signet does not start."),
    HAZELCAST_ACTIVE(
            1803,
            Level.WARNING,
            "The server's data grid (Hazelcast) is active. It opens a port without authentication, and any member of its cluster can run code in this server."),

    CERTIFICATE_ADDED(
            1901, Level.INFO, "A certificate was added to the app registration. It serves once it has worked."),
    CERTIFICATE_RENEWED(1902, Level.INFO, "The certificate was renewed. The new one serves now."),
    CERTIFICATE_REMOVED(1903, Level.INFO, "A former certificate was removed from the app registration."),
    CERTIFICATE_NOT_RENEWED(
            1904, Level.WARNING, "The certificate could not be renewed. The current one serves until its end."),
    CREDENTIAL_TIMER_FAILED(
            1905,
            Level.ERROR,
            "The hourly work on the credentials failed because of a bug, the sealing key or an unavailable database."),

    SELF_CHECK_FAILED(2001, Level.WARNING, "The daily self-check found a credential that gives no token."),
    SELF_CHECK_WORKS(2002, Level.INFO, "The daily self-check found that a credential works again."),
    SELF_CHECK_NOT_SENT(2003, Level.WARNING, "The result of the daily self-check could not be sent by a channel."),
    SELF_CHECK_IMPOSSIBLE(
            2004, Level.WARNING, "The daily self-check failed because of a bug or an unavailable database."),
    SELF_CHECK_NOT_UNDERSTOOD(2005, Level.ERROR, "A setting of the daily self-check is invalid. The default applies.");

    private static final Logger LOGGER = System.getLogger("org.signetmail");

    private final int number;
    private final Level level;
    private final String sentence;

    LogEvent(int number, Level level, String sentence) {
        this.number = number;
        this.level = level;
        this.sentence = sentence;
    }

    /** {@code SIGNET-1001}. */
    public String code() {
        return "SIGNET-" + number;
    }

    public Level level() {
        return level;
    }

    /** The sentence after the code. */
    public String sentence() {
        return sentence;
    }

    /** Whether the log's level includes this event; check it before composing costly details of a frequent one. */
    public boolean isLogged() {
        return LOGGER.isLoggable(level);
    }

    /** Starts a line with its first detail. */
    public LogLine with(String name, Object value) {
        return new LogLine(this).with(name, value);
    }

    public void log() {
        log("", null);
    }

    /** Logs this event with a stack trace. */
    public void log(Throwable cause) {
        log("", cause);
    }

    void log(String details, @Nullable Throwable cause) {
        try {
            LOGGER.log(level, code() + " " + sentence + details, cause);
        } catch (RuntimeException brokenLog) {
            // A full disk or a broken handler must not stop mail, nor a warning by another channel.
        }
    }
}
