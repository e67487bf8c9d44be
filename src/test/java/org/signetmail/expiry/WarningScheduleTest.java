package org.signetmail.expiry;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.signetmail.account.ConfigurationKey;

class WarningScheduleTest {
    private static final LocalDate LAST_DAY = LocalDate.of(2026, 9, 8);

    private final WarningSchedule schedule = new WarningSchedule();

    @ParameterizedTest
    @CsvSource({"-1, -1", "-2, -2", "-400, -400"})
    void afterTheEndEveryDayIsARung(int daysLeft, int rung) {
        assertThat(schedule.due(secret(CredentialEnd.onDay(LAST_DAY), Instant.EPOCH), ended(daysLeft)))
                .hasValue(rung);
    }

    @ParameterizedTest
    @CsvSource({
        "2026-01-31T10:00:00Z, 0",
        "2026-02-28T09:59:59Z, 0",
        "2026-03-31T09:59:59Z, -1",
        "2026-03-31T10:00:00Z, -2",
        "2027-01-31T10:00:00Z, -12",
    })
    void anUnknownEndIsARungEachMonth(Instant now, int rung) {
        var unknown = secret(new CredentialEnd.Unknown(), Instant.parse("2026-01-31T10:00:00Z"));

        assertThat(schedule.due(unknown, now)).hasValue(rung);
    }

    @Test
    void aClockBeforeTheAdditionMakesNothingDue() {
        assertThat(schedule.due(
                        secret(new CredentialEnd.Unknown(), Instant.EPOCH.plusSeconds(40 * 86_400)), Instant.EPOCH))
                .isEmpty();
    }

    @Test
    void theOperatorChoosesTheDays() {
        schedule.configure(" 90,10 , 0");

        assertThat(schedule.firstDay(CredentialEnd.onDay(LAST_DAY))).isEqualTo(LAST_DAY.minusDays(91));
        assertThat(due(90)).hasValue(90);
        assertThat(due(11)).hasValue(90);
        assertThat(due(10)).hasValue(10);
    }

    @ParameterizedTest
    @ValueSource(strings = {"60,", "sixty", "-1", "3651", "7;3", ","})
    void anInvalidListLeavesTheDefault(String set) {
        schedule.configure(set);

        assertThat(due(60)).hasValue(60);
        assertThat(due(3)).hasValue(3);
    }

    @Test
    void theDefaultIsTheOneOfTheKey() {
        assertThat(ConfigurationKey.WARNING_DAYS.usual()).hasValue("60,30,14,7,3,1,0");
    }

    private OptionalInt due(int daysLeft) {
        return schedule.due(
                secret(CredentialEnd.onDay(LAST_DAY), Instant.EPOCH),
                LAST_DAY.minusDays(daysLeft).atStartOfDay().toInstant(ZoneOffset.ofHours(14)));
    }

    private static Instant ended(int daysLeft) {
        return LAST_DAY.minusDays(daysLeft).atStartOfDay().toInstant(ZoneOffset.ofHours(-12));
    }

    private static WatchedCredential secret(CredentialEnd end, Instant since) {
        return new WatchedCredential("one", CredentialWords.CLIENT_SECRET, end, since, Optional.empty(), List.of());
    }
}
