package org.signetmail.expiry;

import jakarta.annotation.PostConstruct;
import jakarta.annotation.Resource;
import jakarta.ejb.Schedule;
import jakarta.ejb.Singleton;
import jakarta.ejb.Startup;
import jakarta.ejb.Timeout;
import jakarta.ejb.TimerConfig;
import jakarta.ejb.TimerService;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;

/**
 * Rings on every node: shortly after start, for what was missed, and four times a day, since what is refused in the
 * morning is tried again the same day. What the bell means is the watch's business; which node mails is the log's.
 */
@Singleton
@Startup
@TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED) // Mail is never handed over inside a transaction.
public class ExpiryTimer {
    private static final long SHORTLY = 5_000; // milliseconds

    @Inject
    ExpiryWatch watch;

    @Resource
    TimerService timers;

    /** A timer, because a start-up that waits for Microsoft is no start-up. */
    @PostConstruct
    void ringSoon() {
        timers.createSingleActionTimer(SHORTLY, new TimerConfig("start", false));
    }

    @Timeout
    void ringAfterStart() {
        watch.look();
    }

    @Schedule(hour = "6,10,14,18", timezone = "UTC", persistent = false)
    void ring() {
        watch.look();
    }
}
