package org.signetmail.log;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import org.jspecify.annotations.Nullable;

/**
 * What is worth a line in the server's log. The codes are watched for by operators and stand in the README: one is never
 * given another meaning. Hundreds tell the room.
 */
public enum LogEvent {
    FIRST_RUN(
            1001,
            Level.WARNING,
            "No administrator password is set. Open this address on this server in time; it works once."),
    SIGN_IN_REFUSED(1003, Level.WARNING, "A sign-in was refused."),
    SIGNED_IN(1004, Level.INFO, "An administrator signed in."),
    SIGNED_OUT(1005, Level.INFO, "An administrator signed out."),
    SIGN_IN_WAITS(1006, Level.WARNING, "A sign-in was not looked at, because of wrong tries before."),
    PASSWORD_SET(1007, Level.INFO, "The administrator password was set."),
    CLICK_FAILED(1010, Level.ERROR, "A click failed by a fault in Signet."),
    DATABASE_AWAY(1011, Level.WARNING, "The database can't be reached."),
    TEST_MAIL_FAILED(1012, Level.ERROR, "A test mail ended by a fault in Signet."),
    AUDIT_NOT_KEPT(1013, Level.WARNING, "Something could not be written to the audit trail."),
    REQUEST_REFUSED(1020, Level.WARNING, "A request was refused before it was read."),
    TRUSTED_PROXY_NOT_UNDERSTOOD(
            1030, Level.ERROR, "An entry of the trusted proxies can't be understood. It is left out."),
    HTTPS_NOT_UNDERSTOOD(1031, Level.ERROR, "The setting for https is neither true nor false. It counts as false."),
    UNLISTED_PROXY(
            1032, Level.WARNING, "Sign-ins come through a proxy that is not listed. They all count for its address."),
    SESSIONS_ENDED(1040, Level.INFO, "Sessions were ended."),
    NOT_ALLOWED(1041, Level.WARNING, "An action that is for administrators only was refused."),
    CONFIGURED_PASSWORD_REFUSED(1042, Level.ERROR, "The configured password is refused. It was not set."),
    SESSION_HOURS_NOT_UNDERSTOOD(
            1043, Level.ERROR, "The longest time of a session can't be understood. Sessions end after 12 hours."),
    PRESENT_PASSWORD_WRONG(
            1044, Level.WARNING, "An action that asks for the present password was refused: it was wrong."),
    PASSWORD_NOT_REHASHED(1045, Level.WARNING, "The password could not be stored by the present rule."),

    DATABASE_READY(1101, Level.INFO, "The database is ready."),
    DATABASE_UNUSABLE(1102, Level.ERROR, "The database can't be used."),
    CONNECTION_RENEWED(1103, Level.INFO, "A connection that the database had ended was replaced."),
    CONNECTION_NOT_CLOSED(1104, Level.DEBUG, "A broken connection could not be closed."),
    DATABASE_NOT_VERIFIED(
            1105,
            Level.WARNING,
            "The database is in use over a network without verified TLS. Somebody between may read and change all of it."),
    DATABASE_OPEN_TO_OTHERS(1106, Level.WARNING, "The database or its folder is open to other users of this machine."),
    DATABASE_CLOSED_TO_OTHERS(
            1107, Level.INFO, "The database or its folder was open to other users of this machine. It is closed now."),
    TLS_NOT_NOTED(1108, Level.WARNING, "That the database was reached by verified TLS could not be noted."),
    TABLES_NOT_SEEN(
            1109, Level.DEBUG, "Whether Signet's tables are in the database could not be asked without verified TLS."),

    KEY_MADE(1201, Level.INFO, "A new sealing key was made. Back it up apart from the database."),
    KEY_OPEN_TO_OTHERS(
            1202,
            Level.WARNING,
            "The sealing key can be read by other users of this machine. Set the file's mode to 0600."),
    KEY_MODE_UNKNOWN(1203, Level.WARNING, "The mode of the sealing key's file can't be checked."),
    LOCKED(
            1204,
            Level.WARNING,
            "Signet is locked: secrets are stored sealed, and their key is not where it should be. No mail leaves."),
    KEY_PUT_ASIDE(1205, Level.WARNING, "The former key file was renamed."),
    KEY_CLOSED_TO_OTHERS(
            1206, Level.INFO, "The sealing key was open to other users of this machine. It is closed now."),
    KEY_BESIDE_DATABASE(
            1207,
            Level.WARNING,
            "The sealing key is in the database's folder: a copy of that folder opens every secret."),
    KEY_ADDED(1208, Level.INFO, "A second sealing key was added. It seals nothing yet."),
    SEALED_WITH_NEW_KEY(1209, Level.INFO, "All stored secrets were sealed with a new key. Back the key file up."),
    KEY_RETIRED(1210, Level.INFO, "A former sealing key was moved out of the key file."),
    KEY_NOT_RETIRED(1211, Level.WARNING, "A former sealing key is still in the key file."),
    STRICT_NOT_UNDERSTOOD(
            1212, Level.ERROR, "The value of signet.key.strict is neither true nor false. It is taken as true."),

    CHECK_FAILED(1301, Level.ERROR, "A test of credentials ended by a fault in Signet."),
    CHECK_NOT_REMEMBERED(
            1302, Level.DEBUG, "A passed test is not remembered: nothing is saved that it could be a test of."),
    TEST_STARTED(1303, Level.INFO, "A test was started on the settings page."),
    RELAY_REFUSED(
            1304,
            Level.WARNING,
            "A test or a save named a mail server that Signet may not connect to. No connection was made."),
    RELAY_NOT_LISTED(
            1305,
            Level.WARNING,
            "The saved mail server could not be saved today. Mail goes on through it all the same."),
    RELAY_HOSTS_NOT_UNDERSTOOD(
            1306, Level.ERROR, "An entry of the allowed mail servers can't be understood. It allows nothing."),
    TEST_LIMIT_NOT_UNDERSTOOD(1307, Level.ERROR, "The limit of tests can't be understood. The usual one holds."),

    MAIL_REFUSED(1401, Level.WARNING, "A mail was refused."),
    MAIL_UNKNOWN(1402, Level.WARNING, "A mail was handed over without an answer. It is not sent again."),
    MAIL_NOT_NOTED(1403, Level.WARNING, "How a mail went could not be noted."),
    SMTP_GONE(1404, Level.DEBUG, "The SMTP server had hung up before."),
    MAIL_AWAITED(1405, Level.INFO, "Signet stops, and waits for the mails that are under way."),
    MAIL_ABANDONED(1406, Level.WARNING, "Signet stops without knowing how all mails went that are under way."),
    POOL_UNTIDY(1407, Level.ERROR, "Connections that nobody needs could not be given up."),
    MAIL_ACCEPTED(1408, Level.DEBUG, "A message was accepted."),
    LIMIT_NOT_UNDERSTOOD(1409, Level.ERROR, "A limit that is set can't be understood. The usual one holds."),

    NOBODY_TO_WARN(1501, Level.WARNING, "Nobody is entered who could be warned."),
    WARNING_ACCEPTED(1502, Level.INFO, "A warning was mailed."),
    WARNING_REFUSED(1503, Level.WARNING, "A warning was refused."),
    WARNING_UNKNOWN(1504, Level.WARNING, "Not known whether a warning went out. It is not sent again."),
    WARNING_IMPOSSIBLE(1505, Level.WARNING, "Mail can't be sent at all."),
    WARNING_DUE_AGAIN(1506, Level.WARNING, "No warning could be mailed. It is tried again at the next look."),

    TOKEN_NOT_RENEWED(
            1601, Level.WARNING, "A token could not be renewed ahead of its end. Mail goes out with it until then."),

    GUEST_REFUSED(1701, Level.WARNING, "Another application may not send through Signet."),
    GUEST_ROOM_SHUT(1702, Level.ERROR, "Mail sessions for other applications could not be bound."),
    GUEST_ROOM_LEFT(1703, Level.WARNING, "A mail session for other applications could not be unbound."),
    SESSION_NAME_TAKEN(
            1704,
            Level.ERROR,
            "The name of a mail session for other applications leads to something that is not Signet's."),
    SESSION_NAME_OURS(1705, Level.INFO, "The name of a mail session for other applications leads to Signet again."),
    SENDER_NOT_ALLOWED(1706, Level.WARNING, "Another application may not send as this mailbox."),
    SENDERS_NOT_UNDERSTOOD(
            1707,
            Level.ERROR,
            "The mailboxes that another application may send as can't be understood. It sends for no user."),
    GUEST_MAIL_FAILED(1708, Level.ERROR, "A message of another application ended by a fault or without the database."),
    SENDERS_OF_NOBODY(
            1709, Level.WARNING, "A key limits the mailboxes of an application that is not listed. It has no effect."),

    HTTP_GONE(1801, Level.DEBUG, "The HTTP server had hung up before."),
    PROXY_NOT_UNDERSTOOD(1802, Level.ERROR, "The proxy that is set can't be understood. Signet does not start."),
    HAZELCAST_ACTIVE(
            1803,
            Level.WARNING,
            "The server's data grid (Hazelcast) is active. It opens a port that asks for no password, and a member of its cluster can run code in this server.");

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

    /** What it tells, in a sentence. */
    public String sentence() {
        return sentence;
    }

    /** Whether a line of it is kept: what is costly to say about something frequent is not put together in vain. */
    public boolean isLogged() {
        return LOGGER.isLoggable(level);
    }

    /** A line with a detail; more can follow. */
    public LogLine with(String name, Object value) {
        return new LogLine(this).with(name, value);
    }

    public void log() {
        log("", null);
    }

    /** With the stack trace of what happened. */
    public void log(Throwable why) {
        log("", why);
    }

    void log(String details, @Nullable Throwable why) {
        LOGGER.log(level, code() + " " + sentence + details, why);
    }
}
