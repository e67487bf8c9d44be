package org.signetmail.settings;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.signetmail.log.AuditNote;
import org.signetmail.log.LogEvent;

/** Stores audit notes, each in a transaction of its own, for two years. */
@ApplicationScoped
class AuditTrail {
    /** Two years including a leap day. */
    static final Duration RETENTION = Duration.ofDays(731);

    private static final Duration PURGE_INTERVAL = Duration.ofDays(1);

    private Instant purgedAt = Instant.MIN;

    @Inject
    NewTransaction transaction;

    @Inject
    Clock clock;

    /**
     * Stores a note. A failure is only logged, so that the audited action succeeds: sign-out works during a database
     * failure.
     */
    void store(@Observes AuditNote note) {
        Instant now = clock.instant();
        try {
            transaction.of(entities -> {
                entities.persist(new AuditRow(now, note));
                return true;
            });
        } catch (RuntimeException databaseFailure) { // Some exceptions of EclipseLink are no PersistenceException.
            LogEvent.AUDIT_NOT_KEPT
                    .with("who", note.who())
                    .with("what", note.what())
                    .log(databaseFailure);
            return;
        }
        purge(now);
    }

    /**
     * Deletes old entries with the first note of a day. Each sign-in is a note, so an administrator never sees older
     * entries.
     */
    private void purge(Instant now) {
        if (!isPurgeDue(now)) {
            return;
        }
        try {
            transaction.of(entities -> entities.createQuery("delete from AuditRow a where a.changedAt < :before")
                    .setParameter("before", now.minus(RETENTION).toEpochMilli())
                    .executeUpdate());
        } catch (RuntimeException databaseFailure) {
            resetPurge(); // The next note retries.
        }
    }

    private synchronized void resetPurge() {
        purgedAt = Instant.MIN;
    }

    private synchronized boolean isPurgeDue(Instant now) {
        boolean due = !now.isBefore(purgedAt.plus(PURGE_INTERVAL));
        if (due) {
            purgedAt = now;
        }
        return due;
    }
}
