package org.signetmail.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Parsing and formatting of days. */
class FormatsTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "8 Sep 2026",
                "8 September 2026",
                "Sep 8, 2026",
                "September 8, 2026",
                "2026-09-08",
                " 8  sep   2026 ",
                "8 SEP 2026"
            })
    void eachUnambiguousFormatOfADayIsParsed(String typed) {
        assertThat(Formats.readDay(typed)).contains(LocalDate.of(2026, 9, 8));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "8/9/2026", "08.09.2026", "31 Feb 2026", "8 Sep 26", "8 Sept 2026", "tomorrow", "2026-13-01"
            })
    void anAmbiguousOrInvalidDayIsNotParsed(String typed) {
        assertThat(Formats.readDay(typed)).isEmpty();
    }

    @Test
    void aDayIsFormattedWithItsMonthAsAWord() {
        assertThat(Formats.day(LocalDate.of(2026, 9, 8))).isEqualTo("8 Sep 2026");
        assertThat(Formats.readDay(Formats.day(LocalDate.of(2026, 9, 8)))).contains(LocalDate.of(2026, 9, 8));
    }

    @Test
    void theSameDayInUtcIsToday() {
        Instant at = Instant.parse("2026-03-12T23:59:00Z");
        assertThat(Formats.when(at, Instant.parse("2026-03-12T00:01:00Z"))).isEqualTo("today, 23:59 UTC");
        assertThat(Formats.when(at, Instant.parse("2026-03-13T00:01:00Z"))).isEqualTo("12 Mar 2026, 23:59 UTC");
    }

    @Test
    void aListEndsWithAnd() {
        assertThat(Formats.listed(List.of())).isEmpty();
        assertThat(Formats.listed(List.of("one"))).isEqualTo("one");
        assertThat(Formats.listed(List.of("one", "two", "three"))).isEqualTo("one, two and three");
    }
}
