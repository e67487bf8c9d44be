package org.signetmail.jndi;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.signetmail.account.DeliveryRoute;

/**
 * Twelve attachments of 200 MB and twelve of 8 MB, concurrently, with a heap of 512 MB that includes the practice
 * tenant.
 */
@Timeout(300)
class LargeAttachmentsIT {
    @TempDir
    Path folder;

    @ParameterizedTest
    @EnumSource(DeliveryRoute.class)
    void areRefusedWithoutOutOfMemoryAndTheNextMessageIsSent(DeliveryRoute route) throws Exception {
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx512m",
                        "-XX:TieredStopAtLevel=1",
                        "-cp",
                        System.getProperty("java.class.path"),
                        LargeAttachments.class.getName(),
                        folder.toString(),
                        route.name())
                .redirectErrorStream(true)
                .start();

        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

        assertThat(process.waitFor()).as(output).isZero();
        assertThat(output).doesNotContain("OutOfMemoryError");
        assertThat(output.lines().filter(line -> line.startsWith("> 200 MB: ")))
                .hasSize(12)
                .allSatisfy(line -> assertThat(line).containsAnyOf("signet.mail.largest", "signet.applications.bytes"));
        assertThat(output.lines().filter(line -> line.startsWith("> 8 MB: "))).hasSize(12);
        assertThat(output).contains("> then 1 MB: sent");
    }
}
