package org.signetmail.signin;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.signetmail.log.LogEvent;

/**
 * Logs refused requests: at most one line per minute, with the number of suppressed ones, so that a flood can't fill
 * the disk.
 */
@ApplicationScoped
class RefusalLog {
    static final Duration INTERVAL = Duration.ofMinutes(1);

    @Inject
    Clock clock;

    private Instant lastLogged = Instant.MIN;
    private long suppressed;

    /** @param address the client's address */
    void note(RequestRules.Refusal refusal, String address) {
        long others;
        synchronized (this) {
            Instant now = clock.instant();
            if (now.isBefore(lastLogged.plus(INTERVAL))) {
                suppressed++;
                return;
            }
            lastLogged = now;
            others = suppressed;
            suppressed = 0;
        }
        LogEvent.REQUEST_REFUSED
                .with("status", refusal.status())
                .with("why", refusal.message())
                .with("from", address)
                .with("others", others)
                .log();
    }
}
