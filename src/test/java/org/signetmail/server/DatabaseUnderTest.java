package org.signetmail.server;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import org.signetmail.database.PasswordAuthentication;

/** A real PostgreSQL that can be killed and started again with its data, on the same port. */
public final class DatabaseUnderTest implements AutoCloseable {
    /** To servers {@code ${…}} and {@code $$} are expressions; in a password they are characters. */
    private static final String PASSWORD = "ab$$cd Winter${2026}xyz";

    private final Path data;
    private EmbeddedPostgres server;

    /** Started, with an empty database. */
    public DatabaseUnderTest(Path folder) throws IOException {
        data = folder.resolve("postgresql");
        server = EmbeddedPostgres.builder()
                .setDataDirectory(data)
                .setCleanDataDirectory(false)
                .setDataDirectoryCustomizer(PasswordAuthentication::of)
                .start();
        try (Connection connection = server.getPostgresDatabase().getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute("create user signet password '" + PASSWORD + "'");
            statement.execute("create database signet owner signet");
        } catch (SQLException refused) {
            throw new IOException(refused);
        }
    }

    public String url() {
        return "jdbc:postgresql://localhost:" + server.getPort() + "/signet";
    }

    public String password() {
        return PASSWORD;
    }

    public String user() {
        return "signet";
    }

    /** Ends all of its processes without warning, as a power cut would. */
    public void kill9() throws IOException {
        ProcessHandle postmaster = ProcessHandle.of(pid()).orElseThrow();
        List<ProcessHandle> backends = postmaster.descendants().toList();
        postmaster.destroyForcibly();
        postmaster.onExit().join();
        backends.forEach(ProcessHandle::destroyForcibly);
        backends.forEach(backend -> backend.onExit().join());
        server.close(); // Gives up its lock on the folder; there is nothing left to stop.
    }

    public void startAgain() throws IOException {
        server = EmbeddedPostgres.builder()
                .setPort(server.getPort())
                .setDataDirectory(data)
                .setCleanDataDirectory(false)
                .start();
    }

    @Override
    public void close() throws IOException {
        server.close();
    }

    private long pid() {
        try {
            return Long.parseLong(
                    Files.readAllLines(data.resolve("postmaster.pid")).get(0).strip());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
