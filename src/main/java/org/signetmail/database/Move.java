package org.signetmail.database;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintStream;
import java.nio.charset.Charset;
import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.sql.Timestamp;
import java.sql.Types;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.signetmail.account.ConfigurationKey;
import org.signetmail.text.Messages;

/**
 * Copies the embedded database to PostgreSQL, completely or not at all; run by {@code
 * server-config/postgresql/move.sh}.
 *
 * <p>Secrets are copied sealed, and the same key file opens them. The embedded database is not changed.
 */
public final class Move {
    private final DatabaseFile from;
    private final DatabaseServer to;

    Move(DatabaseFile from, DatabaseServer to) {
        this.from = from;
        this.to = to;
    }

    /** Reads {@code signet.data.dir} and {@code signet.database.*} from system properties or the environment. */
    public static void main(String[] arguments) {
        System.exit(run(Move::configured, printStream(FileDescriptor.out), printStream(FileDescriptor.err)));
    }

    /** Returns the exit code. */
    static int run(DatabaseKeys.Source keys, PrintStream out, PrintStream err) {
        try {
            DatabaseFile from = DatabaseKeys.file(keys);
            if (!(DatabaseKeys.database(keys) instanceof DatabaseServer to)) {
                throw new SQLException(Messages.text("database.move.noTarget"));
            }
            new Move(from, to.requireVerified()).copyAll().forEach((table, rows) -> out.println(table + ": " + rows));
            out.println(Messages.text("database.move.done", from.description(), to.description()));
            out.println(Messages.text("database.move.next"));
            return 0;
        } catch (SQLException refused) {
            err.println(Messages.text("database.move.failed", String.valueOf(refused.getMessage())));
            return 1;
        }
    }

    /** Copies all tables and returns the row count of each. */
    Map<String, Integer> copyAll() throws SQLException {
        if (!from.exists()) {
            throw new SQLException(Messages.text("database.move.noSource", from.description()));
        }
        from.prepare();
        to.prepare();
        try (Connection source = from.connect();
                Connection target = to.connect()) {
            target.setAutoCommit(false);
            requireUnused(target);
            var moved = new TreeMap<String, Integer>();
            for (String table : tables(source)) {
                List<List<@Nullable Object>> rows = rows(source, table);
                replace(target, table, columns(source, table), rows);
                if (!new HashSet<>(rows).equals(new HashSet<>(rows(target, table)))) {
                    throw new SQLException(Messages.text("database.move.differs", table));
                }
                moved.put(table, rows.size());
            }
            copySequences(source, target);
            target.commit();
            return moved;
        }
    }

    private void requireUnused(Connection target) throws SQLException {
        try (Statement statement = target.createStatement();
                ResultSet used =
                        statement.executeQuery("select 1 from settings where version > 0 union all select 1 from audit"
                                + " union all select 1 from administrator")) {
            if (used.next()) {
                throw new SQLException(Messages.text("database.move.used", to.description()));
            }
        }
    }

    private static List<String> tables(Connection source) throws SQLException {
        var tables = new ArrayList<String>();
        DatabaseMetaData meta = source.getMetaData();
        try (ResultSet found = meta.getTables(null, source.getSchema(), "%", new String[] {"BASE TABLE", "TABLE"})) {
            while (found.next()) {
                String table = found.getString("TABLE_NAME").toLowerCase(Locale.ROOT);
                if (!table.equals(Migrations.HISTORY)) {
                    tables.add(table);
                }
            }
        }
        return tables;
    }

    private static List<String> columns(Connection source, String table) throws SQLException {
        var columns = new ArrayList<String>();
        try (Statement statement = source.createStatement();
                ResultSet none = statement.executeQuery("select * from " + table + " where 1 = 0")) {
            for (int column = 1; column <= none.getMetaData().getColumnCount(); column++) {
                columns.add(none.getMetaData().getColumnName(column).toLowerCase(Locale.ROOT));
            }
        }
        return columns;
    }

    private static List<List<@Nullable Object>> rows(Connection database, String table) throws SQLException {
        var rows = new ArrayList<List<@Nullable Object>>();
        try (Statement statement = database.createStatement();
                ResultSet found = statement.executeQuery("select * from " + table)) {
            while (found.next()) {
                var row = new ArrayList<@Nullable Object>();
                for (int column = 1; column <= found.getMetaData().getColumnCount(); column++) {
                    row.add(value(found, column));
                }
                rows.add(row);
            }
        }
        return rows;
    }

    /** Reads a value as the same Java type from both databases. */
    private static @Nullable Object value(ResultSet row, int column) throws SQLException {
        int type = row.getMetaData().getColumnType(column);
        if (type == Types.DATE) {
            return row.getObject(column, LocalDate.class);
        }
        Object value = row.getObject(column);
        // PostgreSQL reports TIMESTAMP for both kinds, and returns one in this machine's zone.
        return value instanceof Timestamp || value instanceof OffsetDateTime
                ? row.getObject(column, OffsetDateTime.class).withOffsetSameInstant(ZoneOffset.UTC)
                : value;
    }

    private static void replace(
            Connection target, String table, List<String> columns, List<List<@Nullable Object>> rows)
            throws SQLException {
        try (Statement statement = target.createStatement()) {
            statement.executeUpdate("delete from " + table);
        }
        String placeholders = String.join(", ", Collections.nCopies(columns.size(), "?"));
        try (PreparedStatement insert = target.prepareStatement(
                "insert into " + table + " (" + String.join(", ", columns) + ") values (" + placeholders + ")")) {
            for (List<@Nullable Object> row : rows) {
                for (int column = 0; column < row.size(); column++) {
                    insert.setObject(column + 1, row.get(column));
                }
                insert.addBatch();
            }
            insert.executeBatch();
        }
    }

    private static void copySequences(Connection source, Connection target) throws SQLException {
        try (Statement reading = source.createStatement();
                Statement writing = target.createStatement();
                ResultSet sequences = reading.executeQuery("select sequence_name, base_value from"
                        + " information_schema.sequences where sequence_schema = current_schema")) {
            while (sequences.next()) {
                writing.executeUpdate("alter sequence " + sequences.getString(1).toLowerCase(Locale.ROOT)
                        + " restart with " + sequences.getLong(2));
            }
        }
    }

    private static PrintStream printStream(FileDescriptor where) {
        return new PrintStream(new FileOutputStream(where), true, Charset.defaultCharset());
    }

    private static Optional<String> configured(ConfigurationKey wanted) {
        String key = wanted.key();
        String environment = key.replace('.', '_').toUpperCase(Locale.ROOT);
        return Optional.ofNullable(System.getProperty(key, System.getenv(environment)));
    }
}
