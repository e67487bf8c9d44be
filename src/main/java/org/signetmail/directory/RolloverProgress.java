package org.signetmail.directory;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.signetmail.account.Symptom;
import org.signetmail.credential.Rollover;
import org.signetmail.credential.Rollover.Reason;
import org.signetmail.credential.RolloverStore;
import org.signetmail.log.LogEvent;

/** Stores how far a renewal is, and what it stopped at. Each method tells whether another step may follow at once. */
record RolloverProgress(RolloverStore store, Clock clock) {
    private static final Duration SOON = Duration.ofMinutes(50); // Less than the timer's hour.
    private static final Duration LATER = Duration.ofDays(1);

    Instant now() {
        return clock.instant();
    }

    boolean replace(Rollover before, Rollover after) {
        return store.replace(before, after);
    }

    /** Notes what only an administrator can change; it is tried again each day in any case. */
    boolean stop(Rollover state, Reason reason) {
        return stop(state, state, reason, "", LATER);
    }

    /** Notes a refusal, or a missing reply, which is tried again soon. */
    boolean stop(Rollover before, Rollover after, Symptom why) {
        Reason reason = RolloverRefusals.reason(why);
        return stop(before, after, reason, why.code(), reason == Reason.NO_REPLY ? SOON : LATER);
    }

    private boolean stop(Rollover before, Rollover after, Reason reason, String code, Duration retryAfter) {
        if (store.replace(before, after.stopped(reason, code, now(), retryAfter))) {
            LogEvent.CERTIFICATE_NOT_RENEWED
                    .with("reason", reason)
                    .with("code", code)
                    .log();
        }
        return false;
    }

    boolean hasToWait(Rollover state) {
        return state.obstacle()
                .filter(obstacle -> !isPast(obstacle.at(), obstacle.retryAfter()))
                .isPresent();
    }

    /** A time in the future was noted while the clock was wrong. */
    boolean isPast(Instant since, Duration duration) {
        Instant now = now();
        return now.isBefore(since) || !now.isBefore(since.plus(duration));
    }
}
