package org.signetmail.health;

import jakarta.ejb.Schedule;
import jakarta.ejb.Singleton;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;

/** Runs {@link SelfCheck} each hour on every node; it decides when it is due, and {@link SelfCheckLog} on which node. */
@Singleton
@TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED) // No transaction is open while Entra is asked.
public class SelfCheckTimer {
    @Inject
    SelfCheck check;

    @Schedule(hour = "*", minute = "7", timezone = "UTC", persistent = false)
    void run() {
        check.runIfDue();
    }
}
