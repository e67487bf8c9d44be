package org.signetmail.settings;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import jakarta.persistence.PersistenceException;
import jakarta.transaction.TransactionalException;
import java.time.Clock;
import org.signetmail.journal.AuditNote;
import org.signetmail.journal.Event;

/** Keeps what other packages note for the audit, in a transaction of its own. */
@ApplicationScoped
class AuditTrail {
    @Inject
    OwnTransaction transaction;

    @Inject
    Clock clock;

    /** What was done stays done where it can't be kept: a database that is away signs nobody out. */
    void keep(@Observes AuditNote note) {
        try {
            transaction.of(entities -> {
                entities.persist(new AuditRow(clock.instant(), note.who(), note.what()));
                return true;
            });
        } catch (PersistenceException | TransactionalException away) {
            Event.AUDIT_NOT_KEPT
                    .with("who", note.who())
                    .with("what", note.what())
                    .log(away);
        }
    }
}
