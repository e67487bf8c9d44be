package org.signetmail.health;

import static org.assertj.core.api.Assertions.assertThat;

import java.security.cert.CertificateException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.signetmail.account.CertificateCredential;
import org.signetmail.account.ClientSecret;
import org.signetmail.account.Credential;
import org.signetmail.account.DeliveryRoute;
import org.signetmail.account.FederatedAssertion;
import org.signetmail.account.Peer;
import org.signetmail.account.Symptom;
import org.signetmail.credential.Slot;
import org.signetmail.practice.Contoso;
import org.signetmail.practice.SignedCertificate;
import org.signetmail.settings.SampleSettings;

/** The metrics of the ends of credentials. The secret of the sample ends on 8 September 2026; a day begins first in UTC+14. */
class DaysLeftTest extends MetricsFixture {
    @ParameterizedTest
    @CsvSource({
        "2026-09-01T09:59:59Z, 7",
        "2026-09-01T10:00:00Z, 6",
        "2026-09-08T12:00:00Z, 0",
        "2026-09-09T11:59:59Z, 0",
        "2026-09-09T12:00:00Z, -1"
    })
    void areCountedAsInTheWarnings(Instant now, double days) throws Exception {
        contoso.settings().save(SampleSettings.typed(SampleSettings.contoso(0)), "admin");
        clock.advance(Duration.between(clock.instant(), now));

        assertThat(contoso.settings().load().secretExpiresOn()).isEqualTo(LocalDate.of(2026, 9, 8));
        assertThat(samples())
                .containsEntry("signet_credential_days_left{slot=current}", days)
                .containsEntry("signet_credential_end_known{slot=current}", 1.0);
    }

    /** The typed date is 8 September 2026. */
    @Test
    void areNegativeOnceEntraHasRefusedTheSecretAsExpired() throws Exception {
        contoso.settings().save(SampleSettings.typed(SampleSettings.contoso(0)), "admin");
        clock.advance(Duration.between(clock.instant(), Instant.parse("2026-08-01T12:00:00Z")));
        contoso.settings()
                .mailFailed(
                        clock.instant(),
                        new Symptom(Peer.ENTRA, "AADSTS7000222", 401, "", "", "", clock.instant(), Optional.empty()));

        assertThat(samples())
                .containsEntry("signet_credential_days_left{slot=current}", -1.0)
                .containsEntry("signet_credential_end_known{slot=current}", 1.0);
    }

    /** The end of a certificate is known to the second. */
    @Test
    void areToldOfBothSlotsAndOfCertificates() throws Exception {
        contoso.save(DeliveryRoute.GRAPH, Contoso.CLIENT_SECRET);
        next(certificate(clock.instant().plus(Duration.ofDays(90))), null);
        assertThat(samples())
                .containsEntry("signet_credential_end_known{slot=current}", 0.0)
                .containsEntry("signet_credential_days_left{slot=next}", 90.0)
                .containsEntry("signet_credential_end_known{slot=next}", 1.0);

        promote();
        next(new ClientSecret(Contoso.NEW_SECRET), LocalDate.of(2026, 9, 8));
        clock.advance(Duration.between(clock.instant(), Instant.parse("2026-09-08T12:00:00Z")));

        assertThat(samples())
                .containsKey("signet_credential_days_left{slot=current}")
                .containsEntry("signet_credential_end_known{slot=current}", 1.0)
                .containsEntry("signet_credential_days_left{slot=next}", 0.0);
    }

    @Test
    void areNegativeAfterTheEndOfACertificate() throws Exception {
        contoso.save(DeliveryRoute.GRAPH, Contoso.CLIENT_SECRET);
        next(certificate(clock.instant().plus(Duration.ofDays(90))), null);
        promote();
        clock.advance(Duration.ofDays(91));

        assertThat(samples())
                .hasEntrySatisfying(
                        "signet_credential_days_left{slot=current}",
                        days -> assertThat(days).isNegative());
    }

    @Test
    void ofANextSecretWithoutAnEndAreUnknown() throws Exception {
        contoso.save(DeliveryRoute.GRAPH, Contoso.CLIENT_SECRET);
        assertThat(samples()).doesNotContainKey("signet_credential_end_known{slot=next}");
        next(new ClientSecret(Contoso.NEW_SECRET), null);

        assertThat(samples())
                .containsEntry("signet_credential_end_known{slot=next}", 0.0)
                .doesNotContainKey("signet_credential_days_left{slot=next}");
    }

    /** A series of an unknown end would be an alarm for ever. */
    @Test
    void areAbsentForAFederatedAssertionWhichNeverEnds() throws Exception {
        contoso.save(DeliveryRoute.GRAPH, Contoso.CLIENT_SECRET);
        next(new FederatedAssertion(folder.resolve("token")), null);
        promote();

        assertThat(samples().keySet()).noneMatch(name -> name.startsWith("signet_credential_"));
    }

    private void next(Credential credential, @Nullable LocalDate expiresOn) throws Exception {
        contoso.store()
                .credentials()
                .addNext(credential, contoso.settings().load().registration().orElseThrow(), expiresOn, null, "admin");
    }

    private void promote() {
        var credentials = contoso.store().credentials();
        assertThat(credentials.promote(number(Slot.CURRENT), number(Slot.NEXT), null, "admin", "promoted"))
                .isTrue();
    }

    private long number(Slot slot) {
        return contoso.store().credentials().all().stream()
                .filter(info -> info.isIn(slot))
                .findFirst()
                .orElseThrow()
                .number();
    }

    private static CertificateCredential certificate(Instant end) throws CertificateException {
        var made = SignedCertificate.of(end.minus(Duration.ofDays(180)), end);
        return CertificateCredential.of(made.certificate(), made.key());
    }

    @Test
    void areAbsentWithoutOAuth() throws Exception {
        contoso.settings().save(SampleSettings.typed(SampleSettings.basic(0)), "admin");

        assertThat(samples()).doesNotContainKey("signet_credential_days_left{slot=current}");
    }
}
