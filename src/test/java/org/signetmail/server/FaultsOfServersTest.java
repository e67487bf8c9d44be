package org.signetmail.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FaultsOfServersTest {
    @TempDir
    Path folder;

    @Test
    void areReadFromWhereTheTestBegan() throws Exception {
        Path log = folder.resolve("server.log");
        String before = "ERROR SIGNET-1010 Of the test before.\n";
        Files.writeString(
                log, before + "INFO All is well.\nERROR SIGNET-1010 A click failed.\njava.lang.Error: here\n");

        assertThat(FaultsOfServers.faultsIn(log, before.length()))
                .isEqualTo("server.log says:\nERROR SIGNET-1010 A click failed.\njava.lang.Error: here");
        assertThat(FaultsOfServers.faultsIn(log, Files.size(log))).isEmpty();
    }
}
