package org.signetmail.practice;

import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.channels.Channels;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;

/** Files and folders that other users of this computer can't read from their first moment on. */
final class OwnersFiles {
    private OwnersFiles() {}

    /**
     * Makes it where it is missing, and the folders above it that are. One that is there is closed if it was made by an
     * earlier run; any other one stays as it is.
     */
    static void folder(Path folder) throws IOException {
        if (Files.exists(folder.resolve("server.log")) && posix(folder)) {
            Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwx------"));
        }
        Files.createDirectories(folder, onlyOwner(folder, "rwx------"));
    }

    /** A new file in place of any that is there, which may have been readable. */
    static BufferedWriter written(Path file) throws IOException {
        Files.deleteIfExists(file);
        var channel = Files.newByteChannel(
                file, Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE), onlyOwner(file, "rw-------"));
        return new BufferedWriter(Channels.newWriter(channel, StandardCharsets.UTF_8));
    }

    private static FileAttribute<?>[] onlyOwner(Path path, String permissions) {
        return posix(path)
                ? new FileAttribute<?>[] {
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(permissions))
                }
                : new FileAttribute<?>[0];
    }

    private static boolean posix(Path path) {
        return path.getFileSystem().supportedFileAttributeViews().contains("posix");
    }
}
