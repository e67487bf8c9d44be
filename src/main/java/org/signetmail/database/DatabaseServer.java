package org.signetmail.database;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.Properties;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.postgresql.Driver;
import org.postgresql.PGProperty;
import org.postgresql.ds.PGSimpleDataSource;

/** PostgreSQL: a database that outlives this machine, and that several Signets may share. */
final class DatabaseServer implements Database {
    static final String PREFIX = "jdbc:postgresql:";

    /** A password in an address ends in logs and process lists. */
    private static final Pattern PASSWORD = Pattern.compile("[?&](ssl)?password=", Pattern.CASE_INSENSITIVE);

    private final PGSimpleDataSource server;
    private final String hosts;

    private DatabaseServer(PGSimpleDataSource server) {
        this.server = server;
        hosts = IntStream.range(0, server.getServerNames().length)
                .mapToObj(host -> server.getServerNames()[host] + ":" + server.getPortNumbers()[host])
                .collect(Collectors.joining(", "));
    }

    /**
     * A database that is not asked yet.
     *
     * @param url as the PostgreSQL driver documents it; its parameters win over the time-outs that are set here
     * @throws SQLException if the address can't be one, with a sentence that does not repeat what may be a password
     */
    static DatabaseServer at(String url, @Nullable String user, @Nullable String password) throws SQLException {
        if (!url.startsWith(PREFIX)) {
            throw new SQLException("signet.database.url must begin with " + PREFIX
                    + ": PostgreSQL is the database that Signet can use instead of the embedded one.");
        }
        if (PASSWORD.matcher(url).find()) {
            throw new SQLException("signet.database.url must not contain a password: it would be read in logs."
                    + " Set signet.database.password instead.");
        }
        Properties address = Driver.parseURL(url, limits());
        if (address == null) {
            throw new SQLException("signet.database.url is not an address of PostgreSQL."
                    + " It looks like jdbc:postgresql://host:5432/database.");
        }
        if (user != null) {
            PGProperty.USER.set(address, user);
        }
        if (password != null) {
            PGProperty.PASSWORD.set(address, password);
        }
        var server = new PGSimpleDataSource();
        for (PGProperty property : PGProperty.values()) {
            String value = property.getOrNull(address);
            if (value != null) {
                server.setProperty(property, value);
            }
        }
        return new DatabaseServer(server);
    }

    /** So that a database that is silent holds up a page or a mail for seconds, never for ever. Times in seconds. */
    private static Properties limits() {
        var limits = new Properties();
        PGProperty.CONNECT_TIMEOUT.set(limits, 5);
        PGProperty.LOGIN_TIMEOUT.set(limits, 5);
        PGProperty.SOCKET_TIMEOUT.set(limits, 15);
        PGProperty.CANCEL_SIGNAL_TIMEOUT.set(limits, 5);
        PGProperty.TCP_KEEP_ALIVE.set(limits, true);
        PGProperty.APPLICATION_NAME.set(limits, "Signet");
        // The server gives up before the socket does, so that it tells why. What it calls committed is on its disk.
        PGProperty.OPTIONS.set(
                limits,
                "-c statement_timeout=10s -c lock_timeout=5s -c idle_in_transaction_session_timeout=60s"
                        + " -c synchronous_commit=on");
        return limits;
    }

    @Override
    public void prepare() throws SQLException {
        try {
            server.getConnection().close();
        } catch (SQLException refused) {
            throw new SQLException(
                    place() + " can't be used: " + refused.getMessage(),
                    refused.getSQLState(),
                    refused.getErrorCode(),
                    refused);
        }
        Migrations.apply(server, place());
    }

    @Override
    public Connection connect() throws SQLException {
        return RenewedConnection.of(server::getConnection);
    }

    @Override
    public String place() {
        return "The database " + server.getDatabaseName() + " on " + hosts;
    }
}
