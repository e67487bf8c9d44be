package org.signetmail.database;

import java.io.IOException;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Optional;
import org.postgresql.ds.PGSimpleDataSource;
import org.signetmail.log.LogEvent;

/**
 * Decides what happens where a database on the network can't be reached by verified TLS, which its address leaves open.
 *
 * <p>A new installation is refused. One that an earlier Signet used goes on as it did, with a warning. Which it is can only be
 * asked over the unverified connection, where somebody in between may answer. So what this machine knows comes first: a
 * database that was once reached by verified TLS is never again reached without. The question itself gives no password away
 * in clear, and what follows from a forged answer is never silent.
 */
final class UnverifiedServer {
    /** Where to add it: {@code signet.database.url}. */
    static final String REMEDY = "sslmode=verify-full&sslrootcert=<PEM file of the authority>";

    private static final String NO_SOCKET = "08001";
    private static final String NOT_ADMITTED = "28000";

    private final PGSimpleDataSource asBefore;
    private final InstallationFiles files;
    private final String database;
    private final boolean ownDemand;

    /**
     * @param asBefore by the address alone, without TLS settings of Signet's
     * @param database what {@link InstallationFiles} knows it by
     */
    UnverifiedServer(PGSimpleDataSource asBefore, InstallationFiles files, String database) {
        this.asBefore = asBefore;
        this.files = files;
        this.database = database;
        this.ownDemand = asBefore.getRequireAuth() == null;
    }

    /** It was reached by verified TLS: no other way is good enough from now on. */
    void verified() {
        files.verified(database);
    }

    /** Whether verified TLS may be what it failed of: not where nobody listens, and not where a password is wrong. */
    static boolean mayBeWhy(SQLException refused) {
        String state = String.valueOf(refused.getSQLState());
        return state.equals(NOT_ADMITTED) || (state.startsWith("08") && !state.equals(NO_SOCKET));
    }

    /** What an installation in use goes on with; empty where there is none that may. */
    Optional<PGSimpleDataSource> insteadOf(SQLException refused) {
        if (!mayBeWhy(refused) || mustBeVerified() || !isInUse()) {
            return Optional.empty();
        }
        LogEvent.DATABASE_NOT_VERIFIED
                .with("database", database)
                .with("why", String.valueOf(refused.getMessage()))
                .with("add", REMEDY)
                .log();
        return Optional.of(asBefore);
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
        if (!ownDemand) {
            return hasTables();
        }
        // Anybody can ask for the password in clear. Only where it was given away all the time is it given again.
        asBefore.setRequireAuth("!password");
        if (hasTables()) {
            return true;
        }
        if (!files.hasKey()) {
            return false;
        }
        asBefore.setRequireAuth(null);
        return hasTables();
    }

    private boolean hasTables() {
        try (Connection connection = asBefore.getConnection();
                Statement question = connection.createStatement();
                ResultSet table = question.executeQuery("select 1 from information_schema.tables"
                        + " where table_schema = current_schema() and table_name = '" + Migrations.HISTORY + "'")) {
            return table.next();
        } catch (SQLException notTold) {
            LogEvent.TABLES_NOT_SEEN
                    .with("why", String.valueOf(notTold.getMessage()))
                    .log();
            return false;
        }
    }
}
