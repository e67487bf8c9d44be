package org.signetmail.database;

import java.sql.SQLException;
import java.util.Optional;
import java.util.Set;
import org.h2.api.ErrorCode;

/** Tells whether work failed because the database was not there, which comes back by itself, or by a fault of Signet's. */
public final class DatabaseTrouble {
    /** SQLSTATE classes: no connection (08), too many (53), ended by the operator (57), the server's own trouble (58). */
    private static final Set<String> AWAY = Set.of("08", "53", "57", "58");

    /** PostgreSQL: a standby, after a failover that did not end well. */
    private static final String READ_ONLY = "25006";

    private static final Set<Integer> FILE_AWAY = Set.of(
            ErrorCode.IO_EXCEPTION_1,
            ErrorCode.IO_EXCEPTION_2,
            ErrorCode.DATABASE_IS_CLOSED,
            ErrorCode.DATABASE_CALLED_AT_SHUTDOWN,
            ErrorCode.DATABASE_ALREADY_OPEN_1,
            ErrorCode.CONNECTION_BROKEN_1,
            ErrorCode.OBJECT_CLOSED);

    private DatabaseTrouble() {}

    /** What the database or its driver said, if this, or what caused it, is that it could not be reached. */
    public static Optional<String> in(Throwable thrown) {
        for (Throwable cause = thrown; cause != null; cause = cause.getCause()) {
            if (cause instanceof SQLException refused && isAway(refused)) {
                return Optional.of(String.valueOf(refused.getMessage()));
            }
        }
        return Optional.empty();
    }

    /** A pool that gets no connection says so without a state. */
    private static boolean isAway(SQLException refused) {
        String state = refused.getSQLState();
        return state == null
                || (state.length() >= 2 && AWAY.contains(state.substring(0, 2)))
                || READ_ONLY.equals(state)
                || FILE_AWAY.contains(refused.getErrorCode());
    }
}
