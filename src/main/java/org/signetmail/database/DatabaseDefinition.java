package org.signetmail.database;

import jakarta.annotation.sql.DataSourceDefinition;
import jakarta.enterprise.context.ApplicationScoped;

/**
 * Defines the data source in the application, so that the server needs no configuration.
 *
 * <p>At least one connection stays in the pool: H2 closes its file with the last connection. Ten suffice, since a
 * transaction takes milliseconds and none is open during delivery; PostgreSQL allows a hundred by default, shared by
 * all nodes. WildFly rejects a data source without a property (IJ031103).
 */
@ApplicationScoped
@DataSourceDefinition(
        name = "java:app/signet/database",
        className = "org.signetmail.database.SignetDataSource",
        initialPoolSize = 1,
        minPoolSize = 1,
        maxPoolSize = 10,
        maxIdleTime = 300,
        properties = "description=Settings of Signet")
class DatabaseDefinition {}
