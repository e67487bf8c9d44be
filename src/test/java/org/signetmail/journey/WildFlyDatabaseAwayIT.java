package org.signetmail.journey;

import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.signetmail.server.WildFly;

@Tag("on-demand")
class WildFlyDatabaseAwayIT extends DatabaseAway {
    @Override
    TestEnvironment stage(Path folder) throws Exception {
        return new TestEnvironment("wildfly-database-away", folder, WildFly::named);
    }

    /** WildFly's standalone.xml has no MicroProfile Health. */
    @Override
    void assertHealth(int ready, String database) {}
}
