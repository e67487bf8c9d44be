package org.signetmail.database;

import java.io.IOException;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Optional;
import org.postgresql.ds.PGSimpleDataSource;
import org.signetmail.log.LogEvent;
import org.signetmail.text.Messages;

/**
 * Decides whether a remote database may be used without verified TLS if its URL doesn't decide.
 *
 * <p>A new installation is refused. A database that an earlier Signet used stays in use, with a warning. Only the
 * unverified connection can show which it is, and an attacker in between may forge the reply. So local knowledge comes
 * first: a database that was once reached by verified TLS is never used without it again. The check itself sends no
 * password in clear, and the consequence of a forged reply is always logged.
 */
final class UnverifiedServer {
    /** The parameters to add to {@code signet.database.url}. */
    static String remedy() {
        return Messages.text("database.verify");
    }

    private static final String NO_SOCKET = "08001";
    private static final String NOT_ADMITTED = "28000";

    private final PGSimpleDataSource unverified;
    private final InstallationFiles files;
    private final String database;
    private final boolean limitsAuthentication;

    /**
     * @param unverified data source by the operator's URL alone, without Signet's TLS settings
     * @param database name of the database in {@link InstallationFiles}
     */
    UnverifiedServer(PGSimpleDataSource unverified, InstallationFiles files, String database) {
        this.unverified = unverified;
        this.files = files;
        this.database = database;
        this.limitsAuthentication = unverified.getRequireAuth() == null;
    }

    /** Records that the database was reached by verified TLS, which is required from now on. */
    void recordVerified() {
        files.recordVerified(database);
    }

    /** Whether TLS verification may be the cause of the failure, as opposed to a closed port or a wrong password. */
    static boolean mayBeCause(SQLException refused) {
        String state = String.valueOf(refused.getSQLState());
        return state.equals(NOT_ADMITTED) || (state.startsWith("08") && !state.equals(NO_SOCKET));
    }

    /** Returns the data source with which an existing installation continues; empty if it must not. */
    Optional<PGSimpleDataSource> fallbackFor(SQLException refused) {
        if (!mayBeCause(refused) || mustBeVerified() || !isInUse()) {
            return Optional.empty();
        }
        LogEvent.DATABASE_NOT_VERIFIED
                .with("database", database)
                .with("why", String.valueOf(refused.getMessage()))
                .with("add", remedy())
                .log();
        return Optional.of(unverified);
    }

    private boolean mustBeVerified() {
        try {
            return files.wasVerified(database);
        } catch (IOException unreadable) {
            LogEvent.TLS_NOT_NOTED
                    .with("file", files.note())
                    .with("why", unreadable)
                    .log();
            return true;
        }
    }

    private boolean isInUse() {
        if (!limitsAuthentication) {
            return hasTables();
        }
        // A forged server can request the password in clear. It is sent only to an installation that always sent it.
        unverified.setRequireAuth("!password");
        if (hasTables()) {
            return true;
        }
        if (!files.hasKey()) {
            return false;
        }
        unverified.setRequireAuth(null);
        return hasTables();
    }

    private boolean hasTables() {
        try (Connection connection = unverified.getConnection();
                Statement query = connection.createStatement();
                ResultSet table = query.executeQuery("select 1 from information_schema.tables"
                        + " where table_schema = current_schema() and table_name = '" + Migrations.HISTORY + "'")) {
            return table.next();
        } catch (SQLException queryFailed) {
            LogEvent.TABLES_NOT_SEEN
                    .with("why", String.valueOf(queryFailed.getMessage()))
                    .log();
            return false;
        }
    }
}
