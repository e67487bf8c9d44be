package org.signetmail.journey;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.signetmail.server.PayaraServer;

/** The journey on Payara Server, and the operator's scripts. Run on demand: {@code mvn verify -Ppayara-server}. */
@Tag("on-demand")
class PayaraServerIT extends InstalledJourney {
    @Override
    TestEnvironment stage(Path folder) throws Exception {
        return new TestEnvironment("payara-server", folder, PayaraServer::named);
    }

    @Test
    void installingTwiceAndUninstallingRestoresTheServer(@TempDir Path data) {
        var server = (PayaraServer) env.server;
        List<String> before = server.configuration();
        server.run("install.sh", data.resolve("with:colon"));
        server.run("install.sh", data.resolve("with:colon"));
        assertThat(server.configuration())
                .anyMatch(line -> line.endsWith("signet.data.dir.value=" + data.resolve("with:colon")));
        server.run("uninstall.sh", data);
        server.run("uninstall.sh", data);
        assertThat(server.configuration()).isEqualTo(before);
    }
}
