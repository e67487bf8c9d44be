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
    /** Resolution of the time of last use: the row is updated at most this often. */
    static final Duration SEEN_RESOLUTION = Duration.ofMinutes(1);

    @PersistenceContext(unitName = "signet")
    EntityManager entities;

    @Inject
    Clock clock;

    @Inject
    SessionLength length;

    /** Stores a new session and deletes expired ones. */
    @Transactional
    String begin(String name, String address) {
        Instant now = clock.instant();
        entities.createQuery("delete from AdminSession s where s.seenAt <= :idle or s.beganAt <= :old")
                .setParameter("idle", idleSince(now))
                .setParameter("old", now.minus(length.max()).toEpochMilli())
                .executeUpdate();
        var session = new AdminSession(name, address, now);
        entities.persist(session);
        return session.id();
    }

    /** Whether the session has not been ended on this or another node; counts as a use of it. */
    @Transactional
    boolean isOpen(String id) {
        Instant now = clock.instant();
        AdminSession session = entities.find(AdminSession.class, id);
        if (session != null && !now.isBefore(session.seenAt().plus(SEEN_RESOLUTION))) {
            // A query rather than the entity, which could restore a row that another node deletes at the same moment.
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

    /** Ends all sessions of this user except one and returns how many were open. */
    @Transactional
    int endOthers(String name, String keptId) {
        int open = (int) openSessions(name).stream()
                .filter(session -> !session.id().equals(keptId))
                .count();
        entities.createQuery("delete from AdminSession s where s.name = :name and s.id <> :keptId")
                .setParameter("name", name)
                .setParameter("keptId", keptId)
                .executeUpdate();
        return open;
    }

    /** Open sessions of this user, newest first. */
    @Transactional
    List<AdminSession> open(String name) {
        return openSessions(name);
    }

    private List<AdminSession> openSessions(String name) {
        Instant now = clock.instant();
        return entities.createQuery(
                        "select s from AdminSession s where s.name = :name and s.seenAt > :idle and s.beganAt > :old"
                                + " order by s.beganAt desc, s.id",
                        AdminSession.class)
                .setParameter("name", name)
                .setParameter("idle", idleSince(now))
                .setParameter("old", now.minus(length.max()).toEpochMilli())
                .getResultList();
    }

    /** The container ends idle sessions. The stored time of last use may be {@link #SEEN_RESOLUTION} old. */
    private long idleSince(Instant now) {
        return now.minus(length.idle()).minus(SEEN_RESOLUTION).toEpochMilli();
    }
}
