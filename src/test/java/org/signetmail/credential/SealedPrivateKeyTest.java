package org.signetmail.credential;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.signetmail.account.ApplicationRegistration;
import org.signetmail.account.CertificateCredential;
import org.signetmail.account.ClientId;
import org.signetmail.account.Cloud;
import org.signetmail.account.SmtpServer;
import org.signetmail.account.TenantId;
import org.signetmail.account.Trust;
import org.signetmail.seal.Seal;
import org.signetmail.seal.SealBroken;
import org.signetmail.seal.SealOnDisk;

/** A sealed private key opens for its own application and as a certificate only. */
class SealedPrivateKeyTest {
    private static final Cloud WORLDWIDE = Cloud.MICROSOFT.get(0);
    private static final TenantId TENANT = new TenantId("b8d6e3f1-0a92-4e77-8c14-95d2f7a6310b");
    private static final ClientId CLIENT = new ClientId("4f2a1c0e-7b1d-4c55-9a3e-2d6f8b10c7a4");
    private static final ClientId OTHER = new ClientId("4f2a1c0e-7b1d-4c55-9a3e-2d6f8b10c7a5");

    @TempDir
    Path folder;

    private final CertificateCredential made = SelfSignedCertificates.make(CLIENT, 12, Clock.systemUTC());
    private final List<String> stored = new ArrayList<>();
    private Seal seal;
    private String sealed;

    @BeforeEach
    void sealKey() throws SealBroken {
        seal = SealOnDisk.at(folder.resolve("signet.key"), () -> List.copyOf(stored), Clock.systemUTC());
        sealed = seal.seal(made.privateKey(), certificate(WORLDWIDE, TENANT, CLIENT));
        stored.add(sealed);
    }

    private static List<String> certificate(Cloud cloud, TenantId tenant, ClientId client) {
        var binding = new ArrayList<>(new ApplicationRegistration(cloud, tenant, client).binding());
        binding.add("certificate");
        return binding;
    }

    private void assertClosed(List<String> binding) {
        assertThatExceptionOfType(SealBroken.class)
                .isThrownBy(() -> seal.open(sealed, binding))
                .withMessageNotContaining(made.privateKey().substring(640, 680));
    }

    @Test
    void opensForItsApplication() throws SealBroken {
        assertThat(seal.open(sealed, certificate(WORLDWIDE, TENANT, CLIENT))).isEqualTo(made.privateKey());
        assertThat(sealed).doesNotContain(made.privateKey().substring(640, 680));
    }

    @Test
    void opensForNoOtherCloudTenantOrClient() {
        for (Cloud cloud : Cloud.MICROSOFT.subList(1, Cloud.MICROSOFT.size())) {
            assertClosed(certificate(cloud, TENANT, CLIENT));
        }
        assertClosed(certificate(
                Cloud.custom(
                        WORLDWIDE.authority(),
                        WORLDWIDE.graph(),
                        new SmtpServer("smtp.contoso.example", 587),
                        Trust.JVM),
                TENANT,
                CLIENT));
        assertClosed(certificate(WORLDWIDE, new TenantId("contoso.example"), CLIENT));
        assertClosed(certificate(WORLDWIDE, TENANT, OTHER));
    }

    /** A key is never sent as a secret, whatever a row of the database says. */
    @Test
    void opensNotAsASecret() {
        assertClosed(new ApplicationRegistration(WORLDWIDE, TENANT, CLIENT).binding());
    }
}
