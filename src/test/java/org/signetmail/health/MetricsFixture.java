package org.signetmail.health;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.signetmail.delivery.DeliveryFixture;
import org.signetmail.delivery.MailSessionFactory;
import org.signetmail.delivery.PracticeTenantFixture;
import org.signetmail.expiry.NoticesOnDisk;
import org.signetmail.outbox.OutboxFixture;
import org.signetmail.token.AdjustableClock;

/** The metrics of a node with settings for the practice tenant. */
@Timeout(60)
abstract class MetricsFixture {
    @TempDir
    Path folder;

    final AdjustableClock clock = new AdjustableClock();
    final Metrics metrics = new Metrics();
    PracticeTenantFixture contoso;
    MailSessionFactory sessions;

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
        metrics.outbox = new OutboxMetrics();
        metrics.outbox.log = OutboxFixture.log(contoso.store());
        metrics.clock = clock;
    }

    @AfterEach
    void tenantStops() {
        contoso.close();
    }

    String text() {
        return new String(metrics.text(), StandardCharsets.UTF_8);
    }

    Map<String, Double> samples() {
        return new ExpositionText(text()).samples();
    }
}
