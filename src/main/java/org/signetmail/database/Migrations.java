package org.signetmail.database;

import java.sql.SQLException;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;

/** The one history of Signet's tables, in SQL that every supported database understands. */
final class Migrations {
    /** The table that is there once a Signet has used the database. */
    static final String HISTORY = "flyway_schema_history";

    private Migrations() {}

    static void apply(DataSource database, String place) throws SQLException {
        try {
            Flyway.configure(Migrations.class.getClassLoader())
                    .dataSource(database)
                    .locations("classpath:db/migration")
                    .load()
                    .migrate();
        } catch (FlywayException refused) {
            throw new SQLException(place + " could not be brought up to date: " + refused.getMessage(), refused);
        }
    }
}
