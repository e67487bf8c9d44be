package org.signetmail.expiry;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import jakarta.transaction.Transactional;
import java.time.Instant;
import java.util.List;

/**
 * Which warnings were mailed, for all nodes on one database.
 *
 * <p>The rows are there from the beginning and are claimed by a conditional update: an insert that loses to another
 * node's would fill the log with stack traces.
 */
@ApplicationScoped
@Transactional
class WarningLog {

    @PersistenceContext(unitName = "signet")
    EntityManager entities;

    /** Whether this warning of this secret is the caller's to mail. Those before it are passed over for good. */
    boolean claim(String secret, int daysBefore, Instant now) {
        int won = entities.createQuery("update ExpiryWarning w set w.secret = :secret, w.warnedAt = :now"
                        + " where w.daysBefore = :days and w.secret <> :secret")
                .setParameter("secret", secret)
                .setParameter("now", now.toEpochMilli())
                .setParameter("days", daysBefore)
                .executeUpdate();
        if (won == 0) {
            return false;
        }
        entities.createQuery("update ExpiryWarning w set w.secret = :secret, w.warnedAt = null"
                        + " where w.daysBefore > :days and w.secret <> :secret")
                .setParameter("secret", secret)
                .setParameter("days", daysBefore)
                .executeUpdate();
        return true;
    }

    /** Nobody got this warning: the next look may claim it again. */
    void giveBack(String secret, int daysBefore) {
        entities.createQuery("update ExpiryWarning w set w.secret = '', w.warnedAt = null"
                        + " where w.daysBefore = :days and w.secret = :secret")
                .setParameter("secret", secret)
                .setParameter("days", daysBefore)
                .executeUpdate();
    }

    /** When warnings of this secret were mailed, the oldest first. */
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
