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

/** PostgreSQL: a database that outlives this machine, and that several Signets may share. */
final class DatabaseServer implements Database {
    static final String PREFIX = "jdbc:postgresql:";

    /** A password in an address ends in logs and process lists. */
    private static final Pattern PASSWORD = Pattern.compile("[?&](ssl)?password=", Pattern.CASE_INSENSITIVE);

    /** Parameters that say how TLS is; without them the driver takes it as it comes, and trusts anybody. */
    private static final List<PGProperty> DECIDING =
            List.of(PGProperty.SSL_MODE, PGProperty.SSL, PGProperty.SSL_FACTORY);

    /** Parameters of the driver's own socket factory, which does not know the JVM's trust store. */
    private static final List<PGProperty> TRUSTING =
            List.of(PGProperty.SSL_ROOT_CERT, PGProperty.SSL_CERT, PGProperty.SSL_KEY);

    private final String hosts;
    /** Null where the operator's address says how TLS is, and where no network is between. */
    private final @Nullable UnverifiedServer unverified;

    private volatile PGSimpleDataSource server;
    private volatile boolean verifies;
    private boolean mayGoOnUnverified = true;

    private DatabaseServer(PGSimpleDataSource server, Properties address, InstallationFiles files) throws SQLException {
        this.server = server;
        hosts = IntStream.range(0, server.getServerNames().length)
                .mapToObj(host -> server.getServerNames()[host] + ":" + server.getPortNumbers()[host])
                .collect(Collectors.joining(", "));
        if (Stream.of(server.getServerNames()).allMatch(Loopback::is)
                || DECIDING.stream().anyMatch(isSet(address))) {
            unverified = null;
        } else {
            unverified = new UnverifiedServer(source(address), files, hosts + "/" + server.getDatabaseName());
            PGProperty.SSL_MODE.set(address, "verify-full");
            if (TRUSTING.stream().noneMatch(isSet(address))) {
                PGProperty.SSL_FACTORY.set(address, DefaultJavaSSLFactory.class.getName());
            }
            this.server = source(address);
            verifies = true;
        }
    }

    /**
     * A database that is not asked yet.
     *
     * <p>Where a network is between and the address does not say how TLS is, the server is verified: its name, and by the
     * authorities that the JVM trusts. An installation that is in use without goes on: see {@link UnverifiedServer}.
     *
     * @param url as the PostgreSQL driver documents it; its parameters win over the time-outs that are set here
     * @throws SQLException if the address can't be one, with a sentence that does not repeat what may be a password
     */
    static DatabaseServer at(String url, @Nullable String user, @Nullable String password, InstallationFiles files)
            throws SQLException {
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
        return new DatabaseServer(source(address), address, files);
    }

    private static PGSimpleDataSource source(Properties address) throws SQLException {
        var server = new PGSimpleDataSource();
        for (PGProperty property : PGProperty.values()) {
            String value = property.getOrNull(address);
            if (value != null) {
                server.setProperty(property, value);
            }
        }
        return server;
    }

    private static Predicate<PGProperty> isSet(Properties address) {
        return property -> property.getOrNull(address) != null;
    }

    /** The same, for which no database that can't be verified is good enough, in use or not. */
    DatabaseServer neverUnverified() {
        mayGoOnUnverified = false;
        return this;
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
            if (unverified != null && mayGoOnUnverified) { // A move is run by another user than the server.
                unverified.verified();
            }
        } catch (SQLException refused) {
            server = inUse(refused).orElseThrow(() -> explained(refused));
            verifies = false;
        }
        Migrations.apply(server, place());
    }

    private Optional<PGSimpleDataSource> inUse(SQLException refused) {
        return unverified == null || !mayGoOnUnverified ? Optional.empty() : unverified.insteadOf(refused);
    }

    private SQLException explained(SQLException refused) {
        String words = place() + " can't be used: " + refused.getMessage();
        return new SQLException(
                verifies && UnverifiedServer.mayBeWhy(refused)
                        ? words
                                + " It is reached over a network, and signet.database.url does not say how TLS is: so it"
                                + " must be verified. Add " + UnverifiedServer.REMEDY + " if an authority of your own"
                                + " signed the server's certificate, or sslmode=disable to do without TLS."
                        : words,
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
            throw verifies ? explained(refused) : refused;
        }
    }

    @Override
    public String place() {
        return "The database " + server.getDatabaseName() + " on " + hosts;
    }
}
