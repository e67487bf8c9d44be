package org.signetmail.expiry;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import jakarta.transaction.Transactional;
import java.time.Instant;
import java.util.List;

/**
 * Records which warnings were mailed, for all nodes that share a database.
 *
 * <p>Nodes claim a warning by a conditional update of an existing row: concurrent inserts would fill the log with stack
 * traces of constraint violations.
 */
@ApplicationScoped
@Transactional
class WarningLog {

    @PersistenceContext(unitName = "signet")
    EntityManager entities;

    /**
     * Claims a warning about this secret and skips earlier ones permanently; returns whether the caller must mail it.
     */
    boolean claim(String secret, int daysBefore, Instant now) {
        int claimed = entities.createQuery("update ExpiryWarning w set w.secret = :secret, w.warnedAt = :now"
                        + " where w.daysBefore = :days and w.secret <> :secret")
                .setParameter("secret", secret)
                .setParameter("now", now.toEpochMilli())
                .setParameter("days", daysBefore)
                .executeUpdate();
        if (claimed == 0) {
            return false;
        }
        entities.createQuery("update ExpiryWarning w set w.secret = :secret, w.warnedAt = null"
                        + " where w.daysBefore > :days and w.secret <> :secret")
                .setParameter("secret", secret)
                .setParameter("days", daysBefore)
                .executeUpdate();
        return true;
    }

    /** Releases a claim after no recipient got the warning, so that the next run may claim it again. */
    void release(String secret, int daysBefore) {
        entities.createQuery("update ExpiryWarning w set w.secret = '', w.warnedAt = null"
                        + " where w.daysBefore = :days and w.secret = :secret")
                .setParameter("secret", secret)
                .setParameter("days", daysBefore)
                .executeUpdate();
    }

    /** The times at which warnings about this secret were mailed, oldest first. */
    List<Instant> warnedAt(String secret) {
        return entities
                .createQuery(
                        "select w.warnedAt from ExpiryWarning w where w.secret = :secret and w.warnedAt is not null"
                                + " order by w.warnedAt",
                        Long.class)
                .setParameter("secret", secret)
                .getResultList()
                .stream()
                .map(Instant::ofEpochMilli)
                .toList();
    }
}
