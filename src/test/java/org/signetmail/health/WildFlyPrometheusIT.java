package org.signetmail.health;

import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.signetmail.server.ServerUnderTest;
import org.signetmail.server.WildFly;

@Tag("on-demand")
class WildFlyPrometheusIT extends PrometheusAccess {
    @Override
    ServerUnderTest named(String name, Path data) {
        return WildFly.named("wildfly-" + name, data);
    }
}
