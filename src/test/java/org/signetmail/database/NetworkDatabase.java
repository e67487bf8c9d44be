package org.signetmail.database;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A real PostgreSQL that appears remote to Signet, with and without TLS. */
final class NetworkDatabase implements AutoCloseable {
    static final String PASSWORD = "canary of the database's password";

    final EmbeddedPostgres server;
    final DatabaseCertificates certificates;
    private int databases;

    Path data;
    String database;

    NetworkDatabase(Path folder) throws Exception {
        certificates = new DatabaseCertificates(folder);
        server = EmbeddedPostgres.builder()
                .setDataDirectoryCustomizer(NetworkDatabase::admit)
                .setServerConfig("fsync", "off")
                .setServerConfig("ssl_cert_file", certificates.certificate.toString())
                .setServerConfig("ssl_key_file", certificates.key.toString())
                .start();
        execute("create user signet password '" + PASSWORD.replace("'", "''") + "'");
        execute("create user clear password '" + PASSWORD.replace("'", "''") + "'");
    }

    /** The user {@code clear} authenticates with a cleartext password, as with LDAP behind PostgreSQL. */
    private static void admit(File dataDirectory) {
        try {
            Files.writeString(dataDirectory.toPath().resolve("pg_hba.conf"), """
                    host all postgres samehost trust
                    host all clear samehost password
                    host all all samehost scram-sha-256
                    """);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() throws IOException {
        server.close();
    }

    /** Switches to a new, empty database. */
    void next(Path folder) throws SQLException {
        data = folder;
        databases++;
        database = "signet_" + databases;
        execute("create database " + database + " owner signet");
        execute("grant all on database " + database + " to clear");
        tls(true);
    }

    void tls(boolean on) throws SQLException {
        execute("alter system set ssl = " + (on ? "on" : "off"));
        execute("select pg_reload_conf()");
        // The postmaster reloads asynchronously; each new connection shows the configuration in use.
        while (!setting("ssl").equals(on ? "on" : "off")) {
            Thread.onSpinWait();
        }
    }

    void execute(String sql) throws SQLException {
        try (Connection connection = server.getPostgresDatabase().getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    String setting(String name) throws SQLException {
        try (Connection connection = server.getPostgresDatabase().getConnection()) {
            return text(connection, "show " + name);
        }
    }

    static String text(Connection connection, String query) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(query)) {
            row.next();
            return row.getString(1);
        }
    }

    static boolean encrypted(Connection connection) throws SQLException {
        return text(connection, "select ssl from pg_stat_ssl where pid = pg_backend_pid()")
                .equals("t");
    }

    String url(String host, String... parameters) {
        var all = new ArrayList<>(List.of(parameters));
        all.add(LoopbackResolver.PARAMETER);
        return "jdbc:postgresql://" + host + ":" + server.getPort() + "/" + database + "?" + String.join("&", all);
    }

    Map<String, String> keys(String url) {
        return new HashMap<>(Map.of(
                "signet.data.dir",
                data.toString(),
                "signet.database.url",
                url,
                "signet.database.user",
                "signet",
                "signet.database.password",
                PASSWORD));
    }

    Database opened(String url) throws SQLException {
        return opened(keys(url));
    }

    Database opened(Map<String, String> keys) throws SQLException {
        Database chosen = DatabaseKeys.database(key -> Optional.ofNullable(keys.get(key.key())));
        chosen.prepare();
        return chosen;
    }

    /** Prepares the database as an earlier Signet left it. */
    void inUse() throws SQLException {
        opened("jdbc:postgresql://localhost:" + server.getPort() + "/" + database);
    }

    boolean hasTables() throws SQLException {
        try (Connection connection = server.getDatabase("postgres", database).getConnection()) {
            return !text(connection, "select count(*) from information_schema.tables where table_name = 'settings'")
                    .equals("0");
        }
    }

    String trusting() {
        return "sslrootcert=" + certificates.authority;
    }
}
