package org.signetmail.seal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.Map;
import java.util.Optional;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.signetmail.token.LogCapture;

class KeyFileTest {
    private static final String TEXT =
            SealingKeys.of(SealingKey.random(new SecureRandom())).text();

    @TempDir
    Path folder;

    private Path file;

    @BeforeEach
    void writeKey() throws Exception {
        file = Files.writeString(folder.resolve("signet.key"), TEXT);
    }

    private void mode(String mode) throws Exception {
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString(mode));
    }

    @Nested
    class OpenToOthers {
        @Test
        void isRestrictedAndLoggedOnce() throws Exception {
            mode("rw-r--r--");
            try (var log = new LogCapture()) {
                var looked = new KeyFile(file, true);
                assertThat(looked.look().keys()).isNotNull();
                assertThat(looked.look().keys()).isNotNull();
                assertThat(log.text()).containsOnlyOnce("SIGNET-1206").doesNotContain("SIGNET-1202");
            }
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                    .isEqualTo("rw-------");
        }

        @Test
        void onAReadOnlyFileSystemIsUsedWithAWarningUnlessStrict() throws Exception {
            onAReadOnlyFileSystem(fixed -> {
                try (var log = new LogCapture()) {
                    var looked = new KeyFile(fixed, false);
                    assertThat(looked.look().keys()).isNotNull();
                    assertThat(looked.look().keys()).isNotNull();
                    assertThat(log.text()).containsOnlyOnce("SIGNET-1202");
                }
                assertThat(new KeyFile(fixed, true).look())
                        .isEqualTo(new KeyFile.Look(
                                null, false, "a file that other users may read, which signet.key.strict forbids"));
            });
        }

        @Test
        void isUnknownWithoutPosixModes() throws Exception {
            try (var archive = FileSystems.newFileSystem(folder.resolve("a.zip"), Map.of("create", "true"));
                    var log = new LogCapture()) {
                Path plain = Files.writeString(archive.getPath("/signet.key"), TEXT);
                assertThat(new KeyFile(plain, false).look().keys()).isNotNull();
                assertThat(log.text()).contains("SIGNET-1203");
                assertThat(new KeyFile(plain, true).look().keys()).isNull();
            }
        }

        private void onAReadOnlyFileSystem(Checked check) throws Exception {
            Path jar = folder.resolve("a.jar");
            var manifest = new Manifest();
            manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
            manifest.getMainAttributes().put(Attributes.Name.MULTI_RELEASE, "true");
            try (var entries = new JarOutputStream(Files.newOutputStream(jar), manifest)) {
                entries.putNextEntry(new JarEntry("signet.key"));
                entries.write(TEXT.getBytes(StandardCharsets.UTF_8));
            }
            Map<String, ?> readOnly = Map.of("enablePosixFileAttributes", true, "releaseVersion", "9");
            try (var archive = FileSystems.newFileSystem(jar, readOnly)) {
                check.of(archive.getPath("/signet.key"));
            }
        }
    }

    @FunctionalInterface
    private interface Checked {
        void of(Path file) throws Exception;
    }

    @ParameterizedTest
    @CsvSource({"true,true", "TRUE,true", "false,false", "False,false", "yes,true", "flase,true"})
    void anInvalidValueOfStrictIsTrue(String set, boolean strict) {
        try (var log = new LogCapture()) {
            assertThat(KeyPlace.isStrict(set)).isEqualTo(strict);
            boolean valid = set.equalsIgnoreCase("true") || set.equalsIgnoreCase("false");
            assertThat(log.text().contains("SIGNET-1212")).isEqualTo(!valid);
        }
    }

    @Test
    void replacingKeysWritesTheTargetOfASymbolicLink() throws Exception {
        Path link = Files.createSymbolicLink(folder.resolve("link"), file);
        SealingKeys keys = SealingKeys.read(TEXT).orElseThrow();
        new KeyFile(link, false).replace(keys.and(SealingKey.random(new SecureRandom())));
        assertThat(Files.isSymbolicLink(link)).isTrue();
        assertThat(new KeyFile(file, false).look().keys().all()).hasSize(2);
    }

    @Test
    void aFileWithTheSameIdTwiceIsInvalid() {
        assertThat(SealingKeys.read(TEXT + TEXT)).isEmpty();
    }

    @Test
    void aMissingFileIsNotReplaced() throws Exception {
        Files.delete(file);
        assertThatThrownBy(() ->
                        new KeyFile(file, false).replace(SealingKeys.read(TEXT).orElseThrow()))
                .isInstanceOf(IOException.class);
    }

    @Test
    void aKeyInTheDatabasesFolderIsDetectedAlsoBehindASymbolicLink() throws Exception {
        Path elsewhere = Files.createDirectory(folder.resolve("elsewhere"));
        Path link = Files.createSymbolicLink(elsewhere.resolve("signet.key"), file);
        assertThat(new KeyPlace(file, false, Optional.of(folder)).besideDatabase())
                .contains(file);
        assertThat(new KeyPlace(link, false, Optional.of(folder)).besideDatabase())
                .contains(link);
        assertThat(new KeyPlace(file, false, Optional.of(elsewhere)).besideDatabase())
                .isEmpty();
        assertThat(new KeyPlace(file, false, Optional.empty()).besideDatabase())
                .as("with PostgreSQL")
                .isEmpty();
        assertThat(new KeyPlace(folder.resolve("missing"), false, Optional.of(folder)).besideDatabase())
                .as("before the first secret")
                .isEmpty();
    }
}
