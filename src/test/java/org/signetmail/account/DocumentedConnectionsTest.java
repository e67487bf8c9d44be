package org.signetmail.account;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The list of outgoing connections, from which an operator configures a firewall. */
class DocumentedConnectionsTest {
    static Iterable<Cloud> clouds() {
        return Cloud.MICROSOFT;
    }

    @ParameterizedTest
    @MethodSource("clouds")
    void namesEachHostOfEachCloud(Cloud cloud) throws Exception {
        assertThat(Files.readString(Path.of("src/doc/security.md")))
                .contains(
                        "`" + cloud.authority().getHost() + "`",
                        "`" + cloud.graph().getHost() + "`",
                        "`" + cloud.smtp().host() + "`",
                        cloud.smtp().port() + "/tcp, SMTP with STARTTLS");
    }
}
