package org.signetmail.signin;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.signetmail.server.PayaraMicro;

/** Payara Micro without the option that disables clustering. */
class HazelcastIT {
    @Test
    void anOpenClusterPortIsLogged(@TempDir Path folder) throws Exception {
        Path data = Files.createDirectory(folder.resolve("data"));
        try (var server = PayaraMicro.clustered("hazelcast", data).start()) {
            assertThat(server.jvm().listeners())
                    .as("the open port, which the test of the script would see")
                    .anyMatch(port -> port.matches("tcp 69\\d\\d"));

            assertThat(server.log()).contains("SIGNET-1803 ");
        }
    }
}
