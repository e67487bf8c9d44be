package org.signetmail.expiry;

import jakarta.annotation.PostConstruct;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.signetmail.account.Configuration;
import org.signetmail.account.ConfigurationKey;
import org.signetmail.log.LogEvent;

/**
 * The days on which administrators are warned: configured days before the end of a credential, and every day after it.
 * An unknown end is warned about when the credential is added and every month after that.
 *
 * <p>Each of these days is a <em>rung</em>: the number of days left that it announces, negative after the end; for an
 * unknown end, the negative number of months since the credential was added. A lower rung is always a later one.
 */
@ApplicationScoped
class WarningSchedule {
    private static final ConfigurationKey KEY = ConfigurationKey.WARNING_DAYS;

    private List<Integer> days;

    WarningSchedule() {
        this(days(KEY.usual().orElseThrow()).orElseThrow());
    }

    /** @param days days before the end, in any order */
    WarningSchedule(List<Integer> days) {
        this.days = List.copyOf(days);
    }

    @PostConstruct
    void configure() {
        Configuration.current().text(KEY).ifPresent(this::configure);
    }

    void configure(String set) {
        days(set)
                .ifPresentOrElse(
                        understood -> days = understood,
                        () -> LogEvent.WARNING_DAYS_NOT_UNDERSTOOD
                                .with("key", KEY)
                                .with("value", set)
                                .with("used", KEY.usual().orElseThrow())
                                .log());
    }

    /** Empty unless every entry is a number that may be configured. */
    private static Optional<List<Integer>> days(String set) {
        try {
            return Optional.of(Stream.of(set.split(",", -1))
                    .map(day -> (int) KEY.number(day))
                    .distinct()
                    .toList());
        } catch (IllegalArgumentException notUnderstood) {
            return Optional.empty();
        }
    }

    /** The latest rung that is due; those before it need no warning of their own any more. */
    OptionalInt due(WatchedCredential credential, Instant now) {
        CredentialEnd end = credential.end();
        if (end instanceof CredentialEnd.Unknown) {
            long months = ChronoUnit.MONTHS.between(
                    credential.since().atOffset(ZoneOffset.UTC), now.atOffset(ZoneOffset.UTC));
            return now.isBefore(credential.since()) ? OptionalInt.empty() : OptionalInt.of((int) -months);
        }
        OptionalInt left = end.daysLeft(now);
        if (left.isPresent() && left.getAsInt() < 0) {
            return left;
        }
        return left.isEmpty()
                ? left
                : days.stream()
                        .mapToInt(Integer::intValue)
                        .filter(before -> left.getAsInt() <= before)
                        .min();
    }

    /** The UTC date on which the first warning is due; null if the end is unknown. */
    @Nullable
    LocalDate firstDay(CredentialEnd end) {
        return end.reaches(days.stream().mapToInt(Integer::intValue).max().orElse(-1));
    }
}
