package org.signetmail.outbox;

import jakarta.ejb.Schedule;
import jakarta.ejb.Singleton;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;
import org.signetmail.log.LogEvent;

/** Runs {@link OutboxUpkeep} each hour on every node. A missed hour is made up for by the next one. */
@Singleton
@TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED) // Each batch is a transaction of its own.
public class OutboxTimer {
    @Inject
    OutboxUpkeep upkeep;

    @Schedule(hour = "*", minute = "37", timezone = "UTC", persistent = false)
    void run() {
        try {
            upkeep.run();
        } catch (RuntimeException databaseAway) { // The container would repeat the timer at once.
            LogEvent.OUTBOX_FAILED.log(databaseAway);
        }
    }
}
