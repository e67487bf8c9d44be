package org.signetmail.expiry;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.signetmail.account.Cloud;
import org.signetmail.account.CredentialKind;
import org.signetmail.credential.CredentialInfo;
import org.signetmail.credential.Slot;
import org.signetmail.practice.Contoso;
import org.signetmail.settings.AuthenticationType;
import org.signetmail.settings.MailSettings;
import org.signetmail.settings.Storage;

class WatchedCredentialTest {
    private static final Instant END = Instant.parse("2027-02-02T10:11:12Z");

    private ExpiryFixture fixture;
    private MailSettings saved;

    @BeforeEach
    void open(@TempDir Path folder) {
        fixture = new ExpiryFixture(Storage.H2_WITH_ECLIPSELINK, folder, Cloud.MICROSOFT.get(0));
        fixture.save(Contoso.CLIENT_SECRET, fixture.today().plusDays(70), Contoso.SHARED);
        saved = fixture.settings().load();
    }

    @AfterEach
    void close() {
        fixture.close();
    }

    @Test
    void aCertificateEndsAtItsInstant() {
        WatchedCredential watched = WatchedCredential.of(saved, info(CredentialKind.CERTIFICATE, END))
                .orElseThrow();

        assertThat(watched.end()).isEqualTo(new CredentialEnd.Moment(END));
        assertThat(watched.sentence(END.minusSeconds(3 * 86_400)))
                .isEqualTo("The certificate expires in 3 days, on 2 Feb 2027 at 10:11 UTC");
        assertThat(new WarningMail(watched, END.minusSeconds(1))
                        .to(watched.warned().get(0), true)
                        .text())
                .contains("upload the certificate there", "in UTC.")
                .doesNotContain("Certificates & secrets, and copy its Value");
    }

    @Test
    void anotherCertificateIsAnotherIdentity() {
        assertThat(identity(info(CredentialKind.CERTIFICATE, END)))
                .isNotEqualTo(identity(info(CredentialKind.CERTIFICATE, END.plusSeconds(1))));
    }

    @Test
    void aFederatedTokenNeverEnds() {
        assertThat(WatchedCredential.of(saved, info(CredentialKind.FEDERATED, null)))
                .hasValueSatisfying(watched -> assertThat(watched.end()).isEqualTo(new CredentialEnd.Never()));
    }

    @Test
    void aSecretKeepsTheIdentityThatEarlierVersionsRecorded() {
        assertThat(WatchedCredential.secretOf(saved).orElseThrow().identity())
                .isEqualTo(fixture.clock.instant() + "/" + saved.secretExpiresOn());
    }

    @Test
    void nothingIsWatchedWithoutTheSwitch() {
        MailSettings off = fixture.settings(saved, false, AuthenticationType.OAUTH2, null);

        assertThat(WatchedCredential.of(off, info(CredentialKind.CERTIFICATE, END)))
                .isEmpty();
        assertThat(WatchedCredential.secretOf(off)).isEmpty();
    }

    private String identity(CredentialInfo current) {
        return WatchedCredential.of(saved, current).orElseThrow().identity();
    }

    private static CredentialInfo info(CredentialKind kind, @Nullable Instant end) {
        return new CredentialInfo(
                7,
                Optional.of(Slot.CURRENT),
                kind,
                Instant.EPOCH,
                "admin",
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.ofNullable(end),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
    }
}
