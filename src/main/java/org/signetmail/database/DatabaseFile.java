package org.signetmail.database;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.h2.api.ErrorCode;
import org.h2.jdbcx.JdbcDataSource;
import org.signetmail.account.OwnerOnlyPermissions;
import org.signetmail.log.LogEvent;
import org.signetmail.text.Messages;

/** The embedded database: an H2 file in the data folder. */
final class DatabaseFile implements Database {
    private static final String NAME = "signet";

    /** Files of the server and the file system that don't count as foreign. */
    private static final Set<String> IGNORED_ENTRIES = Set.of("server.log", "lost+found");

    private final Path folder;
    private final JdbcDataSource file = new JdbcDataSource();

    DatabaseFile(Path folder) {
        this.folder = folder.toAbsolutePath().normalize();
        // Without WRITE_DELAY=0, H2 reports a commit up to half a second before it is written: kill -9 loses it.
        // Without retry:, H2 closes the file for all threads when a writing thread is interrupted.
        // The server closes its pool when it stops; H2's own shutdown hook would close the file earlier.
        // No trace file: errors are thrown and logged by the server.
        file.setURL("jdbc:h2:retry:" + this.folder.resolve(NAME)
                + ";WRITE_DELAY=0;DB_CLOSE_ON_EXIT=FALSE;TRACE_LEVEL_FILE=0");
        file.setUser(NAME);
        file.setPassword("");
    }

    /** Whether the file exists. */
    boolean exists() {
        return Files.exists(folder.resolve(NAME + ".mv.db"));
    }

    @Override
    public void prepare() throws SQLException {
        createFolder();
        restrictToOwner();
        // Kept open, because H2 closes its file with the last connection.
        try (Connection connection = file.getConnection()) {
            requireImmediateWrites(connection);
            Migrations.apply(file, description());
        } catch (SQLException closed) {
            throw withExplanation(closed);
        }
    }

    @Override
    public Connection connect() throws SQLException {
        return file.getConnection();
    }

    @Override
    public String description() {
        return Messages.text("database.file", folder);
    }

    private void createFolder() throws SQLException {
        if (folder.toString().contains(";")) {
            throw new SQLException(Messages.text("database.folder.semicolon", folder));
        }
        try {
            Files.createDirectories(folder, permissions("rwx------"));
        } catch (FileAlreadyExistsException occupied) {
            throw new SQLException(Messages.text("database.folder.isFile", folder), occupied);
        } catch (IOException refused) {
            throw new SQLException(Messages.text("database.folder.notCreated", folder, refused), refused);
        }
        if (!Files.isWritable(folder)) {
            throw new SQLException(Messages.text("database.folder.notWritable", folder));
        }
    }

    /**
     * Restricts file and folder to their owner. Creates a missing file first, since H2 would use the process's umask.
     */
    private void restrictToOwner() throws SQLException {
        Path database = folder.resolve(NAME + ".mv.db");
        try {
            if (!exists()) {
                Files.createFile(database, permissions("rw-------"));
            }
        } catch (IOException refused) {
            throw new SQLException(Messages.text("database.notCreated", description(), refused), refused);
        }
        restrict(database);
        Optional<String> shared = whyShared();
        if (OwnerOnlyPermissions.of(folder) == OwnerOnlyPermissions.STILL_OPEN && shared.isPresent()) {
            LogEvent.DATABASE_OPEN_TO_OTHERS
                    .with("path", folder)
                    .with("why", shared.get())
                    .log();
        } else {
            restrict(folder);
        }
    }

    private static void restrict(Path path) {
        switch (OwnerOnlyPermissions.close(path)) {
            case WAS_CLOSED -> {}
            case CLOSED -> LogEvent.DATABASE_CLOSED_TO_OTHERS.with("path", path).log();
            case STILL_OPEN ->
                LogEvent.DATABASE_OPEN_TO_OTHERS
                        .with("path", path)
                        .with("why", Messages.text("database.folder.modeFixed"))
                        .log();
            case NOT_KNOWN -> {} // The file system has no modes: logged once, for the key file.
        }
    }

    /** Why other users may need to access the folder. */
    private Optional<String> whyShared() {
        try (Stream<Path> entries = Files.list(folder)) {
            return entries.map(entry -> String.valueOf(entry.getFileName()))
                    .filter(name -> !name.startsWith(NAME) && !IGNORED_ENTRIES.contains(name))
                    .findFirst()
                    .map(name -> Messages.text("database.folder.shared", name));
        } catch (IOException | UncheckedIOException refused) {
            return Optional.of(Messages.text(
                    "database.folder.notListed")); // A failure here must not prevent opening the database.
        }
    }

    private FileAttribute<?>[] permissions(String mode) {
        boolean posix = folder.getFileSystem().supportedFileAttributeViews().contains("posix");
        return posix
                ? new FileAttribute<?>[] {PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(mode))}
                : new FileAttribute<?>[0];
    }

    private static void requireImmediateWrites(Connection connection) throws SQLException {
        try (Statement query = connection.createStatement();
                ResultSet delay =
                        query.executeQuery("select max(cast(setting_value as integer)) from information_schema.settings"
                                + " where setting_name = 'WRITE_DELAY'")) {
            if (!delay.next() || delay.getInt(1) != 0 || delay.wasNull()) {
                throw new SQLException(Messages.text("database.writeDelay"));
            }
        }
    }

    private SQLException withExplanation(SQLException closed) {
        return closed.getErrorCode() == ErrorCode.DATABASE_ALREADY_OPEN_1
                ? new SQLException(
                        Messages.text("database.inUse", description()),
                        closed.getSQLState(),
                        closed.getErrorCode(),
                        closed)
                : new SQLException(
                        Messages.text("database.notOpened", description(), String.valueOf(closed.getMessage())),
                        closed.getSQLState(),
                        closed.getErrorCode(),
                        closed);
    }
}
