package org.signetmail.outbox;

import jakarta.persistence.Entity;
import jakarta.persistence.EntityManager;
import jakarta.persistence.Id;
import jakarta.persistence.Table;

/** The single row that makes writers wait for each other where concurrent inserts would fail. */
@Entity
@Table(name = "outbox_lock")
class OutboxLock {
    @Id
    int id;

    long changes;

    /** Waits for the lock, which is held until the end of the transaction. */
    static void acquire(EntityManager entities) {
        entities.createQuery("update OutboxLock l set l.changes = l.changes + 1 where l.id = 1")
                .executeUpdate();
    }
}
