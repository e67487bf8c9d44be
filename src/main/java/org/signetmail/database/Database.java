package org.signetmail.database;

import java.sql.Connection;
import java.sql.SQLException;

/** A place for Signet's tables. What it throws says in a sentence for the operator what is wrong and where. */
interface Database {
    /** Makes what isn't there and brings the tables up to date. */
    void prepare() throws SQLException;

    Connection connect() throws SQLException;

    /** What the operator knows it by. Names no user and no password. */
    String place();
}
