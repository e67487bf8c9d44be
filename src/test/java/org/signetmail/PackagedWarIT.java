package org.signetmail;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.junit.jupiter.api.Test;

/** The WAR contains the product and nothing else. */
class PackagedWarIT {
    private static final Path WAR = Path.of("target", "signet.war");

    @Test
    void containsNoTestsSourcesOrVersionControlFiles() throws Exception {
        try (var war = new ZipFile(WAR.toFile())) {
            List<String> entries = war.stream().map(ZipEntry::getName).toList();

            assertThat(entries).contains("WEB-INF/web.xml", "WEB-INF/classes/org/signetmail/Wiring.class");
            assertThat(entries)
                    .noneMatch(entry -> entry.matches("(?i).*(/|^)\\.(git|svn|hg|env|idea|DS_Store).*"))
                    .noneMatch(entry -> entry.endsWith(".java") || entry.endsWith(".map") || entry.endsWith(".bak"))
                    .noneMatch(entry ->
                            entry.matches("WEB-INF/classes/org/signetmail/(practice|server|journey|container)/.*"))
                    .noneMatch(entry ->
                            entry.matches("(?i).*(junit|arquillian|playwright|assertj|archunit|subethasmtp).*"));
        }
    }
}
