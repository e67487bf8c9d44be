package org.signetmail.database;

import java.sql.Connection;
import java.sql.SQLException;

/** A database for Signet's tables. Its exceptions have messages for the operator. */
interface Database {
    /** Creates the database if needed and migrates its tables. */
    void prepare() throws SQLException;

    Connection connect() throws SQLException;

    /** A description for the operator, without user and password. */
    String description();
}
