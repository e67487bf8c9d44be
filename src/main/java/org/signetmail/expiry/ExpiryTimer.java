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
 * Runs {@link ExpiryWatch} on every node: shortly after start, to catch up, and four times a day, so that a refused
 * warning is retried on the same day. {@link WarningLog} decides which node sends.
 */
@Singleton
@Startup
@TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED) // Mail is never sent inside a transaction.
public class ExpiryTimer {
    private static final long START_DELAY = 5_000; // milliseconds

    @Inject
    ExpiryWatch watch;

    @Resource
    TimerService timers;

    /** Uses a timer, so that start-up doesn't wait for Microsoft. */
    @PostConstruct
    void scheduleFirstRun() {
        timers.createSingleActionTimer(START_DELAY, new TimerConfig("start", false));
    }

    @Timeout
    void runAfterStart() {
        watch.sendDueWarning();
    }

    @Schedule(hour = "6,10,14,18", timezone = "UTC", persistent = false)
    void run() {
        watch.sendDueWarning();
    }
}
