package org.signetmail.health;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.persistence.LockModeType;
import jakarta.persistence.PersistenceContext;
import jakarta.transaction.Transactional;
import java.time.Instant;
import java.time.LocalDate;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.signetmail.credential.Slot;

/** What the self-check found, for all nodes that share a database. */
@ApplicationScoped
@Transactional
class SelfCheckLog {
    @PersistenceContext(unitName = "signet")
    EntityManager entities;

    /**
     * The last result of a slot.
     *
     * @param at empty before the first check, and while the slot is empty
     */
    record Result(SlotHealth health, Optional<Instant> at) {}

    /** Claims the check of this day, which no other node does then. */
    boolean claim(LocalDate day) {
        return entities.createQuery(
                                "update SelfCheckRow c set c.claimedDay = :day where c.slot = :slot and c.claimedDay < :day")
                        .setParameter("day", day.toEpochDay())
                        .setParameter("slot", Slot.CURRENT)
                        .executeUpdate()
                == 1;
    }

    /** Releases the claim: the check is repeated on the same day. */
    void release(LocalDate day) {
        entities.createQuery(
                        "update SelfCheckRow c set c.claimedDay = :before where c.slot = :slot and c.claimedDay = :day")
                .setParameter("day", day.toEpochDay())
                .setParameter("before", day.toEpochDay() - 1)
                .setParameter("slot", Slot.CURRENT)
                .executeUpdate();
    }

    Map<Slot, Result> results() {
        var results = new EnumMap<Slot, Result>(Slot.class);
        entities.createQuery("select c from SelfCheckRow c", SelfCheckRow.class)
                .getResultList()
                .forEach(row -> results.put(
                        row.slot,
                        new Result(
                                row.health(), Optional.ofNullable(row.checkedAt).map(Instant::ofEpochMilli))));
        return results;
    }

    SlotHealth health(Slot slot) {
        return row(slot).health();
    }

    /** @param at null for an empty slot */
    void set(Slot slot, SlotHealth health, @Nullable Instant at) {
        row(slot).set(health, at);
    }

    private SelfCheckRow row(Slot slot) {
        return entities.find(SelfCheckRow.class, slot, LockModeType.PESSIMISTIC_WRITE);
    }
}
