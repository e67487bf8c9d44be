package org.signetmail.health;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.LocalDate;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.signetmail.account.ConfigurationKey;
import org.signetmail.token.LogCapture;

class SelfCheckScheduleTest {
    private static SelfCheckSchedule with(Map<ConfigurationKey, String> configured) {
        return SelfCheckSchedule.from(key -> Optional.ofNullable(configured.get(key)));
    }

    @Test
    void byDefaultItIsDueFromThreeOClockOn() {
        var schedule = with(Map.of());

        assertThat(schedule.due(Instant.parse("2026-11-28T02:59:59Z"))).isEmpty();
        assertThat(schedule.due(Instant.parse("2026-11-28T03:00:00Z"))).contains(LocalDate.of(2026, 11, 28));
        assertThat(schedule.due(Instant.parse("2026-11-28T23:59:59Z")))
                .as("after a night that the server was off")
                .contains(LocalDate.of(2026, 11, 28));
    }

    @Test
    void itCanBeSwitchedOff() {
        assertThat(with(Map.of(ConfigurationKey.SELF_CHECK, "false")).due(Instant.parse("2026-11-28T12:00:00Z")))
                .isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"SELF_CHECK, no", "SELF_CHECK_HOUR, 24", "SELF_CHECK_HOUR, night"})
    void anInvalidValueIsLoggedAndTheDefaultApplies(ConfigurationKey key, String value) {
        try (var log = new LogCapture()) {
            assertThat(with(Map.of(key, value))).isEqualTo(new SelfCheckSchedule(true, 3));

            assertThat(log.text()).contains("SIGNET-2005", key.key(), value);
        }
    }
}
