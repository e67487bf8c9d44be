package org.signetmail.expiry;

import jakarta.ejb.Schedule;
import jakarta.ejb.Singleton;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;
import org.signetmail.directory.CertificateRollover;
import org.signetmail.log.LogEvent;
import org.signetmail.seal.SealBroken;

/**
 * Runs {@link CertificateRollover} and {@link CredentialUpkeep} on every node once an hour; the store decides which node goes on. A missed hour is made up
 * for by the next one: a renewal has half a certificate's life.
 */
@Singleton
@TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED) // Requests to Microsoft never run inside a transaction.
public class RolloverTimer {
    @Inject
    CertificateRollover rollover;

    @Inject
    CredentialUpkeep upkeep;

    @Schedule(hour = "*", minute = "17", timezone = "UTC", persistent = false)
    void run() {
        try {
            rollover.proceed();
            upkeep.run();
        } catch (SealBroken locked) {
            LogEvent.ROLLOVER_FAILED
                    .with("why", String.valueOf(locked.getMessage()))
                    .log();
        } catch (RuntimeException bug) {
            LogEvent.ROLLOVER_FAILED.log(bug);
        }
    }
}
