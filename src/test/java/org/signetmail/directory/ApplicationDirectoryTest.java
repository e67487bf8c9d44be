package org.signetmail.directory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.signetmail.account.ApplicationRegistration;
import org.signetmail.account.CertificateCredential;
import org.signetmail.account.ClientCredentials;
import org.signetmail.account.ClientId;
import org.signetmail.account.ClientSecret;
import org.signetmail.account.Cloud;
import org.signetmail.account.DeliveryRoute;
import org.signetmail.account.InvalidInput;
import org.signetmail.account.ObjectId;
import org.signetmail.account.OutboundProxy;
import org.signetmail.account.SmtpServer;
import org.signetmail.account.TenantId;
import org.signetmail.account.Trust;
import org.signetmail.net.CloudHttpClient;
import org.signetmail.practice.Contoso;
import org.signetmail.practice.Failure;
import org.signetmail.practice.PracticeTenant;
import org.signetmail.practice.SignedCertificate;
import org.signetmail.token.TokenFixture;
import org.signetmail.token.TokenSource;

/** The application's own credentials by Graph: fact sheet, sections 5 and 10.11. */
class ApplicationDirectoryTest {
    private static final ObjectId APPLICATION = new ObjectId(Contoso.OBJECT_ID);

    @TempDir
    Path folder;

    private final Clock clock = Clock.systemUTC();
    private final TokenSource tokens = TokenFixture.tokens(OutboundProxy.NONE, clock);
    private PracticeTenant tenant;
    private ApplicationRegistration registration;
    private ApplicationDirectory directory;
    private CertificateCredential first;
    private CertificateCredential second;

    @BeforeEach
    void start() throws Exception {
        tenant = PracticeTenant.startOnFreePorts(folder);
        registration = new ApplicationRegistration(
                Cloud.custom(
                        tenant.authority(),
                        tenant.graph(),
                        new SmtpServer(tenant.smtpHost(), tenant.smtpPort()),
                        Trust.only(tenant.caFile())),
                new TenantId(Contoso.TENANT_ID),
                new ClientId(Contoso.CLIENT_ID));
        directory = new ApplicationDirectory(CloudHttpClient.unpooled(OutboundProxy.NONE, clock), tokens, clock);
        first = credential(Duration.ofDays(90));
        second = credential(Duration.ofDays(365));
        tenant.keys().uploadCertificate(first.x509().getEncoded());
    }

    @AfterEach
    void stop() {
        tenant.close();
    }

    private CertificateCredential credential(Duration life) throws Exception {
        Instant now = clock.instant();
        var signed = SignedCertificate.of(now.minusSeconds(60), now.plus(life));
        return CertificateCredential.of(signed.certificate(), signed.key());
    }

    private ClientCredentials by(CertificateCredential certificate) {
        return new ClientCredentials(registration, certificate);
    }

    private String refusal(ObjectId application, CertificateCredential proving) {
        return catchThrowableOfType(DirectoryException.class, () -> directory.addKey(by(proving), application, second))
                .symptom()
                .code();
    }

    @Test
    void aCertificateIsAddedUsedAndTheFormerOneRemovedWithoutAnyPermission() throws Exception {
        tenant.failures().on(Failure.NO_CONSENT);

        String keyId = directory.addKey(by(first), APPLICATION, second);

        assertThat(tokens.tokenFor(by(second), DeliveryRoute.GRAPH).value()).isNotEmpty();
        assertThat(tenant.keys().certificates()).extracting(one -> one.keyId()).contains(keyId);
        directory.removeKey(by(second), APPLICATION, keyId);
        assertThat(tenant.keys().certificates()).extracting(one -> one.keyId()).doesNotContain(keyId);
    }

    @Test
    void anotherObjectIdIsRefused() {
        assertThat(refusal(new ObjectId(Contoso.SERVICE_PRINCIPAL_ID), first))
                .isEqualTo("Authentication_MissingOrMalformed");
        assertThat(tenant.keys().certificates()).hasSize(1);
    }

    @Test
    void aPolicyOfTheTenantIsARefusal() {
        tenant.failures().on(Failure.ADD_KEY_POLICY);

        assertThat(refusal(APPLICATION, first)).isEqualTo("CredentialInvalidLifetimeAsPerAppPolicy");
    }

    /** The certificate may have been added: only trying it tells. */
    @Test
    void withoutAReplyTheOutcomeIsUnknown() throws Exception {
        tokens.tokenFor(by(first), DeliveryRoute.GRAPH);
        tenant.failures().on(Failure.GRAPH_DROPS);

        assertThatExceptionOfType(DirectoryException.class)
                .isThrownBy(() -> directory.addKey(by(first), APPLICATION, second))
                .matches(DirectoryException::isUnknown);
        assertThat(tenant.keys().certificates()).hasSize(2);
    }

    @Test
    void theRegistrationIsReadOnlyWithThePermission() throws Exception {
        var credentials = by(first);
        assertThatExceptionOfType(DirectoryException.class)
                .isThrownBy(() -> directory.read(credentials))
                .satisfies(refused -> {
                    assertThat(refused.symptom().code()).isEqualTo("Authorization_RequestDenied");
                    assertThat(refused.isUnknown()).isFalse();
                });

        tenant.failures().on(Failure.APPLICATION_READ_ALL);
        tokens.freshTokenFor(credentials, DeliveryRoute.GRAPH);
        RegisteredCredentials read = directory.read(credentials);

        assertThat(read.objectId()).isEqualTo(Contoso.OBJECT_ID);
        assertThat(read.certificates())
                .extracting(RegisteredCredentials.Certificate::endsAt)
                .hasSize(1);
        LocalDate today = LocalDate.now(clock);
        assertThat(read.candidates(new ClientSecret(Contoso.CLIENT_SECRET), today))
                .extracting(RegisteredCredentials.Secret::keyId)
                .containsExactly(Contoso.SECRET_ID);
    }

    @Test
    void aSecretThatStartsAfterTheStoredOneWasTypedIsAnother() throws Exception {
        tenant.failures().on(Failure.APPLICATION_READ_ALL);
        Instant now = clock.instant();
        tenant.keys().addSecret("Another", "kP3" + "x".repeat(37), now.plus(Duration.ofDays(30)));
        RegisteredCredentials read = directory.read(by(first));
        var stored = new ClientSecret(Contoso.CLIENT_SECRET);

        assertThat(read.candidates(stored, LocalDate.now(clock).minusDays(40))).hasSize(1);
        assertThat(read.candidates(stored, LocalDate.now(clock))).hasSize(2);
    }

    @Test
    void anObjectIdIsAGuid() {
        assertThat(new ObjectId(" " + Contoso.OBJECT_ID.toUpperCase(java.util.Locale.ROOT) + " "))
                .hasToString(Contoso.OBJECT_ID);
        assertThatExceptionOfType(InvalidInput.class)
                .isThrownBy(() -> new ObjectId("signet"))
                .withMessageContaining("Object ID");
    }
}
