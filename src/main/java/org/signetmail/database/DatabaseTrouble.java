package org.signetmail.database;

import java.sql.SQLException;
import java.util.Optional;
import java.util.Set;
import org.h2.api.ErrorCode;

/** Distinguishes failures of an unavailable database, which are transient, from defects of Signet. */
public final class DatabaseTrouble {
    /**
     * SQLSTATE classes: connection failure (08), insufficient resources (53), operator intervention (57), system error
     * (58).
     */
    private static final Set<String> UNAVAILABLE = Set.of("08", "53", "57", "58");

    /** SQLSTATE of PostgreSQL for a write to a standby, after an incomplete failover. */
    private static final String READ_ONLY = "25006";

    private static final Set<Integer> FILE_UNAVAILABLE = Set.of(
            ErrorCode.IO_EXCEPTION_1,
            ErrorCode.IO_EXCEPTION_2,
            ErrorCode.DATABASE_IS_CLOSED,
            ErrorCode.DATABASE_CALLED_AT_SHUTDOWN,
            ErrorCode.DATABASE_ALREADY_OPEN_1,
            ErrorCode.CONNECTION_BROKEN_1,
            ErrorCode.OBJECT_CLOSED);

    private DatabaseTrouble() {}

    /**
     * Returns the message of the database or driver if this exception or one of its causes means that the database is
     * unavailable.
     */
    public static Optional<String> in(Throwable thrown) {
        for (Throwable cause = thrown; cause != null; cause = cause.getCause()) {
            if (cause instanceof SQLException refused && isUnavailable(refused)) {
                return Optional.of(String.valueOf(refused.getMessage()));
            }
        }
        return Optional.empty();
    }

    /** A pool without a connection throws an exception without SQLSTATE. */
    private static boolean isUnavailable(SQLException refused) {
        String state = refused.getSQLState();
        return state == null
                || (state.length() >= 2 && UNAVAILABLE.contains(state.substring(0, 2)))
                || READ_ONLY.equals(state)
                || FILE_UNAVAILABLE.contains(refused.getErrorCode());
    }
}
