package org.signetmail.account;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Every key that an operator may set, with its type, its default and what it may be. A test compares them with the README's
 * table.
 */
public enum ConfigurationKey {
    DATA_DIR("signet.data.dir", Type.PATH, "signet-data"),
    ADMIN_PASSWORD("signet.admin.password", Type.SECRET),
    DATABASE_URL("signet.database.url", Type.TEXT),
    DATABASE_USER("signet.database.user", Type.TEXT),
    DATABASE_PASSWORD("signet.database.password", Type.SECRET),
    /** Without it the key is {@code signet.key} in {@link #DATA_DIR}. */
    KEY_FILE("signet.key.file", Type.PATH),
    KEY_STRICT("signet.key.strict", Type.FLAG, "false"),
    APPLICATIONS_SYSTEM("signet.applications.system", Type.LIST),
    APPLICATIONS_USER("signet.applications.user", Type.LIST),
    APPLICATION_MAILBOXES("signet.applications.user.<application>.mailboxes", Type.LIST),
    APPLICATION_EXCEPT("signet.applications.user.<application>.except", Type.LIST),
    MAIL_LARGEST("signet.mail.largest", Type.SIZE, "35MB", Size.KB, Size.GB),
    MAIL_RECIPIENTS("signet.mail.recipients", Type.NUMBER, "500", 1, Size.MANY),
    APPLICATIONS_WAITING("signet.applications.waiting", Type.NUMBER, "16", 0, Size.MANY),
    APPLICATIONS_MESSAGES("signet.applications.messages", Type.NUMBER, "200", 1, Size.MANY),
    APPLICATIONS_BYTES("signet.applications.bytes", Type.SIZE, "100MB", Size.KB, 1024 * Size.GB),
    /** {@code queue} or {@code now}. */
    APPLICATIONS_SEND("signet.applications.send", Type.TEXT, "queue"),
    APPLICATION_SEND("signet.applications.send.<application>", Type.TEXT),
    /** Hours. */
    OUTBOX_GIVE_UP("signet.outbox.give-up", Type.NUMBER, "48", 1, 720),
    OUTBOX_MESSAGES("signet.outbox.messages", Type.NUMBER, "100000", 1, 10_000_000),
    OUTBOX_BYTES("signet.outbox.bytes", Type.SIZE, "1GB", Size.KB, 1024 * Size.GB),
    /** Days. */
    OUTBOX_RETENTION("signet.outbox.retention", Type.NUMBER, "90", 1, 3650),
    /** {@code http://user:password@host:port}. */
    PROXY("signet.proxy", Type.SECRET),
    SESSION_HOURS("signet.session.hours", Type.NUMBER, "12", 1, 168),
    HTTPS("signet.https", Type.FLAG, "false"),
    /** Addresses and networks. */
    PROXIES("signet.proxies", Type.LIST),
    /** {@code host[:port]} and {@code network/length[:port]}. */
    RELAY_HOSTS("signet.relay.hosts", Type.LIST),
    /** As {@link #RELAY_HOSTS}. */
    WEBHOOK_HOSTS("signet.webhook.hosts", Type.LIST),
    /** At least 16 characters, since nothing limits guesses of it. */
    METRICS_TOKEN("signet.metrics.token", Type.SECRET),
    SELF_CHECK("signet.self-check", Type.FLAG, "true"),
    /** Of UTC. */
    SELF_CHECK_HOUR("signet.self-check.hour", Type.NUMBER, "3", 0, 23),
    TESTS_PER_MINUTE("signet.tests.per-minute", Type.NUMBER, "10", 1, 999_999),
    /** Numbers of days. */
    WARNING_DAYS("signet.warnings.days", Type.LIST, "60,30,14,7,3,1,0", 0, 3650),
    /** Read by MicroProfile Config's own converter, to which each typing error is a false. */
    SMTP_CHUNKING("signet.smtp.chunking", Type.FLAG, "true"),
    /** Without it, {@code AZURE_FEDERATED_TOKEN_FILE}. */
    FEDERATED_TOKEN_FILE("signet.federated-token-file", Type.PATH),
    CLOUD_AUTHORITY("signet.cloud.custom.authority", Type.TEXT),
    CLOUD_GRAPH("signet.cloud.custom.graph", Type.TEXT),
    CLOUD_SMTP_HOST("signet.cloud.custom.smtp.host", Type.TEXT),
    CLOUD_SMTP_PORT("signet.cloud.custom.smtp.port", Type.NUMBER, "587", 1, 65_535),
    CLOUD_CA("signet.cloud.custom.ca", Type.PATH);

    private static final Pattern NUMBER = Pattern.compile("([0-9]{1,13}) ?(|B|KB|MB|GB)");
    private static final String APPLICATION = "<application>";

    private final String key;
    private final Type type;
    private final Optional<String> usual;
    private final long least;
    private final long most;

    /** What a value is read as. */
    public enum Type {
        TEXT,
        /** Neither printed nor expanded: see {@link Configuration#secret}. */
        SECRET,
        PATH,
        /** With commas between the entries. */
        LIST,
        /** {@code true} or {@code false}. */
        FLAG,
        NUMBER,
        /** Bytes, or a number with KB, MB or GB behind it. */
        SIZE
    }

    /** Bounds of numbers and sizes. */
    private static final class Size {
        static final long KB = 1024;
        static final long MB = 1024 * KB;
        static final long GB = 1024 * MB;
        static final long MANY = 100_000;
    }

    ConfigurationKey(String key, Type type) {
        this(key, type, Optional.empty(), 0, 0);
    }

    ConfigurationKey(String key, Type type, String usual) {
        this(key, type, Optional.of(usual), 0, 0);
    }

    ConfigurationKey(String key, Type type, String usual, long least, long most) {
        this(key, type, Optional.of(usual), least, most);
    }

    ConfigurationKey(String key, Type type, Optional<String> usual, long least, long most) {
        this.key = key;
        this.type = type;
        this.usual = usual;
        this.least = least;
        this.most = most;
    }

    /** As an operator writes it in a system property. */
    public String key() {
        return key;
    }

    /** The key that is another application's own. */
    public String of(String application) {
        return key.replace(APPLICATION, application);
    }

    public Type type() {
        return type;
    }

    /** The default, as an operator would write it; empty where nothing is set instead. */
    public Optional<String> usual() {
        return usual;
    }

    /** The default of a number or size. */
    public long usualNumber() {
        return number(usual.orElseThrow());
    }

    /** The default of a flag. */
    public boolean usualFlag() {
        return flag(usual.orElseThrow());
    }

    /**
     * Reads a number or size.
     *
     * @throws InvalidInput with the values that it may have, if it is none of them
     */
    public long number(String set) {
        Matcher size = NUMBER.matcher(set.strip().toUpperCase(Locale.ROOT));
        if (size.matches() && (size.group(2).isEmpty() || type == Type.SIZE)) {
            long number = Long.parseLong(size.group(1)); // 13 digits and a unit are less than a long
            long unit = switch (size.group(2)) {
                case "KB" -> Size.KB;
                case "MB" -> Size.MB;
                case "GB" -> Size.GB;
                default -> 1;
            };
            if (number <= most / unit && number * unit >= least) {
                return number * unit;
            }
        }
        throw type == Type.SIZE
                ? InvalidInput.of("account.configuration.size", most / Size.GB)
                : InvalidInput.of("account.configuration.number", least, most);
    }

    /**
     * Reads a flag, in any case.
     *
     * @throws InvalidInput if it is neither true nor false
     */
    public boolean flag(String set) {
        String value = set.toLowerCase(Locale.ROOT);
        if (!List.of("true", "false").contains(value)) {
            throw InvalidInput.of("account.configuration.flag");
        }
        return value.equals("true");
    }

    /** As {@link #key}, since sentences and log lines name it. */
    @Override
    public String toString() {
        return key;
    }
}
