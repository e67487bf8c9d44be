package org.signetmail.expiry;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;
import org.signetmail.account.DayFormat;
import org.signetmail.text.Messages;

/** When a credential ends, as far as that is known. */
public sealed interface CredentialEnd {
    /** The end that an administrator typed as a day; unknown if none was typed. */
    static CredentialEnd onDay(@Nullable LocalDate lastDay) {
        return lastDay == null ? new Unknown() : new LastDay(lastDay);
    }

    /**
     * Full days until the credential may end: 0 from the first moment at which it may have ended, or on its last 24
     * hours; negative once it certainly has; empty if there is no end or it is unknown.
     */
    default OptionalInt daysLeft(Instant now) {
        return OptionalInt.empty();
    }

    /** The end for a sentence, with its zone if it is an instant; blank if there is none. */
    default String day() {
        return "";
    }

    /** The UTC date on which the number of days left becomes this one; null if there is no end or it is unknown. */
    default @Nullable LocalDate reaches(int daysLeft) {
        return null;
    }

    /** The last part of the keys of its sentences. */
    String variant(Instant now);

    /** The remaining time as a phrase after <em>expires</em>; blank if unknown or expired. */
    default String until(Instant now) {
        String variant = variant(now);
        return switch (variant) {
            case "days" -> Messages.text("expiry.until.days", daysLeft(now).orElse(0));
            case "today" -> Messages.text("expiry.until.today");
            case "anyHour" -> Messages.text("expiry.until.anyHour");
            case "hours" -> Messages.text("expiry.until.hours");
            default -> "";
        };
    }

    default ExpiryStage stage(Instant now) {
        OptionalInt daysLeft = daysLeft(now);
        if (daysLeft.isEmpty()) {
            return this instanceof Never ? ExpiryStage.FAR : ExpiryStage.UNKNOWN;
        }
        int days = daysLeft.getAsInt();
        if (days < 0) {
            return ExpiryStage.PAST;
        }
        return days <= 3
                ? ExpiryStage.LAST
                : days <= 14 ? ExpiryStage.CLOSE : days <= 60 ? ExpiryStage.NEAR : ExpiryStage.FAR;
    }

    /**
     * A day as an administrator typed it.
     *
     * <p>Entra stores an instant ({@code endDateTime} of a passwordCredential) and shows it as a date in the browser's
     * time zone. The administrator enters that date, whose zone is unknown. So the secret may expire at any time from
     * the first moment of that date on Earth (UTC+14) to its last one (UTC−12). Days are counted in UTC+14: in other
     * zones a warning may come up to a day early, but never late. The secret counts as expired only when the date has
     * ended in every zone.
     *
     * @param date the last day as Entra shows it
     */
    record LastDay(LocalDate date) implements CredentialEnd {
        /** The zone in which a day begins first (Pacific/Kiritimati). The time zone database has none further ahead. */
        static final ZoneOffset FIRST_ZONE = ZoneOffset.ofHours(14);

        /** The zone in which a day ends last (Etc/GMT+12). */
        static final ZoneOffset LAST_ZONE = ZoneOffset.ofHours(-12);

        @Override
        public OptionalInt daysLeft(Instant now) {
            long fullDaysLeft = days(now, FIRST_ZONE);
            return Days.of(fullDaysLeft > 0 ? fullDaysLeft : Math.min(0, days(now, LAST_ZONE)));
        }

        @Override
        public String day() {
            return DayFormat.of(date);
        }

        @Override
        public LocalDate reaches(int daysLeft) {
            return LocalDate.ofInstant(date.minusDays(daysLeft).atStartOfDay().toInstant(FIRST_ZONE), ZoneOffset.UTC);
        }

        @Override
        public String variant(Instant now) {
            int days = daysLeft(now).orElseThrow();
            boolean lastDay = LocalDate.ofInstant(now, ZoneOffset.UTC).equals(date);
            return days < 0 ? "expired" : days > 0 ? "days" : lastDay ? "today" : "anyHour";
        }

        private long days(Instant now, ZoneOffset zone) {
            return ChronoUnit.DAYS.between(LocalDate.ofInstant(now, zone), date);
        }
    }

    /**
     * An exact instant, such as the {@code notAfter} of a certificate.
     *
     * @param last the last second at which the credential is valid (RFC 5280 section 4.1.2.5: the end is inclusive)
     */
    record Moment(Instant last) implements CredentialEnd {
        private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("HH:mm", Locale.ENGLISH);

        @Override
        public OptionalInt daysLeft(Instant now) {
            return Days.of(Math.floorDiv(
                    Duration.between(now, last).toSeconds(), Duration.ofDays(1).toSeconds()));
        }

        @Override
        public String day() {
            return Messages.text(
                    "expiry.moment",
                    DayFormat.of(LocalDate.ofInstant(last, ZoneOffset.UTC)),
                    TIME.format(LocalTime.ofInstant(last, ZoneOffset.UTC)));
        }

        @Override
        public LocalDate reaches(int daysLeft) {
            return LocalDate.ofInstant(last.minus(Duration.ofDays(daysLeft + 1L)), ZoneOffset.UTC);
        }

        @Override
        public String variant(Instant now) {
            int days = daysLeft(now).orElseThrow();
            return days < 0 ? "expired" : days > 0 ? "days" : "hours";
        }
    }

    /** An end that no administrator has entered yet. */
    record Unknown() implements CredentialEnd {
        @Override
        public String variant(Instant now) {
            return "unknown";
        }
    }

    /** No end: the platform renews a federated assertion. */
    record Never() implements CredentialEnd {
        @Override
        public String variant(Instant now) {
            return "never";
        }
    }

    /** A number of days that may exceed an int: a user may type any year. */
    final class Days {
        private Days() {}

        static OptionalInt of(long days) {
            return OptionalInt.of((int) Math.max(Integer.MIN_VALUE, Math.min(Integer.MAX_VALUE, days)));
        }
    }
}
