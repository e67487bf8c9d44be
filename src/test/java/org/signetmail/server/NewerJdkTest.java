package org.signetmail.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The JDK for Payara 7 … */
class NewerJdkTest {
    @TempDir
    Path folder;

    private Path jdk(String place, String version) throws IOException {
        Path home = Files.createDirectories(folder.resolve(place));
        Path java =
                Files.createFile(Files.createDirectories(home.resolve("bin")).resolve("java"));
        assertThat(java.toFile().setExecutable(true)).isTrue();
        Files.writeString(home.resolve("release"), "IMPLEMENTOR=\"x\"\nJAVA_VERSION=\"" + version + "\"\n");
        return home;
    }

    @Test
    void isTheNewestOfTheMachine() throws IOException {
        jdk("jvm/seventeen", "17.0.15");
        jdk("jvm/twenty-one", "21.0.2");
        Path newest = jdk("jvm/mac/Contents/Home", "9999");

        assertThat(NewerJdk.found(Map.of(), List.of(folder.resolve("jvm")))).contains(newest);
    }

    @Test
    void mayBeNamedByAVariable() throws IOException {
        Path named = jdk("elsewhere", "9999.0.1");

        assertThat(NewerJdk.found(Map.of("JAVA_HOME_9999_X64", named.toString()), List.of()))
                .contains(named);
        assertThat(NewerJdk.found(Map.of("HOME", named.toString()), List.of()).filter(named::equals))
                .isEmpty();
    }

    @Test
    void isNoneThatIsOlderOrNoJdk() throws IOException {
        jdk("jvm/seventeen", "17");
        Files.delete(jdk("jvm/broken", "9999").resolve("bin/java"));
        Files.createFile(folder.resolve("jvm/file"));

        assertThat(NewerJdk.found(Map.of(), List.of(folder.resolve("jvm"), folder.resolve("none")))
                        .filter(home -> home.startsWith(folder)))
                .isEmpty();
    }
}
