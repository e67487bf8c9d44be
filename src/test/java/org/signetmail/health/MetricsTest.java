package org.signetmail.health;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.signetmail.account.DeliveryRoute;
import org.signetmail.account.Mailbox;
import org.signetmail.credential.Slot;
import org.signetmail.message.MimeMessages;
import org.signetmail.message.PlainTextMail;
import org.signetmail.outbox.OutboxFixture;
import org.signetmail.practice.Contoso;
import org.signetmail.practice.Failure;

class MetricsTest extends MetricsFixture {
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
                .containsEntry("signet_outbox_messages{state=dead}", 0.0)
                .containsEntry("signet_outbox_oldest_seconds{}", 0.0)
                .containsEntry("signet_outbox_pauses{}", 0.0)
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
    void theOutboxIsInTheText() {
        OutboxFixture.addDead(contoso.store());
        assertThat(samples())
                .containsEntry("signet_outbox_messages{state=dead}", 1.0)
                .containsEntry("signet_outbox_messages{state=waiting}", 0.0);
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
}
