package org.signetmail.expiry;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;
import org.signetmail.account.DayFormat;
import org.signetmail.text.Messages;

/**
 * The expiry of a client secret.
 *
 * <p>Entra stores an instant ({@code endDateTime} of a passwordCredential) and shows it as a date in the browser's time
 * zone. The administrator enters that date, whose zone is unknown. So the secret may expire at any time from the first
 * moment of that date on Earth (UTC+14) to its last one (UTC−12). Days are counted in UTC+14: in other zones a warning
 * may come up to a day early, but never late. The secret counts as expired only when the date has ended in every zone.
 *
 * @param expiresOn the last day as Entra shows it; null if unknown
 */
public record SecretExpiry(@Nullable LocalDate expiresOn) {
    /** Days before the expiry on which a warning is mailed; 0 when the secret may expire at any hour. */
    static final List<Integer> WARNINGS = List.of(60, 30, 14, 7, 3, 1, 0);

    /** The zone in which a day begins first (Pacific/Kiritimati). The time zone database has none further ahead. */
    static final ZoneOffset FIRST_ZONE = ZoneOffset.ofHours(14);

    /** The zone in which a day ends last (Etc/GMT+12). */
    static final ZoneOffset LAST_ZONE = ZoneOffset.ofHours(-12);

    /**
     * Days until the secret may expire: 0 from the first moment at which it may have expired, negative once it
     * certainly has, empty if the date is unknown.
     */
    public OptionalInt daysLeft(Instant now) {
        if (expiresOn == null) {
            return OptionalInt.empty();
        }
        long fullDaysLeft = days(now, FIRST_ZONE, expiresOn);
        long left = fullDaysLeft > 0 ? fullDaysLeft : Math.min(0, days(now, LAST_ZONE, expiresOn));
        // The user may type a year so far away that the days exceed an int.
        return OptionalInt.of((int) Math.max(Integer.MIN_VALUE, Math.min(Integer.MAX_VALUE, left)));
    }

    public ExpiryStage stage(Instant now) {
        OptionalInt daysLeft = daysLeft(now);
        if (daysLeft.isEmpty()) {
            return ExpiryStage.UNKNOWN;
        }
        int days = daysLeft.getAsInt();
        if (days < 0) {
            return ExpiryStage.PAST;
        }
        return days <= 3
                ? ExpiryStage.LAST
                : days <= 14 ? ExpiryStage.CLOSE : days <= 60 ? ExpiryStage.NEAR : ExpiryStage.FAR;
    }

    /** The latest warning that is due, as days before the expiry. */
    OptionalInt warningDue(Instant now) {
        OptionalInt days = daysLeft(now);
        return days.isEmpty()
                ? OptionalInt.empty()
                : WARNINGS.stream()
                        .mapToInt(Integer::intValue)
                        .filter(before -> days.getAsInt() <= before)
                        .min();
    }

    /** The UTC date on which the first warning is due; null if the expiry is unknown. */
    public @Nullable LocalDate warnedFrom() {
        return expiresOn == null
                ? null
                : LocalDate.ofInstant(
                        expiresOn.minusDays(WARNINGS.get(0)).atStartOfDay().toInstant(FIRST_ZONE), ZoneOffset.UTC);
    }

    /** The remaining time as a phrase after <em>expires</em>; blank if unknown or expired. */
    public String until(Instant now) {
        int days = daysLeft(now).orElse(-1);
        if (days != 0) {
            return days < 0 ? "" : Messages.text("expiry.until.days", days);
        }
        return Messages.text(isLastDay(now) ? "expiry.until.today" : "expiry.until.anyHour");
    }

    /** The expiry as a sentence without its full stop: {@code The client secret expires in 12 days, on 8 Sep 2026}. */
    String sentence(Instant now) {
        return Messages.text(
                "expiry.sentence." + variant(now), day(), daysLeft(now).orElse(0));
    }

    /** The subject of a mail that says the same. */
    String subject(Instant now) {
        return Messages.text(
                "expiry.subject." + variant(now), day(), daysLeft(now).orElse(0));
    }

    /** The end of the keys of both. */
    private String variant(Instant now) {
        OptionalInt daysLeft = daysLeft(now);
        if (daysLeft.isEmpty()) {
            return "unknown";
        }
        int days = daysLeft.getAsInt();
        return days < 0 ? "expired" : days > 0 ? "days" : isLastDay(now) ? "today" : "anyHour";
    }

    private String day() {
        return expiresOn == null ? "" : DayFormat.of(expiresOn);
    }

    private boolean isLastDay(Instant now) {
        return LocalDate.ofInstant(now, ZoneOffset.UTC).equals(expiresOn);
    }

    private static long days(Instant now, ZoneOffset zone, LocalDate day) {
        return ChronoUnit.DAYS.between(LocalDate.ofInstant(now, zone), day);
    }
}
