package org.signetmail.database;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;

/** Makes a new PostgreSQL require passwords, as in production. */
public final class PasswordAuthentication {
    private PasswordAuthentication() {}

    public static void of(File dataDirectory) {
        try {
            Files.writeString(dataDirectory.toPath().resolve("pg_hba.conf"), """
                    host all postgres samehost trust
                    host all all samehost scram-sha-256
                    """);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
