package org.signetmail.credential;

import jakarta.persistence.EntityManager;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.signetmail.account.ApplicationRegistration;
import org.signetmail.seal.Seal;
import org.signetmail.seal.SealBroken;

/**
 * Changes which credential is in which slot, in the caller's transaction. The caller holds the lock on the row of the
 * settings, so that nodes take turns.
 */
public final class CredentialSlots {
    private final EntityManager entities;
    private final Instant now;

    public CredentialSlots(EntityManager entities, Instant now) {
        this.entities = entities;
        this.now = now;
    }

    public StoredCredentials stored() {
        return StoredCredentials.read(entities);
    }

    /** Makes a new or the next credential the current one. The present current one becomes a former one. */
    public void makeCurrent(StoredCredential wanted) {
        makeCurrent(wanted, null);
    }

    /** The same; with a code, because Entra refused the present one with that. */
    public void makeCurrent(StoredCredential wanted, @Nullable String refusal) {
        stored().current().ifPresent(current -> {
            current.leave(now);
            if (refusal != null) {
                used(current.number(), refusal);
            }
        });
        StoredCredential entering = managed(wanted);
        // Each slot holds one row: the present one must leave first.
        entities.flush();
        entering.enter(Slot.CURRENT, now);
        entering.switchedBecause(refusal);
        entities.flush();
    }

    /** Adds the next credential. One that is already there is deleted: it has never served. */
    public void putNext(StoredCredential added, @Nullable Instant promoteAt) {
        dropNext();
        added.enter(Slot.NEXT, now);
        added.promoteAt(promoteAt);
        entities.persist(added);
    }

    public void dropNext() {
        stored().next().ifPresent(entities::remove);
        entities.flush();
    }

    /** Changes the last day of the current secret. */
    public void currentExpiresOn(@Nullable LocalDate day) {
        stored().current().ifPresent(current -> current.expiresOn(day));
    }

    /** Deletes the credentials of all applications but this one; null deletes all. */
    public void forgetOthersThan(@Nullable ApplicationRegistration application) {
        delete(stored -> application == null || !stored.isFor(application));
    }

    /** Deletes the former credentials whose time has come, and returns them. */
    public List<CredentialInfo> wipe() {
        return delete(stored -> stored.info()
                .wipeAt()
                .filter(at -> stored.slot().isEmpty() && !now.isBefore(at))
                .isPresent());
    }

    /** Seals all of them again with the newest key. */
    public void reseal(Seal seal) throws SealBroken {
        for (StoredCredential stored : stored().all()) {
            stored.reseal(seal);
        }
    }

    /** Marks a switch as announced, or not; false if that is so already. */
    public boolean announced(long number, boolean announced) {
        return row(number)
                .map(stored -> stored.announced(announced ? now : null))
                .orElse(false);
    }

    /**
     * Records that Entra gave a token for this credential, or refused it. Needs no lock: it writes nothing else, and a
     * promotion may run meanwhile.
     *
     * @param refusal Entra's code; null if there was a token
     */
    public void used(long number, @Nullable String refusal) {
        (refusal == null
                        ? entities.createQuery(
                                "update StoredCredential c set c.workedAt = :at where c.number = :number")
                        : entities.createQuery("update StoredCredential c set c.failedAt = :at, c.failureCode = :code"
                                        + " where c.number = :number")
                                .setParameter("code", refusal))
                .setParameter("at", now.toEpochMilli())
                .setParameter("number", number)
                .executeUpdate();
    }

    private Optional<StoredCredential> row(long number) {
        return Optional.ofNullable(entities.find(StoredCredential.class, number));
    }

    private List<CredentialInfo> delete(Predicate<StoredCredential> which) {
        List<StoredCredential> deleted = stored().all().stream().filter(which).toList();
        deleted.forEach(entities::remove);
        entities.flush();
        return deleted.stream().map(StoredCredential::info).toList();
    }

    private StoredCredential managed(StoredCredential wanted) {
        StoredCredential row = wanted.number() == 0 ? null : entities.find(StoredCredential.class, wanted.number());
        if (row != null) {
            return row;
        }
        entities.persist(wanted);
        return wanted;
    }
}
