package org.signetmail.database;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.postgresql.Driver;
import org.postgresql.PGProperty;
import org.postgresql.ds.PGSimpleDataSource;
import org.postgresql.ssl.DefaultJavaSSLFactory;
import org.signetmail.text.Messages;

/** A PostgreSQL database, which several nodes may share. */
final class DatabaseServer implements Database {
    static final String PREFIX = "jdbc:postgresql:";

    /** Passwords in the URL are refused: they would appear in logs and process lists. */
    private static final Pattern PASSWORD = Pattern.compile("[?&](ssl)?password=", Pattern.CASE_INSENSITIVE);

    /** Parameters that decide about TLS; without them the driver uses TLS if offered and verifies nothing. */
    private static final List<PGProperty> TLS_PARAMETERS =
            List.of(PGProperty.SSL_MODE, PGProperty.SSL, PGProperty.SSL_FACTORY);

    /** Parameters of the driver's own socket factory, which does not use the JVM's trust store. */
    private static final List<PGProperty> TRUST_PARAMETERS =
            List.of(PGProperty.SSL_ROOT_CERT, PGProperty.SSL_CERT, PGProperty.SSL_KEY);

    private final String hosts;
    /** Null if the URL decides about TLS or all hosts are loopback. */
    private final @Nullable UnverifiedServer unverified;

    private volatile PGSimpleDataSource server;
    private volatile boolean verifies;
    private boolean allowUnverified = true;

    private DatabaseServer(PGSimpleDataSource server, Properties properties, InstallationFiles files)
            throws SQLException {
        this.server = server;
        hosts = IntStream.range(0, server.getServerNames().length)
                .mapToObj(host -> server.getServerNames()[host] + ":" + server.getPortNumbers()[host])
                .collect(Collectors.joining(", "));
        if (Stream.of(server.getServerNames()).allMatch(Loopback::isLoopback)
                || TLS_PARAMETERS.stream().anyMatch(isSet(properties))) {
            unverified = null;
        } else {
            unverified = new UnverifiedServer(source(properties), files, hosts + "/" + server.getDatabaseName());
            PGProperty.SSL_MODE.set(properties, "verify-full");
            if (TRUST_PARAMETERS.stream().noneMatch(isSet(properties))) {
                PGProperty.SSL_FACTORY.set(properties, DefaultJavaSSLFactory.class.getName());
            }
            this.server = source(properties);
            verifies = true;
        }
    }

    /**
     * Returns a database without connecting to it.
     *
     * <p>For a remote host, and unless the URL decides about TLS, the server's certificate and host name are verified
     * with the JVM's trust store. An existing installation without TLS keeps working: see {@link UnverifiedServer}.
     *
     * @param url in the PostgreSQL driver's format; its parameters override the timeouts set here
     * @throws SQLException if the URL is invalid; the message does not repeat it, since it may contain a password
     */
    static DatabaseServer at(String url, @Nullable String user, @Nullable String password, InstallationFiles files)
            throws SQLException {
        if (!url.startsWith(PREFIX)) {
            throw new SQLException(Messages.text("database.url.prefix", PREFIX));
        }
        if (PASSWORD.matcher(url).find()) {
            throw new SQLException(Messages.text("database.url.password"));
        }
        Properties properties = Driver.parseURL(url, timeouts());
        if (properties == null) {
            throw new SQLException(Messages.text("database.url.form"));
        }
        if (user != null) {
            PGProperty.USER.set(properties, user);
        }
        if (password != null) {
            PGProperty.PASSWORD.set(properties, password);
        }
        return new DatabaseServer(source(properties), properties, files);
    }

    private static PGSimpleDataSource source(Properties properties) throws SQLException {
        var server = new PGSimpleDataSource();
        for (PGProperty property : PGProperty.values()) {
            String value = property.getOrNull(properties);
            if (value != null) {
                server.setProperty(property, value);
            }
        }
        return server;
    }

    private static Predicate<PGProperty> isSet(Properties properties) {
        return property -> property.getOrNull(properties) != null;
    }

    /** Requires verified TLS even for an existing installation; returns this object. */
    DatabaseServer requireVerified() {
        allowUnverified = false;
        return this;
    }

    /** Timeouts in seconds, so that an unresponsive database delays a page or a message by seconds only. */
    private static Properties timeouts() {
        var timeouts = new Properties();
        PGProperty.CONNECT_TIMEOUT.set(timeouts, 5);
        PGProperty.LOGIN_TIMEOUT.set(timeouts, 5);
        PGProperty.SOCKET_TIMEOUT.set(timeouts, 15);
        PGProperty.CANCEL_SIGNAL_TIMEOUT.set(timeouts, 5);
        PGProperty.TCP_KEEP_ALIVE.set(timeouts, true);
        PGProperty.APPLICATION_NAME.set(timeouts, "Signet");
        // Shorter than the socket timeout, so that the server reports the reason. A commit is on disk when
        // acknowledged.
        PGProperty.OPTIONS.set(
                timeouts,
                "-c statement_timeout=10s -c lock_timeout=5s -c idle_in_transaction_session_timeout=60s"
                        + " -c synchronous_commit=on");
        return timeouts;
    }

    @Override
    public void prepare() throws SQLException {
        try {
            server.getConnection().close();
            if (unverified != null && allowUnverified) { // A move runs as another user than the server.
                unverified.recordVerified();
            }
        } catch (SQLException refused) {
            server = unverifiedSource(refused).orElseThrow(() -> withExplanation(refused));
            verifies = false;
        }
        Migrations.apply(server, description());
    }

    private Optional<PGSimpleDataSource> unverifiedSource(SQLException refused) {
        return unverified == null || !allowUnverified ? Optional.empty() : unverified.fallbackFor(refused);
    }

    private SQLException withExplanation(SQLException refused) {
        boolean unverified = verifies && UnverifiedServer.mayBeCause(refused);
        return new SQLException(
                Messages.text(
                        unverified ? "database.notVerified" : "database.notUsable",
                        description(),
                        String.valueOf(refused.getMessage()),
                        UnverifiedServer.remedy()),
                refused.getSQLState(),
                refused.getErrorCode(),
                refused);
    }

    @Override
    public Connection connect() throws SQLException {
        return RenewedConnection.of(this::open);
    }

    private Connection open() throws SQLException {
        try {
            return server.getConnection();
        } catch (SQLException refused) {
            throw verifies ? withExplanation(refused) : refused;
        }
    }

    @Override
    public String description() {
        return Messages.text("database.server", server.getDatabaseName(), hosts);
    }
}
