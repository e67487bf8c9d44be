package org.signetmail.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.signetmail.token.LogCapture;

/** A remote PostgreSQL that an earlier Signet used. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class UsedDatabaseTlsTest {
    private NetworkDatabase database;

    @BeforeAll
    void begin(@TempDir Path folder) throws Exception {
        database = new NetworkDatabase(folder);
    }

    @AfterAll
    void end() throws IOException {
        database.close();
    }

    @BeforeEach
    void aDatabaseThatIsNew(@TempDir Path folder) throws Exception {
        database.next(folder);
    }

    @Test
    void continuesWithoutTlsWithAWarning() throws Exception {
        database.inUse();
        database.tls(false);
        try (var log = new LogCapture();
                Connection connection =
                        database.opened(database.url(DatabaseCertificates.HOST)).connect()) {
            assertThat(NetworkDatabase.text(connection, "select count(*) from settings"))
                    .isEqualTo("1");
            assertThat(log.text())
                    .contains("SIGNET-1105", "add=\"sslmode=verify-full&sslrootcert=")
                    .contains("The server does not support SSL");
        }
    }

    @Test
    void continuesWithAnUntrustedCertificateWithAWarning() throws Exception {
        database.inUse();
        try (var log = new LogCapture();
                Connection connection =
                        database.opened(database.url(DatabaseCertificates.HOST)).connect()) {
            assertThat(NetworkDatabase.encrypted(connection)).as("as before").isTrue();
            assertThat(log.text()).contains("SIGNET-1105");
        }
    }

    @Test
    void isVerifiedIfPossible() throws Exception {
        database.inUse();
        try (var log = new LogCapture();
                Connection connection = database.opened(database.url(DatabaseCertificates.HOST, database.trusting()))
                        .connect()) {
            assertThat(NetworkDatabase.encrypted(connection)).isTrue();
            assertThat(log.text()).doesNotContain("SIGNET-1105");
        }
    }

    /** Otherwise an attacker in between would only have to wait for the next start. */
    @Test
    void isNeverUsedUnverifiedOnceItWasVerified() throws Exception {
        database.opened(database.url(DatabaseCertificates.HOST, database.trusting()));
        database.tls(false);
        assertThatThrownBy(() -> database.opened(database.url(DatabaseCertificates.HOST, database.trusting())))
                .hasMessageContaining("The server does not support SSL");
        assertThatThrownBy(() -> database.opened(database.url(DatabaseCertificates.HOST)))
                .as("without the authority")
                .hasMessageContaining("The server does not support SSL");
        database.opened(database.url(DatabaseCertificates.HOST, "sslmode=disable"))
                .connect()
                .close();
    }

    @Test
    void continuesWithAPasswordInClearIfASecretIsStored() throws Exception {
        Map<String, String> keys = database.keys(database.url(DatabaseCertificates.HOST));
        keys.put("signet.database.user", "clear");
        Map<String, String> before = new HashMap<>(keys);
        before.put("signet.database.url", database.url("localhost"));
        database.opened(before);
        database.tls(false);
        assertThatThrownBy(() -> database.opened(keys))
                .as("without a key file")
                .hasMessageContaining("does not support SSL");

        Files.writeString(database.data.resolve("signet.key"), "the key of an installation in use");
        database.opened(keys).connect().close();
    }

    @Test
    void aWrongPasswordIsReportedAsSuch() throws Exception {
        database.inUse();
        Map<String, String> keys = database.keys(database.url(DatabaseCertificates.HOST, database.trusting()));
        keys.put("signet.database.password", "wrong");
        assertThatThrownBy(() -> database.opened(keys))
                .hasMessageContaining("password authentication failed")
                .hasMessageNotContaining("sslmode");
    }
}
