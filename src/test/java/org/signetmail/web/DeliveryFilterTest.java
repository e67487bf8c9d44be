package org.signetmail.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.signetmail.outbox.OutboxLog.Filter;
import org.signetmail.outbox.OutboxState;

/** What the address of the delivery log means. */
class DeliveryFilterTest {
    @Test
    void withoutParametersEverythingIsShown() {
        assertThat(DeliveryFilter.of(Map.of()).filter()).isEqualTo(Filter.ALL);
        assertThat(DeliveryFilter.of(Map.of("show", "nonsense")).show()).isEqualTo("all");
    }

    @Test
    void bothDaysAreIncluded() {
        var filter = DeliveryFilter.of(Map.of("from", "8 Sep 2026", "until", " 2026-09-08 "));
        assertThat(filter.filter().from()).contains(Instant.parse("2026-09-08T00:00:00Z"));
        assertThat(filter.filter().until()).contains(Instant.parse("2026-09-09T00:00:00Z"));
        assertThat(filter.dayWrong()).isFalse();
        assertThat(DeliveryFilter.of(Map.of("from", "soon")).dayWrong()).isTrue();
    }

    @Test
    void theAddressSaysTheSame() {
        var filter = DeliveryFilter.of(Map.of("show", "dead", "recipient", "a+b&c@partner.example"));
        assertThat(filter.query()).isEqualTo("recipient=a%2Bb%26c%40partner.example&show=dead");
        assertThat(filter.filter().states()).containsExactly(OutboxState.DEAD);
        assertThat(filter.showing("attention").filter().attention()).isTrue();
        assertThat(filter.showing("all").query()).isEqualTo("recipient=a%2Bb%26c%40partner.example");
    }
}
