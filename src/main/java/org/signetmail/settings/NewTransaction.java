package org.signetmail.settings;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import jakarta.transaction.Transactional;
import jakarta.transaction.Transactional.TxType;
import java.util.function.Function;

/**
 * Runs work in a transaction independent of the caller's: the outcome of a message stays recorded if the caller rolls
 * back.
 */
@ApplicationScoped
public class NewTransaction {
    @PersistenceContext(unitName = "signet")
    EntityManager entities;

    /** Runs the work; an exception rolls back. */
    @Transactional(TxType.REQUIRES_NEW)
    public <T> T of(Function<EntityManager, T> work) {
        return work.apply(entities);
    }

    /**
     * Clears the interrupt flag during the note and restores it afterwards: JDBC drivers fail in an interrupted thread.
     */
    public static void uninterrupted(Runnable note) {
        boolean interrupted = Thread.interrupted();
        try {
            note.run();
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
