package org.signetmail.expiry;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.fail;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class CredentialEndTest {
    /** A usual day, leap days, and days on which zones begin and end daylight saving, skip a day or repeat an hour. */
    private static final List<LocalDate> LAST_DAYS = Stream.of(
                    "2026-09-08",
                    "2028-02-29",
                    "2032-02-29",
                    "2026-03-08",
                    "2026-03-29",
                    "2026-10-25",
                    "2026-11-01",
                    "2026-04-05",
                    "2026-10-04",
                    "2011-12-30",
                    "2026-12-31",
                    "2027-01-01")
            .map(LocalDate::parse)
            .toList();

    private static final LocalDate LAST_DAY = LocalDate.of(2026, 9, 8);

    private final CredentialEnd expiry = CredentialEnd.onDay(LAST_DAY);
    private final WarningSchedule schedule = new WarningSchedule();

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
        assertThat(due(expiry, now)).isEqualTo(warning < 0 ? OptionalInt.empty() : OptionalInt.of(warning));
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
        assertThat(watched(expiry).sentence(now)).isEqualTo(sentence);
    }

    /** Microsoft's endDateTime is an instant; the administrator enters it as a date in the browser's time zone. */
    @ParameterizedTest
    @MethodSource("zones")
    void inEveryZoneWarningsAreInTimeAndAWorkingSecretIsNotCalledExpired(ZoneId administrator) {
        for (LocalDate lastDay : LAST_DAYS) {
            CredentialEnd typed = CredentialEnd.onDay(lastDay);
            for (LocalTime time : new LocalTime[] {LocalTime.MIN, LocalTime.of(2, 30), LocalTime.of(23, 59, 59)}) {
                Instant end = lastDay.atTime(time).atZone(administrator).toInstant();
                for (int hours = -80; hours <= 80; hours++) {
                    Instant now = end.plus(Duration.ofHours(hours));
                    int left = typed.daysLeft(now).orElseThrow();
                    Duration real = Duration.between(now, end);

                    // The number never exceeds the real days left, and is at most two days short.
                    boolean inTime = hours >= 0
                            ? left <= 0
                            : left >= 0
                                    && real.compareTo(Duration.ofDays(left - 1L)) > 0
                                    && real.compareTo(Duration.ofDays(left + 3L)) <= 0;
                    if (!inTime) {
                        fail(administrator + " at " + now + ": "
                                + watched(typed).sentence(now));
                    }
                }
            }
        }
    }

    static Stream<ZoneId> zones() {
        return Stream.concat(
                ZoneId.getAvailableZoneIds().stream().sorted().map(ZoneId::of),
                IntStream.rangeClosed(-12 * 2, 14 * 2)
                        .mapToObj(halfHours -> ZoneOffset.ofTotalSeconds(halfHours * 30 * 60)));
    }

    @Test
    void theFirstWarningIsDueOnTheAnnouncedDay() {
        LocalDate announced = requireNonNull(schedule.firstDay(expiry));

        assertThat(announced).isEqualTo(LocalDate.of(2026, 7, 9));
        assertThat(due(expiry, announced.atTime(9, 59).toInstant(ZoneOffset.UTC)))
                .isEmpty();
        assertThat(due(expiry, announced.atTime(10, 0).toInstant(ZoneOffset.UTC)))
                .hasValue(60);
    }

    @Test
    void aYearThatIsATypoIsFarOrPast() {
        assertThat(CredentialEnd.onDay(LocalDate.MAX).stage(Instant.EPOCH)).isEqualTo(ExpiryStage.FAR);
        assertThat(CredentialEnd.onDay(LocalDate.MIN).stage(Instant.EPOCH)).isEqualTo(ExpiryStage.PAST);
        assertThat(schedule.firstDay(CredentialEnd.onDay(LocalDate.MAX))).isEqualTo(LocalDate.MAX.minusDays(61));
    }

    @Test
    void anUnknownDayIsUnknown() {
        var unknown = CredentialEnd.onDay(null);

        assertThat(unknown.daysLeft(Instant.EPOCH)).isEmpty();
        assertThat(unknown.stage(Instant.EPOCH)).isEqualTo(ExpiryStage.UNKNOWN);
        assertThat(due(unknown, Instant.EPOCH.minusSeconds(1))).isEmpty();
        assertThat(schedule.firstDay(unknown)).isNull();
        assertThat(unknown.until(Instant.EPOCH)).isEmpty();
    }

    @Nested
    class AnExactInstant {
        private final CredentialEnd end = new CredentialEnd.Moment(Instant.parse("2026-09-08T14:05:00Z"));

        @ParameterizedTest
        @CsvSource(delimiter = '|', textBlock = """
                2026-08-27T14:05:00Z | 12 | CLOSE | The certificate expires in 12 days, on 8 Sep 2026 at 14:05 UTC
                2026-08-27T14:05:01Z | 11 | CLOSE | The certificate expires in 11 days, on 8 Sep 2026 at 14:05 UTC
                2026-09-07T14:05:00Z | 1  | LAST  | The certificate expires in 1 day, on 8 Sep 2026 at 14:05 UTC
                2026-09-07T14:05:01Z | 0  | LAST  | The certificate expires in less than 24 hours, on 8 Sep 2026 at 14:05 UTC
                2026-09-08T14:05:00Z | 0  | LAST  | The certificate expires in less than 24 hours, on 8 Sep 2026 at 14:05 UTC
                2026-09-08T14:05:01Z | -1 | PAST  | The certificate expired on 8 Sep 2026 at 14:05 UTC
                2026-09-10T00:00:00Z | -2 | PAST  | The certificate expired on 8 Sep 2026 at 14:05 UTC
                """)
        void isCountedToTheSecond(Instant now, int daysLeft, ExpiryStage stage, String sentence) {
            assertThat(end.daysLeft(now)).hasValue(daysLeft);
            assertThat(end.stage(now)).isEqualTo(stage);
            assertThat(certificate(end).sentence(now)).isEqualTo(sentence);
        }

        @Test
        void isWarnedAboutOnTheAnnouncedDay() {
            assertThat(schedule.firstDay(end)).isEqualTo(LocalDate.of(2026, 7, 9));
            assertThat(due(end, Instant.parse("2026-07-09T14:05:00Z"))).isEmpty();
            assertThat(due(end, Instant.parse("2026-07-09T14:05:01Z"))).hasValue(60);
        }
    }

    @Test
    void whatThePlatformRenewsIsNeverDue() {
        assertThat(new CredentialEnd.Never().stage(Instant.EPOCH)).isEqualTo(ExpiryStage.FAR);
        assertThat(new CredentialEnd.Never().daysLeft(Instant.EPOCH)).isEmpty();
        assertThat(due(new CredentialEnd.Never(), Instant.EPOCH)).isEmpty();
        assertThat(schedule.firstDay(new CredentialEnd.Never())).isNull();
        assertThat(watched(new CredentialEnd.Never()).sentence(Instant.EPOCH))
                .isEqualTo("The client secret does not expire");
    }

    private OptionalInt due(CredentialEnd end, Instant now) {
        return schedule.due(watched(end), now);
    }

    private static WatchedCredential watched(CredentialEnd end) {
        return new WatchedCredential(
                "one", CredentialWords.CLIENT_SECRET, end, Instant.EPOCH, Optional.empty(), List.of());
    }

    private static WatchedCredential certificate(CredentialEnd end) {
        return new WatchedCredential(
                "one", CredentialWords.CERTIFICATE, end, Instant.EPOCH, Optional.empty(), List.of());
    }
}
