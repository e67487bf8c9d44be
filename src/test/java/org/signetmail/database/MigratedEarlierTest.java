package org.signetmail.database;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import javax.sql.DataSource;
import org.h2.jdbcx.JdbcDataSource;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.postgresql.ds.PGSimpleDataSource;

/** A database whose tables an earlier Signet made, with the Flyway of its time. */
class MigratedEarlierTest {
    private static final List<String> SCRIPTS = List.of(
            "V1__settings.sql",
            "V2__administrator.sql",
            "V3__expiry_warning.sql",
            "V4__further_domains.sql",
            "V5__audit_and_sessions.sql");

    @TempDir
    Path folder;

    private enum Kind {
        H2 {
            @Override
            DataSource plain(Path folder) {
                var file = new JdbcDataSource();
                file.setURL("jdbc:h2:" + folder.resolve("signet"));
                file.setUser("signet");
                return file;
            }

            @Override
            SignetDataSource signet(Path folder) {
                return new SignetDataSource(folder);
            }

            @Override
            String history() {
                return "";
            }
        },
        POSTGRESQL {
            @Override
            DataSource plain(Path folder) {
                var server = new PGSimpleDataSource();
                server.setUrl(PostgreSql.url(folder));
                server.setUser(PostgreSql.USER);
                server.setPassword(PostgreSql.PASSWORD);
                return server;
            }

            @Override
            SignetDataSource signet(Path folder) {
                return PostgreSql.of(folder);
            }

            @Override
            String history() {
                return "delete from \"flyway_schema_history\" where \"installed_rank\" < 0;";
            }
        };

        abstract DataSource plain(Path folder);

        abstract SignetDataSource signet(Path folder);

        /** What is otherwise than on H2. */
        abstract String history();
    }

    @ParameterizedTest
    @EnumSource
    void opensAndKeepsItsSettingsAndItsHistory(Kind kind) throws Exception {
        List<String> before = migratedUpTo(5, kind);

        try (Connection connection = kind.signet(folder).getConnection()) {
            assertThat(rows(connection, "select client_id from settings")).containsExactly("kept");
            assertThat(history(connection)).startsWith(before.toArray(String[]::new));
        }
    }

    @ParameterizedTest
    @EnumSource
    void knowsWhichWarningsWereMailed(Kind kind) throws Exception {
        migratedUpTo(5, kind);
        run(kind, "update expiry_warning set secret = 'one', warned_at = 7 where days_before = 30");
        run(kind, "update expiry_warning set secret = 'one' where days_before = 60");

        try (Connection connection = kind.signet(folder).getConnection()) {
            assertThat(rows(connection, "select recipient, credential, rung, sent_at, outcome from warning"))
                    .containsExactly("* one 30 7 ACCEPTED");
        }
    }

    @ParameterizedTest
    @EnumSource
    void getsTheTablesThatItLacks(Kind kind) throws Exception {
        List<String> before = migratedUpTo(4, kind);

        try (Connection connection = kind.signet(folder).getConnection()) {
            assertThat(rows(connection, "select client_id from settings")).containsExactly("kept");
            assertThat(rows(connection, "select count(*) from admin_session")).containsExactly("0");
            assertThat(history(connection))
                    .startsWith(before.toArray(String[]::new))
                    .contains("5 V5__audit_and_sessions.sql -308033449 true");
        }
    }

    /** Or else the two above could not fail: the checksums of an earlier Flyway are compared, not overwritten. */
    @ParameterizedTest
    @EnumSource
    void isNotOpenedIfAScriptIsAnotherThanThen(Kind kind) throws Exception {
        migratedUpTo(5, kind);
        run(kind, "update \"flyway_schema_history\" set \"checksum\" = 1 where \"version\" = '3'");

        assertThatThrownBy(kind.signet(folder)::getConnection)
                .isInstanceOf(SQLException.class)
                .hasMessageContaining("could not be migrated");
    }

    private List<String> migratedUpTo(int version, Kind kind) throws Exception {
        if (kind == Kind.POSTGRESQL) {
            run(kind, "drop owned by current_user cascade");
        }
        for (String script : SCRIPTS.subList(0, version)) {
            run(kind, text("/db/migration/" + script));
        }
        run(kind, "update settings set client_id = 'kept'");
        run(kind, text("history-of-flyway-13.0.0.sql"));
        run(kind, kind.history() + "delete from \"flyway_schema_history\" where \"installed_rank\" > " + version);
        try (Connection connection = kind.plain(folder).getConnection()) {
            return history(connection);
        }
    }

    private void run(Kind kind, String sql) throws SQLException {
        try (Connection connection = kind.plain(folder).getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private static List<String> history(Connection connection) throws SQLException {
        return rows(
                connection,
                "select \"installed_rank\", \"script\", \"checksum\", \"success\" from \"flyway_schema_history\""
                        + " order by \"installed_rank\"");
    }

    private static List<String> rows(Connection connection, String query) throws SQLException {
        var rows = new ArrayList<String>();
        try (Statement statement = connection.createStatement();
                ResultSet found = statement.executeQuery(query)) {
            while (found.next()) {
                var row = new ArrayList<String>();
                for (int column = 1; column <= found.getMetaData().getColumnCount(); column++) {
                    Object value = found.getObject(column);
                    row.add(String.valueOf(value));
                }
                rows.add(String.join(" ", row));
            }
        }
        return rows;
    }

    private static String text(String resource) throws IOException {
        try (InputStream file = requireNonNull(MigratedEarlierTest.class.getResourceAsStream(resource), resource)) {
            return new String(file.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
