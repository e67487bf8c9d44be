package org.signetmail.expiry;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The rules are those of RFC 5545. */
class CalendarFileTest {
    private static final Instant NOW = Instant.parse("2026-08-01T06:07:08Z");

    @Test
    void aDayIsAnEventOfOneDay() {
        assertThat(lines(CredentialEnd.onDay(LocalDate.of(2028, 2, 29))))
                .startsWith("BEGIN:VCALENDAR", "VERSION:2.0")
                .contains(
                        "DTSTAMP:20260801T060708Z",
                        "DTSTART;VALUE=DATE:20280229",
                        "DTEND;VALUE=DATE:20280301",
                        "SUMMARY:Mail stops: the client secret of Signet expires",
                        "TRIGGER:-P30D")
                .endsWith("END:VEVENT", "END:VCALENDAR");
    }

    @Test
    void anInstantIsAnEventInUtc() {
        assertThat(lines(new CredentialEnd.Moment(Instant.parse("2026-09-08T14:05:06Z"))))
                .contains("DTSTART:20260908T140506Z")
                .noneMatch(line -> line.startsWith("DTEND"));
    }

    @Test
    void noLineIsLongerThan75OctetsOrBreaksACharacter() {
        String file = file(CredentialEnd.onDay(LocalDate.of(2026, 9, 8))).orElseThrow();

        assertThat(file.split("\r\n")).allSatisfy(line -> {
            assertThat(line.getBytes(StandardCharsets.UTF_8).length).isLessThanOrEqualTo(75);
            assertThat(line).doesNotContain("\n", "\r");
        });
        assertThat(file).endsWith("\r\n").contains("\r\n ");
        assertThat(unfolded(file)).contains("Platform Configuration › Email › SMTP\\, select Replace");
    }

    @ParameterizedTest
    @ValueSource(strings = {"-999999999-01-01", "+999999999-12-31", "+10000-01-01"})
    void aYearThatIsATypoHasNoFile(String day) {
        assertThat(file(CredentialEnd.onDay(LocalDate.parse(day)))).isEmpty();
    }

    @Test
    void withoutAnEndThereIsNoFile() {
        assertThat(file(new CredentialEnd.Unknown())).isEmpty();
        assertThat(file(new CredentialEnd.Never())).isEmpty();
    }

    private static List<String> lines(CredentialEnd end) {
        return List.of(unfolded(file(end).orElseThrow()).split("\r\n"));
    }

    private static String unfolded(String file) {
        return file.replace("\r\n ", "");
    }

    private static Optional<String> file(CredentialEnd end) {
        return CalendarFile.of(
                new WatchedCredential("one", CredentialWords.CLIENT_SECRET, end, NOW, Optional.empty(), List.of()),
                NOW);
    }
}
