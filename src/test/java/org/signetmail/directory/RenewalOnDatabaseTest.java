package org.signetmail.directory;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.signetmail.account.ApplicationRegistration;
import org.signetmail.account.CertificateCredential;
import org.signetmail.account.ClientId;
import org.signetmail.account.ClientSecret;
import org.signetmail.account.Cloud;
import org.signetmail.account.Clouds;
import org.signetmail.account.DeliveryRoute;
import org.signetmail.account.Mailbox;
import org.signetmail.account.ObjectId;
import org.signetmail.account.OutboundProxy;
import org.signetmail.account.SmtpServer;
import org.signetmail.account.TenantId;
import org.signetmail.account.Trust;
import org.signetmail.account.UserSender;
import org.signetmail.credential.CredentialInfo;
import org.signetmail.credential.Rollover.Phase;
import org.signetmail.credential.SelfSignedCertificates;
import org.signetmail.practice.Contoso;
import org.signetmail.practice.PracticeTenant;
import org.signetmail.settings.RenewalStore;
import org.signetmail.settings.RolloverSettings;
import org.signetmail.settings.SampleSettings;
import org.signetmail.settings.SettingsChange;
import org.signetmail.settings.StoreOnDisk;
import org.signetmail.token.AdjustableClock;
import org.signetmail.token.TokenFixture;
import org.signetmail.token.TokenSource;

/** A renewal as the application does it: the product's certificates, its database, and the practice tenant. */
class RenewalOnDatabaseTest {
    private static final Duration TICK = Duration.ofHours(6);

    private final AdjustableClock clock = new AdjustableClock();

    @TempDir
    Path folder;

    @Test
    void aCertificateOfSignetRenewsItselfAndNoKeyIsInTheDatabaseInClear() throws Exception {
        try (var tenant = PracticeTenant.start(PracticeTenant.Ports.FREE, folder.resolve("tenant"), clock)) {
            var cloud = Cloud.custom(
                    tenant.authority(),
                    tenant.graph(),
                    new SmtpServer(tenant.smtpHost(), tenant.smtpPort()),
                    Trust.only(tenant.caFile()));
            var application = new ApplicationRegistration(
                    cloud, new TenantId(Contoso.TENANT_ID), new ClientId(Contoso.CLIENT_ID));
            CertificateCredential first = SelfSignedCertificates.make(application.client(), 2, clock);
            CertificateCredential renewed;
            tenant.keys().uploadCertificate(first.x509().getEncoded());
            try (var disk = StoreOnDisk.open(folder.resolve("store"), clock, Clouds.with(Optional.of(cloud)))) {
                store(disk, application, first);
                RenewalStore renewal = disk.renewal();
                renewal.configure(new RolloverSettings(true, Optional.of(new ObjectId(Contoso.OBJECT_ID)), 2), "admin");
                CertificateRollover rollover = rollover(renewal);

                for (Duration passed = Duration.ZERO; passed.toDays() < 34; passed = passed.plus(TICK)) {
                    clock.advance(TICK);
                    rollover.proceed();
                }

                renewed = renewal.read().orElseThrow().current();
                assertThat(renewed).isNotEqualTo(first);
                assertThat(renewal.state().phase()).isEqualTo(Phase.IDLE);
                assertThat(renewal.state().own())
                        .singleElement()
                        .satisfies(key -> assertThat(key.thumbprint()).isEqualTo(renewed.thumbprint()));
                assertThat(tenant.keys().certificates()).hasSize(2);
                assertThat(tenant.requests().carried(renewed.privateKey())).isFalse();
            }
            assertNotInFiles(first);
            assertNotInFiles(renewed);
        }
    }

    private static void store(StoreOnDisk disk, ApplicationRegistration application, CertificateCredential first)
            throws Exception {
        var wanted = SampleSettings.sending(
                disk.settings().load().version(),
                application,
                DeliveryRoute.GRAPH,
                new Mailbox(Contoso.NOTIFICATIONS),
                UserSender.USER_EMAIL,
                List.of());
        disk.settings()
                .save(
                        new SettingsChange(
                                wanted, Optional.of(new ClientSecret(Contoso.CLIENT_SECRET)), Optional.empty()),
                        "admin");
        long secret = disk.credentials().all().get(0).number();
        CredentialInfo next = disk.credentials().addNext(first, application, null, null, "admin");
        assertThat(disk.credentials().promote(secret, next.number(), null, "admin", "promoted"))
                .isTrue();
    }

    private CertificateRollover rollover(RenewalStore renewal) {
        TokenSource tokens = TokenFixture.tokens(OutboundProxy.NONE, clock);
        var wiring = new DirectoryWiring();
        return wiring.rollover(renewal, wiring.directory(OutboundProxy.NONE, tokens, clock), tokens, clock);
    }

    /**
     * Neither as it is nor in bytes: a canary from the private exponent. What is before it, the modulus, is in the public
     * certificate, too.
     */
    private void assertNotInFiles(CertificateCredential certificate) throws Exception {
        String canary = certificate.privateKey().substring(700, 760);
        String binary = new String(Base64.getDecoder().decode(canary), StandardCharsets.ISO_8859_1);
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                String content = Files.readString(file, StandardCharsets.ISO_8859_1);
                assertThat(content.contains(canary) || content.contains(binary))
                        .as(file.toString())
                        .isFalse();
                assertThat(content.contains(certificate.certificate().substring(200, 260)))
                        .as("the public certificate in " + file)
                        .isEqualTo(file.toString().endsWith(".mv.db"));
            }
        }
    }
}
