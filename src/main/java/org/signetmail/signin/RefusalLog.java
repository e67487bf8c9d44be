package org.signetmail.signin;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.signetmail.log.LogEvent;

/** Tells the log of refused requests: one line a minute with the number of the others, so that a flood does not fill the disk. */
@ApplicationScoped
class RefusalLog {
    static final Duration BETWEEN = Duration.ofMinutes(1);

    @Inject
    Clock clock;

    private Instant latest = Instant.MIN;
    private long untold;

    /** @param address that the request came from */
    void note(RequestRules.Refusal refusal, String address) {
        long others;
        synchronized (this) {
            Instant now = clock.instant();
            if (now.isBefore(latest.plus(BETWEEN))) {
                untold++;
                return;
            }
            latest = now;
            others = untold;
            untold = 0;
        }
        LogEvent.REQUEST_REFUSED
                .with("status", refusal.status())
                .with("why", refusal.words())
                .with("from", address)
                .with("others", others)
                .log();
    }
}
