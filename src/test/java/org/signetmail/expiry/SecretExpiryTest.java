package org.signetmail.expiry;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.OptionalInt;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class SecretExpiryTest {
    private static final LocalDate LAST_DAY = LocalDate.of(2026, 9, 8);

    private final SecretExpiry expiry = new SecretExpiry(LAST_DAY);

    @ParameterizedTest
    @CsvSource({
        "61, FAR, -1",
        "60, NEAR, 60",
        "59, NEAR, 60",
        "31, NEAR, 60",
        "30, NEAR, 30",
        "15, NEAR, 30",
        "14, CLOSE, 14",
        "8, CLOSE, 14",
        "7, CLOSE, 7",
        "4, CLOSE, 7",
        "3, LAST, 3",
        "2, LAST, 3",
        "1, LAST, 1",
        "0, LAST, 0",
    })
    void everyDayHasAStageAndAWarning(int daysLeft, ExpiryStage stage, int warning) {
        Instant now = LAST_DAY.minusDays(daysLeft).atStartOfDay().toInstant(ZoneOffset.ofHours(14));

        assertThat(expiry.daysLeft(now)).hasValue(daysLeft);
        assertThat(expiry.stage(now)).isEqualTo(stage);
        assertThat(expiry.warningDue(now)).isEqualTo(warning < 0 ? OptionalInt.empty() : OptionalInt.of(warning));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            2026-07-09T12:00:00Z | The client secret expires in 60 days, on 8 Sep 2026
            2026-08-26T12:00:00Z | The client secret expires in 12 days, on 8 Sep 2026
            2026-09-06T09:59:59Z | The client secret expires in 2 days, on 8 Sep 2026
            2026-09-06T10:00:00Z | The client secret expires in 1 day, on 8 Sep 2026
            2026-09-07T09:59:59Z | The client secret expires in 1 day, on 8 Sep 2026
            2026-09-07T10:00:00Z | The client secret may expire at any hour: its last day is 8 Sep 2026
            2026-09-07T23:59:59Z | The client secret may expire at any hour: its last day is 8 Sep 2026
            2026-09-08T00:00:00Z | The client secret expires today, on 8 Sep 2026
            2026-09-08T23:59:59Z | The client secret expires today, on 8 Sep 2026
            2026-09-09T11:59:59Z | The client secret may expire at any hour: its last day is 8 Sep 2026
            2026-09-09T12:00:00Z | The client secret expired on 8 Sep 2026
            2027-10-13T12:00:00Z | The client secret expired on 8 Sep 2026
            """)
    void theSentenceHasTheRightNumberOfDays(Instant now, String sentence) {
        assertThat(expiry.sentence(now)).isEqualTo(sentence);
    }

    /** Microsoft's endDateTime is an instant; the administrator enters it as a date in the browser's time zone. */
    @ParameterizedTest
    @MethodSource("zones")
    void inEveryZoneWarningsAreInTimeAndAWorkingSecretIsNotCalledExpired(ZoneOffset administrator) {
        for (LocalTime time : new LocalTime[] {LocalTime.MIN, LocalTime.NOON, LocalTime.of(23, 59, 59)}) {
            Instant end = LAST_DAY.atTime(time).toInstant(administrator);
            for (int hours = -80; hours <= 80; hours++) {
                Instant now = end.plus(Duration.ofHours(hours));
                int left = expiry.daysLeft(now).orElseThrow();
                String sentence = administrator + " at " + now + ": " + expiry.sentence(now);

                if (hours >= 0) {
                    assertThat(left).as(sentence).isLessThanOrEqualTo(0);
                    assertThat(sentence).doesNotContain("in 1 day", "tomorrow", "in 2 days");
                } else {
                    assertThat(left).as(sentence).isNotNegative();
                    // The number never exceeds the real days left, and is at most two days short.
                    assertThat(Duration.between(now, end)).as(sentence).isGreaterThan(Duration.ofDays(left - 1L));
                    assertThat(Duration.between(now, end)).as(sentence).isLessThanOrEqualTo(Duration.ofDays(left + 3L));
                }
            }
        }
    }

    static Stream<ZoneOffset> zones() {
        return IntStream.rangeClosed(-12 * 2, 14 * 2)
                .mapToObj(halfHours -> ZoneOffset.ofTotalSeconds(halfHours * 30 * 60));
    }

    @Test
    void theFirstWarningIsDueOnTheAnnouncedDay() {
        LocalDate announced = expiry.warnedFrom();

        assertThat(announced).isEqualTo(LocalDate.of(2026, 7, 9));
        assertThat(expiry.warningDue(announced.atTime(9, 59).toInstant(ZoneOffset.UTC)))
                .isEmpty();
        assertThat(expiry.warningDue(announced.atTime(10, 0).toInstant(ZoneOffset.UTC)))
                .hasValue(60);
    }

    @Test
    void aYearThatIsATypoIsFarOrPast() {
        assertThat(new SecretExpiry(LocalDate.MAX).stage(Instant.EPOCH)).isEqualTo(ExpiryStage.FAR);
        assertThat(new SecretExpiry(LocalDate.MIN).stage(Instant.EPOCH)).isEqualTo(ExpiryStage.PAST);
        assertThat(new SecretExpiry(LocalDate.MAX).warnedFrom()).isEqualTo(LocalDate.MAX.minusDays(61));
    }

    @Test
    void anUnknownDayIsUnknown() {
        var unknown = new SecretExpiry(null);

        assertThat(unknown.daysLeft(Instant.EPOCH)).isEmpty();
        assertThat(unknown.stage(Instant.EPOCH)).isEqualTo(ExpiryStage.UNKNOWN);
        assertThat(unknown.warningDue(Instant.EPOCH)).isEmpty();
        assertThat(unknown.warnedFrom()).isNull();
        assertThat(unknown.until(Instant.EPOCH)).isEmpty();
    }
}
