package org.signetmail.database;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.signetmail.account.OwnerOnlyPermissions;
import org.signetmail.log.LogEvent;

/**
 * Local files with facts about the installation, which an attacker on the network can't forge.
 *
 * @param note lists the databases that were reached by verified TLS, one per line
 * @param key the sealing key file; it exists once a secret has been stored
 */
record InstallationFiles(Path note, Path key) {

    boolean hasKey() {
        return Files.exists(key);
    }

    /**
     * Whether this database has been reached by verified TLS before.
     *
     * @throws IOException if the note exists but can't be read
     */
    boolean wasVerified(String database) throws IOException {
        try {
            return Files.readAllLines(note).contains(database);
        } catch (NoSuchFileException never) {
            return false;
        }
    }

    /** Records a verified connection durably; logs an event if the note can't be written. */
    void recordVerified(String database) {
        try {
            if (wasVerified(database)) {
                return;
            }
            Path folder = note.toAbsolutePath().getParent();
            if (folder != null && !Files.isDirectory(folder)) {
                Files.createDirectories(folder);
                OwnerOnlyPermissions.close(folder);
            }
            try (FileChannel channel = FileChannel.open(note, StandardOpenOption.CREATE, StandardOpenOption.APPEND)) {
                channel.write(ByteBuffer.wrap((database + "\n").getBytes(StandardCharsets.UTF_8)));
                channel.force(true);
            }
            OwnerOnlyPermissions.close(note);
        } catch (IOException refused) {
            LogEvent.TLS_NOT_NOTED.with("file", note).with("why", refused).log();
        }
    }
}
