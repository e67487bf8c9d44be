package org.signetmail.expiry;

import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/**
 * When a client secret expires. All days are days of UTC.
 *
 * @param expiresOn its last day, as Entra shows it; null if nobody entered it
 */
public record SecretExpiry(@Nullable LocalDate expiresOn) {
    /** So many days before the end a warning is mailed, the last one on the last day. */
    static final List<Integer> WARNINGS = List.of(60, 30, 14, 7, 3, 1, 0);

    private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("d MMM uuuu", Locale.ENGLISH);

    /** Whole days from today to the last day: 0 on that day, negative after it, empty if it is unknown. */
    public OptionalInt daysLeft(LocalDate today) {
        return expiresOn == null
                ? OptionalInt.empty()
                : OptionalInt.of(Math.toIntExact(ChronoUnit.DAYS.between(today, expiresOn)));
    }

    public ExpiryStage stage(LocalDate today) {
        OptionalInt known = daysLeft(today);
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
    OptionalInt warningDue(LocalDate today) {
        OptionalInt days = daysLeft(today);
        return days.isEmpty()
                ? OptionalInt.empty()
                : WARNINGS.stream()
                        .mapToInt(Integer::intValue)
                        .filter(before -> days.getAsInt() <= before)
                        .min();
    }

    /** As a sentence without its full stop: {@code The client secret expires in 12 days, on 8 Sep 2026}. */
    String said(LocalDate today) {
        OptionalInt known = daysLeft(today);
        if (known.isEmpty()) {
            return "Nobody entered when the client secret expires";
        }
        int days = known.getAsInt();
        if (days < 0) {
            return "The client secret expired on " + day();
        }
        String in = days == 0 ? "today" : days == 1 ? "tomorrow" : "in " + days + " days";
        return "The client secret expires " + in + ", on " + day();
    }

    private String day() {
        return expiresOn == null ? "a day that is not known" : DAY.format(expiresOn);
    }
}
