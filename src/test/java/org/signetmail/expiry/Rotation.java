package org.signetmail.expiry;

import static java.util.Objects.requireNonNull;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.signetmail.account.Mailbox;

/**
 * A credential of the simulation.
 *
 * @param zone of the administrator who typed its last day
 * @param ends when it really ends; null if that is unknown
 */
record Rotation(
        int number,
        CredentialEnd end,
        ZoneId zone,
        @Nullable Instant ends,
        Instant from,
        Instant until) {
    private static final List<Integer> DAYS = List.of(60, 30, 14, 7, 3, 1, 0);

    WatchedCredential watched(List<Mailbox> warned) {
        return SimulatedNode.secret("credential " + number, end, from, warned);
    }

    /** The newest rung, by other means than the product's. */
    @Nullable
    Integer rung(Instant at) {
        if (end instanceof CredentialEnd.Unknown) {
            int months = 0;
            while (!from.atZone(ZoneId.of("UTC")).plusMonths(months).toInstant().isAfter(at)) {
                months++;
            }
            return months == 0 ? null : 1 - months;
        }
        long left;
        if (end instanceof CredentialEnd.LastDay lastDay) {
            left = ChronoUnit.DAYS.between(
                    at.atZone(ZoneId.of("Pacific/Kiritimati")).toLocalDate(), lastDay.date());
            if (left <= 0) {
                left = Math.min(
                        0,
                        ChronoUnit.DAYS.between(
                                at.atZone(ZoneId.of("Etc/GMT+12")).toLocalDate(), lastDay.date()));
            }
        } else {
            left = (long) Math.floor(Duration.between(at, requireNonNull(ends)).toSeconds() / 86_400.0);
        }
        if (left < 0) {
            return (int) left;
        }
        Integer newest = null;
        for (int day : DAYS) {
            newest = left <= day ? Integer.valueOf(day) : newest;
        }
        return newest;
    }
}
