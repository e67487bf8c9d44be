package org.signetmail.journey;

import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.signetmail.server.PayaraServer;
import org.signetmail.server.ServerUnderTest;

/** At {@code /signet}. Run on demand: {@code mvn verify -Ppayara-server -Dit.test=PayaraServerHttpsIT}. */
@Tag("on-demand")
class PayaraServerHttpsIT extends HttpsSignIn {
    PayaraServerHttpsIT() {
        super("__Secure-", "payara");
    }

    @Override
    ServerUnderTest server(Path data) {
        return PayaraServer.named("payara-server-https", data);
    }
}
