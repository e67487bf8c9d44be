package org.signetmail.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DatabaseServerTest {
    private static final String CANARY = "canary-of-the-database";

    @TempDir
    Path folder;

    private static int number(Connection connection, String query) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(query)) {
            row.next();
            return row.getInt(1);
        }
    }

    private static void terminate(Connection victim) throws SQLException {
        int backend = number(victim, "select pg_backend_pid()");
        PostgreSql.terminate(backend);
    }

    @Nested
    class AUrl {
        @ParameterizedTest
        @ValueSource(strings = {"jdbc:mysql://localhost/signet", "localhost:5432/signet", "jdbc:h2:mem:x"})
        void ofAnotherDatabaseIsRefused(String url) {
            assertThatThrownBy(new SignetDataSource(url, "u", CANARY)::getConnection)
                    .hasMessageContaining("signet.database.url must begin with jdbc:postgresql:");
        }

        @Test
        void thatIsInvalidIsRefused() {
            assertThatThrownBy(new SignetDataSource("jdbc:postgresql://host:port/x", "u", CANARY)::getConnection)
                    .hasMessageContaining("signet.database.url is not a URL of PostgreSQL");
        }

        @Test
        void withAPasswordIsRefusedAndNotRepeated() {
            assertThatThrownBy(new SignetDataSource("jdbc:postgresql://h/d?password=" + CANARY, "u", "")::getConnection)
                    .hasMessageContaining("must not contain a password")
                    .hasMessageNotContaining(CANARY);
        }

        @Test
        void ofAClosedPortIsNamed() throws Exception {
            int closed;
            try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
                closed = socket.getLocalPort();
            }
            var away = new SignetDataSource("jdbc:postgresql://localhost:" + closed + "/signet", "u", CANARY);
            assertThatThrownBy(away::getConnection)
                    .hasMessageStartingWith("The database signet on localhost:" + closed + " cannot be used: ");
        }
    }

    @Test
    void aWrongPasswordIsReportedAndNotShown() {
        var withWrongPassword = new SignetDataSource(PostgreSql.url(folder), PostgreSql.USER, CANARY);
        assertThatThrownBy(withWrongPassword::getConnection)
                .hasMessageContaining("cannot be used: FATAL: password authentication failed for user \"signet\"")
                .satisfies(refused -> {
                    var trace = new StringWriter();
                    refused.printStackTrace(new PrintWriter(trace));
                    assertThat(trace.toString()).doesNotContain(CANARY);
                });
    }

    @Test
    void statementsAndLocksHaveTimeouts() throws Exception {
        try (Connection connection = PostgreSql.of(folder).getConnection();
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(
                        "select current_setting('statement_timeout'), current_setting('lock_timeout')")) {
            row.next();
            assertThat(row.getString(1)).isEqualTo("10s");
            assertThat(row.getString(2)).isEqualTo("5s");
        }
    }

    @Nested
    class AConnectionClosedByTheDatabase {
        @Test
        void worksInTheNextTransaction() throws Exception {
            try (Connection connection = PostgreSql.of(folder).getConnection()) {
                terminate(connection);
                connection.setAutoCommit(false);
                assertThat(number(connection, "select count(*) from settings")).isEqualTo(1);
                connection.commit();
            }
        }

        /** Payara leaves auto-commit off after the first transaction. */
        @Test
        void worksInTheNextTransactionWithoutAutoCommitCalls() throws Exception {
            try (Connection connection = PostgreSql.of(folder).getConnection()) {
                connection.setAutoCommit(false);
                connection.setTransactionIsolation(Connection.TRANSACTION_SERIALIZABLE);
                assertThat(number(connection, "select count(*) from settings")).isEqualTo(1);
                terminate(connection);
                assertThatThrownBy(() -> number(connection, "select 1")).isInstanceOf(SQLException.class);
                assertThatThrownBy(connection::rollback).isInstanceOf(SQLException.class);

                assertThat(number(connection, "select count(*) from settings")).isEqualTo(1);
                assertThat(connection.getAutoCommit()).isFalse();
                assertThat(connection.getTransactionIsolation()).isEqualTo(Connection.TRANSACTION_SERIALIZABLE);
            }
        }

        @Test
        void worksOutsideATransaction() throws Exception {
            try (Connection connection = PostgreSql.of(folder).getConnection()) {
                assertThat(number(connection, "select 1")).isEqualTo(1);
                terminate(connection);
                assertThat(number(connection, "select 1")).isEqualTo(1);
            }
        }

        /** WildFly treats a failed setter as done at the beginning of a transaction, and as not done at its end. */
        @Test
        void keepsThePoolsSettings() throws Exception {
            try (Connection connection = PostgreSql.of(folder).getConnection()) {
                connection.setAutoCommit(false);
                terminate(connection);
                assertThatThrownBy(() -> number(connection, "select 1")).isInstanceOf(SQLException.class);
                assertThatThrownBy(connection::rollback).isInstanceOf(SQLException.class);
                connection.setAutoCommit(true);
                connection.setAutoCommit(false);

                assertThat(number(connection, "select count(*) from settings")).isEqualTo(1);
                connection.commit();
            }
        }

        @Test
        void isNotReplacedWithinATransaction() throws Exception {
            try (Connection connection = PostgreSql.of(folder).getConnection();
                    Statement statement = connection.createStatement()) {
                connection.setAutoCommit(false);
                statement.executeUpdate("update settings set version = version + 1");
                terminate(connection);
                assertThatThrownBy(() -> number(connection, "select 1")).isInstanceOf(SQLException.class);
                assertThatThrownBy(connection::commit).isInstanceOf(SQLException.class);
            }
            try (Connection other = PostgreSql.of(folder).getConnection()) {
                assertThat(number(other, "select version from settings")).isZero();
            }
        }
    }
}
