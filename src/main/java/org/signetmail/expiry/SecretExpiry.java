package org.signetmail.expiry;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;
import org.signetmail.account.DayFormat;

/**
 * When a client secret expires.
 *
 * <p>Entra stores an instant ({@code endDateTime} of a passwordCredential) and shows it as a day in the time zone of the
 * browser that looks at it. That day is what is entered here, and its zone is not known. So the secret may stop at any time
 * from the day's first moment on Earth (UTC+14) to its last one (UTC−12). Days are counted in the zone where they begin
 * first: in another one a warning comes up to a day early, in none it comes late. It counts as expired only when the day is
 * over everywhere.
 *
 * @param expiresOn its last day, as Entra shows it; null if nobody entered it
 */
public record SecretExpiry(@Nullable LocalDate expiresOn) {
    /** So many days before the end a warning is mailed, the last one when it can expire at any hour. */
    static final List<Integer> WARNINGS = List.of(60, 30, 14, 7, 3, 1, 0);

    /** Where a day begins first. The time zone database has no zone further ahead (Pacific/Kiritimati). */
    static final ZoneOffset FIRST_ZONE = ZoneOffset.ofHours(14);

    /** Where a day ends last (Etc/GMT+12). */
    static final ZoneOffset LAST_ZONE = ZoneOffset.ofHours(-12);

    private static final String AT_ANY_HOUR = "at any hour";

    /**
     * Days until it can expire: 0 from the first moment at which it can have expired, negative once it has expired for
     * certain, empty if the day is unknown.
     */
    public OptionalInt daysLeft(Instant now) {
        if (expiresOn == null) {
            return OptionalInt.empty();
        }
        long surelyLeft = days(now, FIRST_ZONE, expiresOn);
        long left = surelyLeft > 0 ? surelyLeft : Math.min(0, days(now, LAST_ZONE, expiresOn));
        // A year can be typed that no int counts the days to.
        return OptionalInt.of((int) Math.max(Integer.MIN_VALUE, Math.min(Integer.MAX_VALUE, left)));
    }

    public ExpiryStage stage(Instant now) {
        OptionalInt known = daysLeft(now);
        if (known.isEmpty()) {
            return ExpiryStage.UNKNOWN;
        }
        int days = known.getAsInt();
        if (days < 0) {
            return ExpiryStage.PAST;
        }
        return days <= 3
                ? ExpiryStage.LAST
                : days <= 14 ? ExpiryStage.CLOSE : days <= 60 ? ExpiryStage.NEAR : ExpiryStage.FAR;
    }

    /** The warning that is due: of those whose day has come, the last one. */
    OptionalInt warningDue(Instant now) {
        OptionalInt days = daysLeft(now);
        return days.isEmpty()
                ? OptionalInt.empty()
                : WARNINGS.stream()
                        .mapToInt(Integer::intValue)
                        .filter(before -> days.getAsInt() <= before)
                        .min();
    }

    /** The day of UTC on which the first warning is due; null if the last day is unknown. */
    public @Nullable LocalDate warnedFrom() {
        return expiresOn == null
                ? null
                : LocalDate.ofInstant(
                        expiresOn.minusDays(WARNINGS.get(0)).atStartOfDay().toInstant(FIRST_ZONE), ZoneOffset.UTC);
    }

    /** How long it still works, in words that follow <em>expires</em>; blank if that is unknown or it has expired. */
    public String until(Instant now) {
        int days = daysLeft(now).orElse(-1);
        if (days != 0) {
            return days < 0 ? "" : days == 1 ? "in 1 day" : "in " + days + " days";
        }
        return LocalDate.ofInstant(now, ZoneOffset.UTC).equals(expiresOn) ? "today" : AT_ANY_HOUR;
    }

    /** As a sentence without its full stop: {@code The client secret expires in 12 days, on 8 Sep 2026}. */
    String said(Instant now) {
        OptionalInt known = daysLeft(now);
        if (known.isEmpty()) {
            return "Nobody entered when the client secret expires";
        }
        if (known.getAsInt() < 0) {
            return "The client secret expired on " + day();
        }
        String until = until(now);
        return AT_ANY_HOUR.equals(until)
                ? "The client secret can expire at any hour: its last day is " + day()
                : "The client secret expires " + until + ", on " + day();
    }

    private String day() {
        return expiresOn == null ? "a day that is not known" : DayFormat.of(expiresOn);
    }

    private static long days(Instant now, ZoneOffset zone, LocalDate day) {
        return ChronoUnit.DAYS.between(LocalDate.ofInstant(now, zone), day);
    }
}
