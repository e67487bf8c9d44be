package org.signetmail.settings;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import jakarta.transaction.Transactional;
import jakarta.transaction.Transactional.TxType;
import java.util.function.Function;

/**
 * A transaction that is no part of the caller's: what was seen of a mail stays seen, whatever becomes of the work that
 * sent it.
 */
@ApplicationScoped
class NewTransaction {
    @PersistenceContext(unitName = "signet")
    EntityManager entities;

    /** Does this work; what it throws undoes it. */
    @Transactional(TxType.REQUIRES_NEW)
    public <T> T of(Function<EntityManager, T> work) {
        return work.apply(entities);
    }
}
