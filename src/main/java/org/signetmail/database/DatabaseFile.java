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

/** The embedded database: one H2 file in the data folder. */
final class DatabaseFile implements Database {
    private static final String NAME = "signet";

    /** No reason to leave a folder open: a server's console, and what a file system puts into each volume. */
    private static final Set<String> HOUSEKEEPING = Set.of("server.log", "lost+found");

    private final Path folder;
    private final JdbcDataSource file = new JdbcDataSource();

    DatabaseFile(Path folder) {
        this.folder = folder.toAbsolutePath().normalize();
        // Without WRITE_DELAY=0, H2 reports a commit up to half a second before it is written: kill -9 loses it.
        // Without retry:, H2 closes the file for everybody when a thread is interrupted that writes to it.
        // The server closes its pool when it stops; H2's own shutdown hook would close the file under it.
        // Its trace file is left out: what goes wrong is thrown, and the server's log tells it.
        file.setURL("jdbc:h2:retry:" + this.folder.resolve(NAME)
                + ";WRITE_DELAY=0;DB_CLOSE_ON_EXIT=FALSE;TRACE_LEVEL_FILE=0");
        file.setUser(NAME);
        file.setPassword("");
    }

    /** Whether there is one already. */
    boolean exists() {
        return Files.exists(folder.resolve(NAME + ".mv.db"));
    }

    @Override
    public void prepare() throws SQLException {
        createFolder();
        closeToOthers();
        // Kept open meanwhile, because H2 closes a file when its last connection goes.
        try (Connection connection = file.getConnection()) {
            refuseDelayedWrites(connection);
            Migrations.apply(file, place());
        } catch (SQLException closed) {
            throw explained(closed);
        }
    }

    @Override
    public Connection connect() throws SQLException {
        return file.getConnection();
    }

    @Override
    public String place() {
        return "The database in " + folder;
    }

    private void createFolder() throws SQLException {
        if (folder.toString().contains(";")) {
            throw new SQLException("The data folder " + folder + " can't be used: its name contains a semicolon.");
        }
        try {
            Files.createDirectories(folder, permissions("rwx------"));
        } catch (FileAlreadyExistsException occupied) {
            throw new SQLException("The data folder " + folder + " can't be used: a file has this name.", occupied);
        } catch (IOException refused) {
            throw new SQLException("The data folder " + folder + " can't be created: " + refused, refused);
        }
        if (!Files.isWritable(folder)) {
            throw new SQLException("The data folder " + folder + " can't be written. "
                    + "It must belong to the user that the server runs as, or signet.data.dir must name another.");
        }
    }

    /** The file is made first where it is missing, since H2 makes it by the process's umask. */
    private void closeToOthers() throws SQLException {
        Path database = folder.resolve(NAME + ".mv.db");
        try {
            if (!exists()) {
                Files.createFile(database, permissions("rw-------"));
            }
        } catch (IOException refused) {
            throw new SQLException(place() + " can't be created: " + refused, refused);
        }
        close(database);
        Optional<String> others = othersIn();
        if (OwnerOnlyPermissions.of(folder) == OwnerOnlyPermissions.STILL_OPEN && others.isPresent()) {
            LogEvent.DATABASE_OPEN_TO_OTHERS
                    .with("path", folder)
                    .with("why", "It holds other things, too: " + others.get())
                    .log();
        } else {
            close(folder);
        }
    }

    private static void close(Path path) {
        switch (OwnerOnlyPermissions.close(path)) {
            case WAS_CLOSED -> {}
            case CLOSED -> LogEvent.DATABASE_CLOSED_TO_OTHERS.with("path", path).log();
            case STILL_OPEN ->
                LogEvent.DATABASE_OPEN_TO_OTHERS
                        .with("path", path)
                        .with("why", "Its mode can't be changed")
                        .log();
            case NOT_KNOWN -> {} // No modes there: the key's own event says so, once.
        }
    }

    /** Something in the folder that is none of Signet's, and that others may have to get at. */
    private Optional<String> othersIn() {
        try (Stream<Path> entries = Files.list(folder)) {
            return entries.map(entry -> String.valueOf(entry.getFileName()))
                    .filter(name -> !name.startsWith(NAME) && !HOUSEKEEPING.contains(name))
                    .findFirst();
        } catch (IOException | UncheckedIOException refused) {
            return Optional.of("it can't be listed"); // A look for a warning keeps no database shut.
        }
    }

    private FileAttribute<?>[] permissions(String mode) {
        boolean posix = folder.getFileSystem().supportedFileAttributeViews().contains("posix");
        return posix
                ? new FileAttribute<?>[] {PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(mode))}
                : new FileAttribute<?>[0];
    }

    private static void refuseDelayedWrites(Connection connection) throws SQLException {
        try (Statement query = connection.createStatement();
                ResultSet delay =
                        query.executeQuery("select max(cast(setting_value as integer)) from information_schema.settings"
                                + " where setting_name = 'WRITE_DELAY'")) {
            if (!delay.next() || delay.getInt(1) != 0 || delay.wasNull()) {
                throw new SQLException(
                        "This H2 writes commits late (WRITE_DELAY is not 0) and would lose saved settings.");
            }
        }
    }

    private SQLException explained(SQLException closed) {
        return closed.getErrorCode() == ErrorCode.DATABASE_ALREADY_OPEN_1
                ? new SQLException(
                        place() + " is in use by another process. "
                                + "Only one Signet can run on a data folder: stop the other, or name another folder "
                                + "by signet.data.dir.",
                        closed.getSQLState(),
                        closed.getErrorCode(),
                        closed)
                : new SQLException(
                        place() + " can't be opened: " + closed.getMessage(),
                        closed.getSQLState(),
                        closed.getErrorCode(),
                        closed);
    }
}
