package org.signetmail.database;

import java.sql.SQLException;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.signetmail.text.Messages;

/** Migrates Signet's tables, with SQL for all supported databases. */
final class Migrations {
    /** The table that exists once a Signet has used the database. */
    static final String HISTORY = "flyway_schema_history";

    private Migrations() {}

    static void apply(DataSource database, String description) throws SQLException {
        try {
            Flyway.configure(Migrations.class.getClassLoader())
                    .dataSource(database)
                    .locations("classpath:db/migration")
                    .load()
                    .migrate();
        } catch (FlywayException refused) {
            throw new SQLException(
                    Messages.text("database.notMigrated", description, String.valueOf(refused.getMessage())), refused);
        }
    }
}
