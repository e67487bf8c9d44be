package org.signetmail.account;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OwnerOnlyPermissionsTest {
    @TempDir
    Path folder;

    private Path file(String mode) throws IOException {
        return withMode(Files.writeString(folder.resolve("file"), "x"), mode);
    }

    private static Path withMode(Path path, String mode) throws IOException {
        return Files.setPosixFilePermissions(path, PosixFilePermissions.fromString(mode));
    }

    private static String mode(Path path) throws IOException {
        return PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
    }

    @ParameterizedTest
    @ValueSource(strings = {"rw-r--r--", "rw-rw-rw-", "rw----r--", "rw--w----", "rw---x---"})
    void anOpenFileIsRestricted(String open) throws IOException {
        Path file = file(open);
        assertThat(OwnerOnlyPermissions.close(file)).isEqualTo(OwnerOnlyPermissions.CLOSED);
        assertThat(mode(file)).isEqualTo("rw-------");
    }

    @Test
    void theOwnersPermissionsStay() throws IOException {
        Path file = file("r--r--r--");
        assertThat(OwnerOnlyPermissions.close(file)).isEqualTo(OwnerOnlyPermissions.CLOSED);
        assertThat(mode(file)).isEqualTo("r--------");
    }

    @Test
    void aRestrictedFileIsLeftAlone() throws IOException {
        assertThat(OwnerOnlyPermissions.close(file("r--------"))).isEqualTo(OwnerOnlyPermissions.WAS_CLOSED);
    }

    @Test
    void aFolderIsRestricted() throws IOException {
        withMode(folder, "rwxr-xr-x");
        assertThat(OwnerOnlyPermissions.close(folder)).isEqualTo(OwnerOnlyPermissions.CLOSED);
        assertThat(mode(folder)).isEqualTo("rwx------");
    }

    /** A multi-release jar is a read-only file system with POSIX modes. */
    @Test
    void aFileWhoseModeCannotBeChangedIsReportedAsOpen() throws IOException {
        Path jar = folder.resolve("a.jar");
        var manifest = new Manifest();
        manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
        manifest.getMainAttributes().put(Attributes.Name.MULTI_RELEASE, "true");
        try (var entries = new JarOutputStream(Files.newOutputStream(jar), manifest)) {
            entries.putNextEntry(new JarEntry("file"));
        }
        Map<String, ?> readOnly = Map.of("enablePosixFileAttributes", true, "releaseVersion", "9");
        try (var archive = FileSystems.newFileSystem(jar, readOnly)) {
            assertThat(OwnerOnlyPermissions.close(archive.getPath("file"))).isEqualTo(OwnerOnlyPermissions.STILL_OPEN);
        }
    }

    @Test
    void aMissingFileIsNotKnown() {
        assertThat(OwnerOnlyPermissions.close(folder.resolve("missing"))).isEqualTo(OwnerOnlyPermissions.NOT_KNOWN);
    }

    @Test
    void aFileWithoutPosixModeIsNotKnown() throws IOException {
        try (var archive = FileSystems.newFileSystem(folder.resolve("a.zip"), Map.of("create", "true"))) {
            Path file = Files.writeString(archive.getPath("file"), "x");
            assertThat(OwnerOnlyPermissions.close(file)).isEqualTo(OwnerOnlyPermissions.NOT_KNOWN);
        }
    }
}
