package org.signetmail.settings;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.signetmail.log.AuditNote;
import org.signetmail.log.LogEvent;

/** Keeps what other packages note for the audit, in a transaction of its own, for two years. */
@ApplicationScoped
class AuditTrail {
    /** Two years, a leap day included. */
    static final Duration KEPT = Duration.ofDays(731);

    private static final Duration BETWEEN_PURGES = Duration.ofDays(1);

    private Instant purged = Instant.MIN;

    @Inject
    NewTransaction transaction;

    @Inject
    Clock clock;

    /** What was done stays done where it can't be recorded: a sign-out works while the database is away. */
    void keep(@Observes AuditNote note) {
        Instant now = clock.instant();
        try {
            transaction.of(entities -> {
                entities.persist(new AuditRow(now, note));
                return true;
            });
        } catch (RuntimeException away) { // EclipseLink's own are no PersistenceException.
            LogEvent.AUDIT_NOT_KEPT
                    .with("who", note.who())
                    .with("what", note.what())
                    .log(away);
            return;
        }
        purge(now);
    }

    /** Runs with the first note of a day. Each sign-in is a note, so no administrator sees entries that are past their time. */
    private void purge(Instant now) {
        if (!isPurgeDue(now)) {
            return;
        }
        try {
            transaction.of(entities -> entities.createQuery("delete from AuditRow a where a.changedAt < :before")
                    .setParameter("before", now.minus(KEPT).toEpochMilli())
                    .executeUpdate());
        } catch (RuntimeException away) {
            forgetPurge(); // The next note tries it again.
        }
    }

    private synchronized void forgetPurge() {
        purged = Instant.MIN;
    }

    private synchronized boolean isPurgeDue(Instant now) {
        boolean due = !now.isBefore(purged.plus(BETWEEN_PURGES));
        if (due) {
            purged = now;
        }
        return due;
    }
}
