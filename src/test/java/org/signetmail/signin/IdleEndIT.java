package org.signetmail.signin;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.jar.JarFile;
import java.util.jar.JarOutputStream;
import java.util.zip.ZipEntry;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.signetmail.server.PayaraMicro;

/**
 * An idle session ends on a real server, without a restart or a click. The WAR's timeout is 30 minutes; this test
 * changes it to one minute in web.xml and nothing else. Takes two minutes, so it runs on demand:
 * {@code mvn verify -Dsignet.on-demand=none -Dit.test=IdleEndIT}.
 */
@Timeout(value = 3, unit = TimeUnit.HOURS)
@Tag("on-demand")
class IdleEndIT {
    private static final String PASSWORD = "correct horse battery";
    private static final String TIMEOUT = "<session-timeout>30</session-timeout>";

    @Test
    void anIdleSessionEnds(@TempDir Path folder) throws IOException {
        Path war = oneMinute(folder.resolve("signet.war"));
        Path data = Files.createDirectories(folder.resolve("data"));
        try (var server = PayaraMicro.named("idle-end", data)
                .carrying(war)
                .with("signet.admin.password", PASSWORD)
                .start()) {
            var used = new Browser(server);
            used.signIn("admin", PASSWORD, "/");
            var unused = new Browser(server);
            unused.signIn("admin", PASSWORD, "/");

            // The container's clock decides.
            for (int i = 0; i < 8; i++) {
                LockSupport.parkNanos(Duration.ofSeconds(10).toNanos());
                assertThat(used.get("/settings.xhtml").statusCode())
                        .as("after %s seconds", 10 * (i + 1))
                        .isEqualTo(200);
            }

            assertThat(unused.get("/settings.xhtml").headers().firstValue("Location"))
                    .isEqualTo(Optional.of("/sign-in.xhtml?to=%2Fsettings.xhtml&ended"));
        }
    }

    private static Path oneMinute(Path copy) throws IOException {
        try (var war = new JarFile("target/signet.war");
                var out = new JarOutputStream(Files.newOutputStream(copy))) {
            for (var entry : (Iterable<ZipEntry>) war.stream().map(ZipEntry.class::cast)::iterator) {
                byte[] bytes = war.getInputStream(entry).readAllBytes();
                if (entry.getName().equals("WEB-INF/web.xml")) {
                    String text = new String(bytes, StandardCharsets.UTF_8);
                    assertThat(text).contains(TIMEOUT);
                    bytes = text.replace(TIMEOUT, TIMEOUT.replace("30", "1")).getBytes(StandardCharsets.UTF_8);
                }
                out.putNextEntry(new ZipEntry(entry.getName()));
                out.write(bytes);
                out.closeEntry();
            }
        }
        return copy;
    }
}
