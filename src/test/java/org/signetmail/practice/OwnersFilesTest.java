package org.signetmail.practice;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OwnersFilesTest {
    @TempDir
    Path folder;

    private static String mode(Path path) throws IOException {
        return PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
    }

    @Test
    void aFolderThatIsMadeIsClosedToOthersAndSoIsTheOneAboveIt() throws IOException {
        OwnersFiles.folder(folder.resolve("above").resolve("data"));

        assertThat(mode(folder.resolve("above"))).isEqualTo("rwx------");
        assertThat(mode(folder.resolve("above").resolve("data"))).isEqualTo("rwx------");
    }

    @Test
    void theFolderOfAnEarlierRunIsClosedAndAnyOtherStaysAsItIs() throws IOException {
        Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxr-xr-x"));
        OwnersFiles.folder(folder);
        assertThat(mode(folder)).isEqualTo("rwxr-xr-x");

        Files.writeString(folder.resolve("server.log"), "the set-up link");
        OwnersFiles.folder(folder);
        assertThat(mode(folder)).isEqualTo("rwx------");
    }

    @Test
    void aFileIsClosedToOthersBeforeItsFirstByte() throws IOException {
        Path file = folder.resolve("server.log");
        try (var log = OwnersFiles.written(file)) {
            assertThat(mode(file)).isEqualTo("rw-------");
            log.write("ü");
        }
        assertThat(Files.readString(file)).isEqualTo("ü");
    }

    @Test
    void whoHasTheFormerFileOpenReadsNothingOfTheNewOne() throws IOException {
        Path file = Files.writeString(folder.resolve("server.log"), "former");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r--r--"));
        try (var reader = Files.newBufferedReader(file)) {
            try (var log = OwnersFiles.written(file)) {
                log.write("new");
            }
            assertThat(reader.readLine()).isEqualTo("former");
        }
        assertThat(mode(file)).isEqualTo("rw-------");
        assertThat(Files.readString(file)).isEqualTo("new");
    }
}
