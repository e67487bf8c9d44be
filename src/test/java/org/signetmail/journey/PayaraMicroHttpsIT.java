package org.signetmail.journey;

import java.nio.file.Path;
import org.signetmail.server.PayaraMicro;
import org.signetmail.server.ServerUnderTest;

/** At the context root. */
class PayaraMicroHttpsIT extends HttpsSignIn {
    PayaraMicroHttpsIT() {
        super("__Host-", "payara-micro");
    }

    @Override
    ServerUnderTest server(Path data) {
        return PayaraMicro.named("payara-micro-https", data);
    }
}
