package org.signetmail.journey;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.signetmail.server.EmptyWar;
import org.signetmail.server.ServerKind;

/**
 * Measures the start time of a server with Signet and its memory after use, and the same with an empty WAR. Run on
 * demand by {@code src/test/servers.sh}, which puts the figures into the README.
 */
@Timeout(value = 3, unit = TimeUnit.HOURS)
@Tag("on-demand")
class WeightIT {
    /** Number of starts; the fastest is the one least disturbed by other work of the machine. */
    private static final int STARTS = Integer.getInteger("signet.starts", 3);

    private final ServerKind kind = ServerKind.chosen();

    private record Weight(String jdk, double seconds, long megabytes) {}

    @Test
    void signetIsComparedWithAnEmptyWar(@TempDir Path folder) throws Exception {
        Weight ours = measure(
                new TestEnvironment("weight-" + kind, Files.createDirectory(folder.resolve("ours")), kind::named));
        Path empty = Files.createDirectory(folder.resolve("empty"));
        TestEnvironment bare = new TestEnvironment("weight-" + kind + "-empty", empty, kind::named);
        bare.server.carrying(EmptyWar.in(empty));
        Weight theirs = measure(bare);
        assertThat(ours.megabytes()).isGreaterThan(theirs.megabytes());
        Files.writeString(
                Path.of("target", "weight-" + kind + ".md"),
                String.format(
                        Locale.ROOT,
                        "%s | %.1f | %d MB | %+.1f s, %+d MB",
                        ours.jdk(),
                        ours.seconds(),
                        ours.megabytes(),
                        ours.seconds() - theirs.seconds(),
                        ours.megabytes() - theirs.megabytes()));
    }

    private static Weight measure(TestEnvironment env) throws IOException {
        try (env) {
            env.server.withoutJvmOptions();
            env.start();
            Duration fastest = env.server.startedIn();
            for (int start = 1; start < STARTS; start++) {
                env.server.restart();
                if (env.server.startedIn().compareTo(fastest) < 0) {
                    fastest = env.server.startedIn();
                }
            }
            if (!env.server.isEmpty()) {
                use(env);
            }
            return new Weight(
                    env.server.jvm().version(),
                    fastest.toMillis() / 1000.0,
                    env.server.jvm().resident());
        }
    }

    private static void use(TestEnvironment env) {
        AdministratorAtWork administrator = env.administrator();
        administrator.typeContoso("SMTP");
        assertThat(administrator.testCredentials()).containsText("Authentication Successful");
        administrator.save();
    }
}
