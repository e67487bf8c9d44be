package org.signetmail.expiry;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;
import org.signetmail.log.LogEvent;
import org.signetmail.settings.SettingsStore;

/**
 * Warns about the end of the saved credential on the days of {@link WarningSchedule}: each administrator once for each
 * of them, over all nodes. After an outage only the latest due warning is sent.
 */
@ApplicationScoped
class ExpiryWatch {
    @Inject
    SettingsStore settings;

    @Inject
    WatchedCredentials credentials;

    @Inject
    WarningSchedule schedule;

    @Inject
    Notifier notifier;

    @Inject
    Clock clock;

    private @Nullable LocalDate loggedOn;

    /** Sends the warning that is due, if any, and logs the end of a credential that is near its end. */
    void sendDueWarning() {
        Instant now = clock.instant();
        current().ifPresent(watched -> warn(watched, now));
    }

    /** The credential that mail is sent with. */
    Optional<WatchedCredential> current() {
        return credentials.current(settings.load());
    }

    private void warn(WatchedCredential watched, Instant now) {
        logOncePerDay(watched, now);
        OptionalInt due = schedule.due(watched, now);
        if (due.isEmpty()) {
            return;
        }
        if (watched.warned().isEmpty()) {
            LogEvent.NO_ADMINISTRATORS_TO_WARN
                    .with("why", watched.sentence(now))
                    .log();
        }
        if (notifier.send(new WarningMail(watched, now).rung(due.getAsInt())) == Notifier.Result.FAILED) {
            LogEvent.WARNING_DUE_AGAIN.with("why", watched.sentence(now)).log();
        }
    }

    /** Once a day of UTC on each node: a monitor reads the log of any of them. */
    private void logOncePerDay(WatchedCredential watched, Instant now) {
        LocalDate today = LocalDate.ofInstant(now, ZoneOffset.UTC);
        boolean isNear = switch (watched.end().stage(now)) {
            case FAR, NEAR, UNKNOWN -> false;
            case CLOSE, LAST, PAST -> true;
        };
        if (isNear && isFirstRunOn(today)) {
            LogEvent.CREDENTIAL_ENDS
                    .with("why", watched.sentence(now))
                    .with("daysLeft", watched.end().daysLeft(now).orElse(0))
                    .log();
        }
    }

    private synchronized boolean isFirstRunOn(LocalDate today) {
        boolean first = !today.equals(loggedOn);
        loggedOn = today;
        return first;
    }
}
