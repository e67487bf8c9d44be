package org.signetmail.journey;

import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.signetmail.server.ServerUnderTest;
import org.signetmail.server.WildFly;

/** At {@code /signet}. Run on demand: {@code mvn verify -Dsignet.on-demand=none -Dit.test=WildFlyHttpsIT}. */
@Tag("on-demand")
class WildFlyHttpsIT extends HttpsSignIn {
    WildFlyHttpsIT() {
        super("__Secure-", "wildfly");
    }

    @Override
    ServerUnderTest server(Path data) {
        return WildFly.named("wildfly-https", data);
    }
}
