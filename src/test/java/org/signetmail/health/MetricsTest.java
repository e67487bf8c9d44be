package org.signetmail.health;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.signetmail.account.DeliveryRoute;
import org.signetmail.account.Mailbox;
import org.signetmail.account.Peer;
import org.signetmail.account.Symptom;
import org.signetmail.credential.Slot;
import org.signetmail.delivery.DeliveryFixture;
import org.signetmail.delivery.MailSessionFactory;
import org.signetmail.delivery.PracticeTenantFixture;
import org.signetmail.expiry.NoticesOnDisk;
import org.signetmail.message.MimeMessages;
import org.signetmail.message.PlainTextMail;
import org.signetmail.practice.Contoso;
import org.signetmail.practice.Failure;
import org.signetmail.settings.SampleSettings;
import org.signetmail.token.AdjustableClock;

@Timeout(60)
class MetricsTest {
    @TempDir
    Path folder;

    private final AdjustableClock clock = new AdjustableClock();
    private final Metrics metrics = new Metrics();
    private PracticeTenantFixture contoso;
    private MailSessionFactory sessions;

    @BeforeEach
    void tenantStarts() throws Exception {
        contoso = new PracticeTenantFixture(folder);
        sessions = contoso.sessions();
        metrics.delivery = DeliveryFixture.statistics(sessions);
        metrics.tokens = contoso.tokenStatistics;
        metrics.credentials = new CredentialMetrics();
        metrics.credentials.settings = contoso.settings();
        metrics.credentials.expiry = NoticesOnDisk.of(contoso.store(), clock);
        metrics.credentials.selfCheck = new SelfCheckLogOnDisk(contoso.store());
        metrics.clock = clock;
    }

    @AfterEach
    void tenantStops() {
        contoso.close();
    }

    private String text() {
        return new String(metrics.text(), StandardCharsets.UTF_8);
    }

    private Map<String, Double> samples() {
        return new ExpositionText(text()).samples();
    }

    private void send() throws Exception {
        try (var session = sessions.system()) {
            session.send(
                    MimeMessages.of(new PlainTextMail(List.of(new Mailbox(Contoso.GUEST)), "Hello", "Hello"), false));
        }
    }

    @Test
    void countersThatNothingHappenedToAreZero() {
        assertThat(samples())
                .containsEntry("signet_messages_total{outcome=accepted, route=graph}", 0.0)
                .containsEntry("signet_messages_total{outcome=unknown, route=relay}", 0.0)
                .containsEntry("signet_messages_waiting{}", 0.0)
                .containsEntry("signet_messages_in_flight{}", 0.0)
                .containsEntry("signet_throttled_seconds_total{peer=entra}", 0.0)
                .containsEntry("signet_token_requests_total{outcome=refused}", 0.0)
                .containsEntry("signet_database_up{}", 1.0)
                .containsEntry("signet_mail_failing{}", 0.0)
                .doesNotContainKey("signet_credential_days_left{slot=current}")
                .doesNotContainKey("signet_credential_end_known{slot=current}");
    }

    @Test
    void whatHappenedIsInTheText() throws Exception {
        contoso.save(DeliveryRoute.GRAPH, Contoso.CLIENT_SECRET);
        send();
        contoso.tenant.failures().on(Failure.GRAPH_THROTTLED);
        send();

        assertThat(samples())
                .containsEntry("signet_messages_total{outcome=accepted, route=graph}", 1.0)
                .containsEntry("signet_messages_total{outcome=refused, route=graph}", 1.0)
                .containsEntry("signet_token_requests_total{outcome=obtained}", 1.0)
                .containsEntry("signet_mail_failing{}", 1.0)
                .containsEntry("signet_credential_end_known{slot=current}", 0.0)
                .doesNotContainKey("signet_credential_days_left{slot=current}")
                .hasEntrySatisfying(
                        "signet_throttled_seconds_total{peer=graph}",
                        seconds -> assertThat(seconds).isPositive());
    }

    @Test
    void theLatestSelfCheckIsInTheText() {
        var log = metrics.credentials.selfCheck;
        assertThat(samples()).doesNotContainKey("signet_self_check_success{slot=current}");
        log.set(Slot.CURRENT, new SlotHealth(1, "", 0), Instant.ofEpochSecond(1_800_000_000));
        log.set(Slot.NEXT, new SlotHealth(2, "AADSTS7000215", 0), Instant.ofEpochSecond(1_800_000_001));

        assertThat(samples())
                .containsEntry("signet_self_check_success{slot=current}", 1.0)
                .containsEntry("signet_self_check_success{slot=next}", 0.0)
                .containsEntry("signet_self_check_timestamp_seconds{slot=next}", 1_800_000_001.0);
    }

    @Test
    void theTextNamesNoMailboxTenantClientOrSecret() throws Exception {
        contoso.save(DeliveryRoute.SMTP, Contoso.CLIENT_SECRET);
        send();

        assertThat(text())
                .doesNotContain(
                        "@", "contoso", Contoso.TENANT_ID, Contoso.CLIENT_ID, Contoso.CLIENT_SECRET.substring(0, 3));
    }

    /** A scrape must tell an outage of the database from one of Signet. */
    @Test
    void withoutTheDatabaseTheCountersAreStillThere() throws Exception {
        contoso.save(DeliveryRoute.GRAPH, Contoso.CLIENT_SECRET);
        send();
        contoso.loseDatabase();

        assertThat(samples())
                .containsEntry("signet_database_up{}", 0.0)
                .containsEntry("signet_messages_total{outcome=accepted, route=graph}", 1.0)
                .doesNotContainKey("signet_mail_failing{}");
    }

    /** The secret of these settings ends on 8 September 2026; a day begins first in UTC+14. */
    @Nested
    class DaysLeft {
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
                            new Symptom(
                                    Peer.ENTRA, "AADSTS7000222", 401, "", "", "", clock.instant(), Optional.empty()));

            assertThat(samples())
                    .containsEntry("signet_credential_days_left{slot=current}", -1.0)
                    .containsEntry("signet_credential_end_known{slot=current}", 1.0);
        }

        @Test
        void areAbsentWithoutOAuth() throws Exception {
            contoso.settings().save(SampleSettings.typed(SampleSettings.basic(0)), "admin");

            assertThat(samples()).doesNotContainKey("signet_credential_days_left{slot=current}");
        }
    }
}
