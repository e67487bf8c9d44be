package org.signetmail.database;

import jakarta.annotation.sql.DataSourceDefinition;
import jakarta.enterprise.context.ApplicationScoped;

/**
 * Tells the server about the database, so that nobody has to configure one there.
 *
 * <p>At least one connection stays in the pool: H2 closes a file when its last connection goes. Ten are plenty, since a
 * transaction takes milliseconds and none is open while mail is on its way; PostgreSQL admits a hundred by default, which
 * several nodes share. WildFly takes no data source without a property (IJ031103).
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
