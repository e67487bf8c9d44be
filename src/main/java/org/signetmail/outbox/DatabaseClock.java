package org.signetmail.outbox;

import jakarta.persistence.EntityManager;

/** The clock that all nodes share: leases and due times are measured by it. */
final class DatabaseClock {
    private DatabaseClock() {}

    /** Milliseconds since the epoch. */
    static long now(EntityManager entities) {
        var seconds = (Number) entities.createNativeQuery("select extract(epoch from current_timestamp)")
                .getSingleResult();
        return (long) (seconds.doubleValue() * 1000);
    }
}
