package org.signetmail.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.Connection;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.signetmail.token.LogCapture;

/** A new installation with a remote PostgreSQL. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class NewDatabaseTlsTest {
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
    void refusesAServerWithoutTls() throws Exception {
        database.tls(false);
        assertThatThrownBy(() -> database.opened(database.url(DatabaseCertificates.HOST)))
                .hasMessageContaining("The server does not support SSL")
                .hasMessageContaining("sslmode=verify-full&sslrootcert=")
                .hasMessageContaining("sslmode=disable");
        assertThat(database.hasTables()).isFalse();
    }

    @Test
    void refusesACertificateOfAnAuthorityThatIsNotTrusted() throws Exception {
        assertThatThrownBy(() -> database.opened(database.url(DatabaseCertificates.HOST)))
                .hasMessageContaining("sslmode=verify-full&sslrootcert=");
        assertThat(database.hasTables()).isFalse();
    }

    @Test
    void refusesACertificateOfAnotherHost() throws Exception {
        assertThatThrownBy(() -> database.opened(database.url("other.contoso.example", database.trusting())))
                .hasMessageContaining("other.contoso.example")
                .hasMessageContaining("sslmode=verify-full&sslrootcert=");
        assertThat(database.hasTables()).isFalse();
    }

    /** A loopback host in the list does not make the remote one trusted. */
    @Test
    void refusesAnUnverifiedHostAmongSeveral() throws Exception {
        database.tls(false);
        String port = ":" + database.server.getPort();
        assertThatThrownBy(() -> database.opened("jdbc:postgresql://" + DatabaseCertificates.HOST + port + ",localhost"
                        + port + "/" + database.database + "?" + LoopbackResolver.PARAMETER))
                .hasMessageContaining("sslmode=verify-full&sslrootcert=");
        assertThat(database.hasTables()).isFalse();
    }

    @Test
    void isVerifiedByTheOperatorsAuthority() throws Exception {
        try (var log = new LogCapture();
                Connection connection = database.opened(database.url(DatabaseCertificates.HOST, database.trusting()))
                        .connect()) {
            assertThat(NetworkDatabase.encrypted(connection)).isTrue();
            assertThat(log.text()).doesNotContain("SIGNET-1105");
        }
    }

    @Test
    void isVerifiedByTheTrustStoreOfTheJvm() throws Exception {
        Process other = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Djavax.net.ssl.trustStore=" + database.certificates.trustStore,
                        "-Djavax.net.ssl.trustStorePassword=" + DatabaseCertificates.STORE_PASSWORD,
                        "-Dsignet.data.dir=" + database.data,
                        "-cp",
                        System.getProperty("java.class.path"),
                        OpenedDatabase.class.getName(),
                        database.url(DatabaseCertificates.HOST),
                        "signet",
                        NetworkDatabase.PASSWORD)
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        assertThat(new String(other.getInputStream().readAllBytes(), StandardCharsets.UTF_8))
                .contains("encrypted: true");
    }

    @Test
    void usesNoTlsIfTheOperatorDisablesIt() throws Exception {
        database.tls(false);
        try (var log = new LogCapture();
                Connection connection = database.opened(database.url(DatabaseCertificates.HOST, "sslmode=disable"))
                        .connect()) {
            assertThat(NetworkDatabase.encrypted(connection)).isFalse();
            assertThat(log.text()).doesNotContain("SIGNET-1105");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"localhost", "127.0.0.1"})
    void usesNoTlsOnLoopback(String host) throws Exception {
        database.tls(false);
        try (Connection connection = database.opened(database.url(host)).connect()) {
            assertThat(NetworkDatabase.encrypted(connection)).isFalse();
        }
    }

    /** An attacker in between requests the password in clear. */
    @Test
    void sendsNoPasswordInClear() throws Exception {
        try (var passwordThief = new PasswordThief()) {
            assertThatThrownBy(() -> database.opened("jdbc:postgresql://" + DatabaseCertificates.HOST + ":"
                    + passwordThief.port() + "/" + database.database + "?" + LoopbackResolver.PARAMETER));
            assertThat(passwordThief.heard()).doesNotContain(NetworkDatabase.PASSWORD);
        }
    }

    @Test
    void moveRequiresVerifiedTls() throws Exception {
        new SignetDataSource(database.data).getConnection().close();
        database.inUse();
        database.tls(false);
        var err = new ByteArrayOutputStream();
        Map<String, String> keys = database.keys(database.url(DatabaseCertificates.HOST));
        int exit = Move.run(
                key -> Optional.ofNullable(keys.get(key.key())),
                new PrintStream(new ByteArrayOutputStream(), true, StandardCharsets.UTF_8),
                new PrintStream(err, true, StandardCharsets.UTF_8));
        assertThat(exit).isEqualTo(1);
        assertThat(err.toString(StandardCharsets.UTF_8))
                .startsWith("Nothing was moved. ")
                .contains("sslmode=verify-full&sslrootcert=");
    }
}
