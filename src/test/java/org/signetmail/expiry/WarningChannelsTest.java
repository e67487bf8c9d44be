package org.signetmail.expiry;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.signetmail.practice.StoredMail;

/** Which channel carries a warning while all of them work, and with what. */
class WarningChannelsTest extends ThreeChannels {
    @Test
    void afterTheEndTheRelayIsTriedFirst() {
        fixture.moveTo(lastDay.plusDays(3));
        fixture.watch(mailer).sendDueWarning();

        assertThat(mails()).singleElement().satisfies(mail -> {
            assertThat(mail.author()).isEqualTo(FALLBACK.address());
            assertThat(mail.text()).contains("Mail stays stopped until it is replaced.");
        });
    }

    @Test
    void anAcknowledgedRungIsNotMailedButPosted() {
        fixture.moveTo(lastDay.minusDays(7));
        assertThat(fixture.acknowledge("admin")).isTrue();
        fixture.watch(mailer).sendDueWarning();
        assertThat(mails()).isEmpty();
        assertThat(host.requests()).hasSize(1);
        assertThat(fixture.notice()).isPresent();

        fixture.moveTo(lastDay.minusDays(3));
        fixture.watch(mailer).sendDueWarning();

        assertThat(mails()).hasSize(1);
    }

    @Test
    void onlyTheFirstMailHasTheCalendarFile() {
        fixture.moveTo(lastDay.minusDays(30));
        fixture.watch(mailer).sendDueWarning();
        fixture.moveTo(lastDay.minusDays(14));
        fixture.watch(mailer).sendDueWarning();

        assertThat(mails()).hasSize(2);
        assertThat(mails())
                .extracting(StoredMail::rawText)
                .satisfiesExactly(
                        first -> assertThat(first).contains("Content-Type: text/calendar", "credential.ics"),
                        second -> assertThat(second).doesNotContain("text/calendar"));
    }
}
