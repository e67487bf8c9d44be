package org.signetmail.database;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** One real PostgreSQL for all tests of a JVM, with an empty database for each folder of a test. */
public final class PostgreSql {
    static final String USER = "signet";
    static final String PASSWORD = "the database's own password";

    private static final PostgreSql SHARED = new PostgreSql();

    /** With Signet's tables: a copy is made faster than they are. */
    private static final String TEMPLATE = "migrated";

    private final EmbeddedPostgres server;
    private final Map<Path, String> databases = new ConcurrentHashMap<>();

    private PostgreSql() {
        try {
            server = EmbeddedPostgres.builder()
                    .setDataDirectoryCustomizer(PasswordAuthentication::of)
                    .setServerConfig("fsync", "off") // Nothing here outlives this JVM.
                    .start();
            execute("create user " + USER + " password '" + PASSWORD.replace("'", "''") + "'");
            execute("create database " + TEMPLATE + " owner " + USER);
            new SignetDataSource(url(TEMPLATE), USER, PASSWORD).getConnection().close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The data source of the product, on the database that belongs to this folder: made at first, the same afterwards. */
    public static SignetDataSource of(Path folder) {
        return new SignetDataSource(url(folder), USER, PASSWORD);
    }

    static String url(Path folder) {
        return SHARED.url(SHARED.databases.computeIfAbsent(folder, SHARED::create));
    }

    /** Ends a connection from the server's side, as its shutdown does. */
    static void terminate(int backend) {
        SHARED.execute("select pg_terminate_backend(" + backend + ", 5000)");
    }

    private String create(Path folder) {
        String name = "test_" + Integer.toUnsignedString(folder.hashCode());
        execute("create database " + name + " template " + TEMPLATE + " owner " + USER);
        return name;
    }

    private String url(String database) {
        return "jdbc:postgresql://localhost:" + server.getPort() + "/" + database;
    }

    private void execute(String sql) {
        try (Connection connection = server.getPostgresDatabase().getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }
}
