package org.signetmail.expiry;

import jakarta.annotation.PostConstruct;
import jakarta.annotation.Resource;
import jakarta.ejb.ScheduleExpression;
import jakarta.ejb.Singleton;
import jakarta.ejb.Startup;
import jakarta.ejb.Timeout;
import jakarta.ejb.TimerConfig;
import jakarta.ejb.TimerService;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;
import java.util.concurrent.ThreadLocalRandom;

/**
 * Runs {@link ExpiryWatch} on every node: shortly after start, to catch up, and every three hours, so that a refused
 * warning, or one whose node was killed, is retried on the same day. The minute is random, because the nodes share a
 * database and Microsoft. {@link WarningLog} decides which node sends.
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

    /** Uses a timer for the first run, too, so that start-up doesn't wait for Microsoft. */
    @PostConstruct
    void scheduleRuns() {
        timers.createSingleActionTimer(START_DELAY, new TimerConfig("start", false));
        timers.createCalendarTimer(
                new ScheduleExpression()
                        .hour("*/3")
                        .minute(ThreadLocalRandom.current().nextInt(60))
                        .timezone("UTC"),
                new TimerConfig("daily", false));
    }

    @Timeout
    void run() {
        watch.sendDueWarning();
    }
}
