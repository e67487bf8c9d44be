package org.signetmail.signin;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** The sessions of signed-in administrators on all nodes that share the database. */
@ApplicationScoped
class AdminSessions {
    /** How exactly it is known when a session was last used. */
    static final Duration SELDOM = Duration.ofMinutes(1);

    @PersistenceContext(unitName = "signet")
    EntityManager entities;

    @Inject
    Clock clock;

    @Inject
    SessionLength length;

    /** Notes a session that begins, and forgets those that have ended by themselves. */
    @Transactional
    String begin(String name, String address) {
        Instant now = clock.instant();
        entities.createQuery("delete from AdminSession s where s.seenAt <= :idle or s.beganAt <= :old")
                .setParameter("idle", idleSince(now))
                .setParameter("old", now.minus(length.longest()).toEpochMilli())
                .executeUpdate();
        var session = new AdminSession(name, address, now);
        entities.persist(session);
        return session.id();
    }

    /** Whether a session that is used now has not been ended, on this node or another. */
    @Transactional
    boolean isOpen(String id) {
        Instant now = clock.instant();
        AdminSession session = entities.find(AdminSession.class, id);
        if (session != null && !now.isBefore(session.seenAt().plus(SELDOM))) {
            // Not by the entity: one that is ended at the same moment stays ended.
            entities.createQuery("update AdminSession s set s.seenAt = :now where s.id = :id")
                    .setParameter("now", now.toEpochMilli())
                    .setParameter("id", id)
                    .executeUpdate();
        }
        return session != null;
    }

    @Transactional
    void end(String id) {
        entities.createQuery("delete from AdminSession s where s.id = :id")
                .setParameter("id", id)
                .executeUpdate();
    }

    /** Ends all sessions of this user but one, and says how many were open. */
    @Transactional
    int endOthers(String name, String spared) {
        int open = (int) found(name).stream()
                .filter(session -> !session.id().equals(spared))
                .count();
        entities.createQuery("delete from AdminSession s where s.name = :name and s.id <> :spared")
                .setParameter("name", name)
                .setParameter("spared", spared)
                .executeUpdate();
        return open;
    }

    /** The sessions of this user that have not ended, the newest first. */
    @Transactional
    List<AdminSession> open(String name) {
        return found(name);
    }

    private List<AdminSession> found(String name) {
        Instant now = clock.instant();
        return entities.createQuery(
                        "select s from AdminSession s where s.name = :name and s.seenAt > :idle and s.beganAt > :old"
                                + " order by s.beganAt desc, s.id",
                        AdminSession.class)
                .setParameter("name", name)
                .setParameter("idle", idleSince(now))
                .setParameter("old", now.minus(length.longest()).toEpochMilli())
                .getResultList();
    }

    /** The container ends an idle session. What is noted of its use lags behind. */
    private long idleSince(Instant now) {
        return now.minus(length.idle()).minus(SELDOM).toEpochMilli();
    }
}
