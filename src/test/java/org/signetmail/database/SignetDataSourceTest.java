package org.signetmail.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Collections;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.signetmail.token.LogCapture;

class SignetDataSourceTest {
    @TempDir
    Path folder;

    private static int count(Connection connection, String table) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("select count(*) from " + table)) {
            rows.next();
            return rows.getInt(1);
        }
    }

    @Test
    void concurrentFirstConnectionsAreMigrated() throws Exception {
        var database = new SignetDataSource(folder);
        Callable<Integer> first = () -> {
            try (Connection connection = database.getConnection()) {
                return count(connection, "settings");
            }
        };
        var pool = Executors.newFixedThreadPool(8);
        try (Connection open = database.getConnection()) {
            for (var found : pool.invokeAll(Collections.nCopies(8, first))) {
                assertThat(found.get()).isEqualTo(1);
            }
            assertThat(count(open, "audit")).isZero();
        } finally {
            pool.shutdownNow();
        }
    }

    @Test
    void theFolderIsAccessibleToItsOwnerOnly() throws Exception {
        Path data = folder.resolve("deep").resolve("data");
        new SignetDataSource(data).getConnection().close();
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(data)))
                .isEqualTo("rwx------");
    }

    private static void open(Path path) throws IOException {
        Files.setPosixFilePermissions(
                path, PosixFilePermissions.fromString(Files.isDirectory(path) ? "rwxr-xr-x" : "rw-r--r--"));
    }

    private static String mode(Path path) throws IOException {
        return PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
    }

    @Test
    void theFileIsAccessibleToItsOwnerOnlyEvenInAnOpenFolder() throws Exception {
        open(folder);
        try (Connection connection = new SignetDataSource(folder).getConnection()) {
            assertThat(count(connection, "settings")).isEqualTo(1);
            assertThat(mode(folder.resolve("signet.mv.db"))).isEqualTo("rw-------");
        }
        assertThat(mode(folder.resolve("signet.mv.db"))).isEqualTo("rw-------");
        assertThat(mode(folder)).isEqualTo("rwx------");
    }

    @Test
    void permissionsOfAnOpenFileAreRestrictedAndLogged() throws Exception {
        new SignetDataSource(folder).getConnection().close();
        open(folder.resolve("signet.mv.db"));
        open(folder);
        try (var log = new LogCapture()) {
            new SignetDataSource(folder).getConnection().close();
            assertThat(log.text())
                    .contains("SIGNET-1107", "\"" + folder + "\"", "\"" + folder.resolve("signet.mv.db") + "\"")
                    .doesNotContain("SIGNET-1106");
        }
        assertThat(mode(folder.resolve("signet.mv.db"))).isEqualTo("rw-------");
        assertThat(mode(folder)).isEqualTo("rwx------");
    }

    /** The folder may be a home or belong to another application, and other users may need it. */
    @Test
    void aFolderWithForeignFilesIsUnchangedAndLogged() throws Exception {
        Files.writeString(folder.resolve("index.html"), "for everybody");
        open(folder);
        try (var log = new LogCapture()) {
            new SignetDataSource(folder).getConnection().close();
            assertThat(log.text()).contains("SIGNET-1106").contains("index.html");
        }
        assertThat(mode(folder)).isEqualTo("rwxr-xr-x");
        assertThat(mode(folder.resolve("signet.mv.db"))).isEqualTo("rw-------");
    }

    @Test
    void aFolderThatIsAFileIsReportedAndRetried() throws Exception {
        Path data = folder.resolve("data");
        Files.writeString(data, "in the way");
        var database = new SignetDataSource(data);
        assertThatThrownBy(database::getConnection)
                .isInstanceOf(SQLException.class)
                .hasMessageContaining("The data folder " + data + " cannot be used");
        Files.delete(data);
        try (Connection connection = database.getConnection()) {
            assertThat(count(connection, "settings")).isEqualTo(1);
        }
    }

    /** H2 would parse settings after a semicolon, and INIT runs any SQL: here it writes a file. */
    @Test
    void aFolderNameWithH2SettingsIsRefused() {
        Path written = folder.resolve("written.csv");
        Path data = folder.resolve("data;INIT=CALL CSVWRITE('" + written + "', 'SELECT 1') --");

        assertThatThrownBy(new SignetDataSource(data)::getConnection)
                .isInstanceOf(SQLException.class)
                .hasMessageContaining("its name contains a semicolon");

        assertThat(written).doesNotExist();
        assertThat(folder).isEmptyDirectory();
    }

    @Test
    void aSecondProcessGetsAnErrorThatTheDatabaseIsInUse() throws Exception {
        try (var writer = new WriterProcess(folder)) {
            writer.acknowledged(1);
            assertThatThrownBy(new SignetDataSource(folder)::getConnection)
                    .isInstanceOf(SQLException.class)
                    .hasMessageContaining("is in use by another process");
        }
    }

    @Test
    void aKilledServerLosesNoAcknowledgedRow() throws Exception {
        int before = 0;
        for (int trial = 1; trial <= 4; trial++) {
            int acknowledged;
            try (var writer = new WriterProcess(folder)) {
                acknowledged = writer.acknowledged(50 * trial) + writer.killed();
            }
            try (Connection connection = new SignetDataSource(folder).getConnection()) {
                int kept = count(connection, "audit");
                assertThat(kept - before).isGreaterThanOrEqualTo(acknowledged);
                before = kept;
            }
        }
    }
}
