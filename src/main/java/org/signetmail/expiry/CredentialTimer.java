package org.signetmail.expiry;

import jakarta.annotation.PostConstruct;
import jakarta.annotation.Resource;
import jakarta.ejb.ConcurrencyManagement;
import jakarta.ejb.ConcurrencyManagementType;
import jakarta.ejb.Schedule;
import jakarta.ejb.Singleton;
import jakarta.ejb.Startup;
import jakarta.ejb.Timeout;
import jakarta.ejb.Timer;
import jakarta.ejb.TimerConfig;
import jakarta.ejb.TimerService;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import org.signetmail.delivery.CredentialSwitch;
import org.signetmail.directory.CertificateRollover;
import org.signetmail.log.LogEvent;
import org.signetmail.seal.SealBroken;

/**
 * Runs {@link CertificateRollover} and {@link CredentialUpkeep} on every node shortly after start, to catch up, and once an
 * hour; the store decides which node goes on. A missed hour is made up for by the next one: a renewal has half a
 * certificate's life.
 */
@Singleton
@Startup
@ConcurrencyManagement(ConcurrencyManagementType.BEAN) // A message that switched must not wait for the hour's work.
@TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED) // Requests to Microsoft never run inside a transaction.
public class CredentialTimer {
    private static final long START_DELAY = 10_000; // milliseconds
    private static final String SWITCH = "switch";

    @Resource
    TimerService timers;

    @Inject
    CertificateRollover rollover;

    @Inject
    CredentialUpkeep upkeep;

    /** A timer, so that start-up doesn't wait for Microsoft. */
    @PostConstruct
    void runAfterStart() {
        timers.createSingleActionTimer(START_DELAY, new TimerConfig("start", false));
    }

    @Schedule(hour = "*", minute = "17", timezone = "UTC", persistent = false)
    void run() {
        guarded(rollover::proceed);
        guarded(upkeep::run);
    }

    /** Has a switch announced at once. The message that caused it doesn't wait, and its application's context is left. */
    public void announceSoon(@Observes CredentialSwitch.Switched switched) {
        timers.createSingleActionTimer(0, new TimerConfig(SWITCH, false));
    }

    @Timeout
    void expired(Timer timer) {
        if (SWITCH.equals(timer.getInfo())) {
            guarded(upkeep::announceSwitch);
        } else {
            run();
        }
    }

    /** Work on the stored credentials. */
    @FunctionalInterface
    private interface Work {
        void run() throws SealBroken;
    }

    /** A failure of one does not stop the other, and the container does not repeat the timer at once. */
    private static void guarded(Work work) {
        try {
            work.run();
        } catch (SealBroken locked) {
            LogEvent.CREDENTIAL_TIMER_FAILED
                    .with("why", String.valueOf(locked.getMessage()))
                    .log();
        } catch (RuntimeException bug) {
            LogEvent.CREDENTIAL_TIMER_FAILED.log(bug);
        }
    }
}
