package org.signetmail.server;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** What a server writes to its console. */
record ServerLog(Path file) {
    /** In bytes. */
    long length() {
        return file.toFile().length();
    }

    /** What follows this many bytes: a verbose log is too long to be read as a whole at each look. */
    String from(long begin) {
        try (InputStream log = Files.newInputStream(file)) {
            log.skipNBytes(begin);
            return new String(log.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
