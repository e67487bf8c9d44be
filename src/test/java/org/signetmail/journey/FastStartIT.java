package org.signetmail.journey;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.signetmail.server.PayaraMicro;

/**
 * The operator's script with {@code SIGNET_FAST_START}: the second start uses the archive made by the first. Run on
 * demand:
 *
 * <pre>
 * mvn verify -Dit.test=FastStartIT -Dsignet.on-demand=none
 * </pre>
 */
@Tag("on-demand")
class FastStartIT {
    /** More classes than the JDK's own archive has. */
    private static final long OF_SERVER_AND_SIGNET = 10_000;

    @Test
    void theSecondStartLoadsItsClassesFromTheArchive(@TempDir Path folder) throws Exception {
        Path fast = folder.resolve("fast");
        try (var env =
                new TestEnvironment("fast-start", Files.createDirectory(folder.resolve("data")), PayaraMicro::named)) {
            env.server.withoutJvmOptions().withVariable("SIGNET_FAST_START", fast.toString());
            env.start();
            env.server.restart();

            assertThat(env.server.jvm().archivedClasses()).isGreaterThan(OF_SERVER_AND_SIGNET);
            assertThat(env.server.jvm().listeners()).containsExactly("tcp " + env.server.port());
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(fast)))
                    .isEqualTo("rwx------");
            env.administrator().typeContoso("SMTP");
        }
    }
}
