package org.signetmail.web;

import static org.signetmail.text.Messages.text;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.format.DateTimeParseException;
import java.time.format.ResolverStyle;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.signetmail.account.DayFormat;

/** Formats days, times and durations for the page: times in UTC, months always as words. Also parses a typed day. */
final class Formats {
    private static final DateTimeFormatter MINUTE = DateTimeFormatter.ofPattern("HH:mm", Locale.ENGLISH);
    private static final DateTimeFormatter SECOND = DateTimeFormatter.ofPattern("HH:mm:ss", Locale.ENGLISH);

    private static final DateTimeFormatter STAMP =
            DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss 'UTC'", Locale.ENGLISH);

    /** The unambiguous formats of a day: 8 Sep 2026, 8 September 2026, Sep 8, 2026, 2026-09-08. */
    private static final DateTimeFormatter TYPED_DAY = new DateTimeFormatterBuilder()
            .parseCaseInsensitive()
            .appendPattern("[d MMM uuuu][d MMMM uuuu][MMM d, uuuu][MMMM d, uuuu][uuuu-MM-dd]")
            .toFormatter(Locale.ENGLISH)
            .withResolverStyle(ResolverStyle.STRICT);

    private Formats() {}

    static String day(LocalDate day) {
        return DayFormat.of(day);
    }

    static String day(Instant at) {
        return day(at.atOffset(ZoneOffset.UTC).toLocalDate());
    }

    static String time(Instant at) {
        return SECOND.format(at.atOffset(ZoneOffset.UTC));
    }

    static String clock(Instant at) {
        return MINUTE.format(at.atOffset(ZoneOffset.UTC));
    }

    /** {@code 12 Mar 2026, 14:05}, in UTC. */
    static String dayAndTime(Instant at) {
        return day(at) + ", " + clock(at);
    }

    /** {@code today, 14:05 UTC} if it is the same day in UTC, else {@code 12 Mar 2026, 14:05 UTC}. */
    static String when(Instant at, Instant now) {
        return day(at).equals(day(now)) ? text("format.today", clock(at)) : text("format.utc", dayAndTime(at));
    }

    /** {@code 2026-03-12 13:48:07 UTC}, as Microsoft's support writes it. */
    static String stamp(Instant at) {
        return STAMP.format(at.atOffset(ZoneOffset.UTC));
    }

    static String seconds(Duration took) {
        return text("format.seconds", String.format(Locale.ENGLISH, "%.1f", took.toMillis() / 1000.0));
    }

    /** {@code one, two and three}. */
    static String listed(List<String> names) {
        int last = names.size() - 1;
        return last < 1
                ? String.join("", names)
                : text("format.listed", String.join(", ", names.subList(0, last)), names.get(last));
    }

    /** Parses a typed day; empty if the text is ambiguous or not a day. */
    static Optional<LocalDate> readDay(String text) {
        try {
            return Optional.of(LocalDate.parse(text.strip().replaceAll("\\s+", " "), TYPED_DAY));
        } catch (DateTimeParseException notADay) {
            return Optional.empty();
        }
    }
}
