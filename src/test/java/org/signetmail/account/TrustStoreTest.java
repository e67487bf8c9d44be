package org.signetmail.account;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.Properties;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509TrustManager;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The trust store in effect … */
class TrustStoreTest {
    @TempDir
    Path folder;

    private final Properties jvm = new Properties();

    @BeforeEach
    void java() throws IOException {
        Files.createDirectories(folder.resolve("java/lib/security"));
        jvm.setProperty("java.home", folder.resolve("java").toString());
        jvm.setProperty("java.io.tmpdir", folder.resolve("tmp").toString());
    }

    /** It holds as many authorities as this JVM trusts. */
    @Test
    void isTheOneThisJvmUses() throws GeneralSecurityException, IOException {
        KeyStore named = KeyStore.getInstance(TrustStore.ofJvm().file().toFile(), (char[]) null);
        var managers = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        managers.init((KeyStore) null);

        assertThat(((X509TrustManager) managers.getTrustManagers()[0]).getAcceptedIssuers())
                .hasSize(named.size());
    }

    @Test
    void isTheOneInTheSystemProperty() {
        jvm.setProperty("javax.net.ssl.trustStore", folder + "/domain1/config/cacerts.p12");

        assertThat(TrustStore.of(jvm)).isEqualTo(new TrustStore(folder.resolve("domain1/config/cacerts.p12"), false));
    }

    @Test
    void isTemporaryWherePayaraMicroUnpacksIt() {
        jvm.setProperty("javax.net.ssl.trustStore", folder + "/tmp/payaramicro-rt1tmp/config/cacerts.p12");

        assertThat(TrustStore.of(jvm).temporary()).isTrue();
    }

    @Test
    void isTheJdksOwnWithoutTheProperty() {
        assertThat(TrustStore.of(jvm).file()).isEqualTo(folder.resolve("java/lib/security/cacerts"));
    }

    @Test
    void isJssecacertsInPreferenceToCacerts() throws IOException {
        Path own = Files.createFile(folder.resolve("java/lib/security/jssecacerts"));

        assertThat(TrustStore.of(jvm).file()).isEqualTo(own);
    }
}
