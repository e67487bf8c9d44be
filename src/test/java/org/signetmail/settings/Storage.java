package org.signetmail.settings;

import java.nio.file.Path;
import org.signetmail.database.PostgreSql;
import org.signetmail.database.SignetDataSource;

/** The databases that Signet supports, each with the JPA provider of either server. */
public enum Storage {
    H2_WITH_ECLIPSELINK,
    H2_WITH_HIBERNATE,
    POSTGRESQL_WITH_ECLIPSELINK,
    POSTGRESQL_WITH_HIBERNATE;

    /** The product's data source for the database of this folder. */
    SignetDataSource database(Path folder) {
        return switch (this) {
            case H2_WITH_ECLIPSELINK, H2_WITH_HIBERNATE -> new SignetDataSource(folder);
            case POSTGRESQL_WITH_ECLIPSELINK, POSTGRESQL_WITH_HIBERNATE -> PostgreSql.of(folder);
        };
    }

    /** The JPA provider's class name. */
    String provider() {
        return switch (this) {
            case H2_WITH_ECLIPSELINK, POSTGRESQL_WITH_ECLIPSELINK -> "org.eclipse.persistence.jpa.PersistenceProvider";
            case H2_WITH_HIBERNATE, POSTGRESQL_WITH_HIBERNATE -> "org.hibernate.jpa.HibernatePersistenceProvider";
        };
    }
}
