package org.signetmail.settings;

import java.nio.file.Path;
import org.signetmail.database.PostgreSql;
import org.signetmail.database.SignetDataSource;

/** Every database that Signet can use, each through the JPA provider of either server. */
public enum Storage {
    H2_WITH_ECLIPSELINK,
    H2_WITH_HIBERNATE,
    POSTGRESQL_WITH_ECLIPSELINK,
    POSTGRESQL_WITH_HIBERNATE;

    /** The data source of the product on the database that belongs to this folder. */
    SignetDataSource database(Path folder) {
        return switch (this) {
            case H2_WITH_ECLIPSELINK, H2_WITH_HIBERNATE -> new SignetDataSource(folder);
            case POSTGRESQL_WITH_ECLIPSELINK, POSTGRESQL_WITH_HIBERNATE -> PostgreSql.of(folder);
        };
    }

    /** The class name that JPA knows the provider by. */
    String provider() {
        return switch (this) {
            case H2_WITH_ECLIPSELINK, POSTGRESQL_WITH_ECLIPSELINK -> "org.eclipse.persistence.jpa.PersistenceProvider";
            case H2_WITH_HIBERNATE, POSTGRESQL_WITH_HIBERNATE -> "org.hibernate.jpa.HibernatePersistenceProvider";
        };
    }
}
