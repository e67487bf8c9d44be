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

/** A real PostgreSQL shared by all tests of a JVM, with a database of its own for each test folder. */
public final class PostgreSql {
    static final String USER = "signet";
    static final String PASSWORD = "the database's own password";

    private static final PostgreSql SHARED = new PostgreSql();

    /** A template with Signet's tables: copying it is faster than migrating. */
    private static final String TEMPLATE = "migrated";

    private final EmbeddedPostgres server;
    private final Map<Path, String> databases = new ConcurrentHashMap<>();

    private PostgreSql() {
        try {
            server = EmbeddedPostgres.builder()
                    .setDataDirectoryCustomizer(PasswordAuthentication::of)
                    .setServerConfig("fsync", "off") // The data isn't needed after this JVM ends.
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

    /** The product's data source for the database of this folder, created on first use. */
    public static SignetDataSource of(Path folder) {
        return new SignetDataSource(url(folder), USER, PASSWORD);
    }

    static String url(Path folder) {
        return SHARED.url(SHARED.databases.computeIfAbsent(folder, SHARED::create));
    }

    /** Terminates a connection on the server, as its shutdown does. */
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
