package org.signetmail.settings;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.LockModeType;
import java.time.Clock;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.signetmail.log.AuditNote;
import org.signetmail.log.LogEvent;
import org.signetmail.seal.Seal;
import org.signetmail.seal.SealBroken;

/**
 * Moves the stored secrets from one sealing key to the next.
 *
 * <p>Killed at any moment, it leaves every secret readable: the new key lasts in the key file before anything is sealed with
 * it, all secrets change keys in one transaction, and the former key leaves the file after that. The lock on the row of the
 * settings lets one node do so at a time, and a save that was begun before fails as one that came too late.
 */
@ApplicationScoped
public class KeyRotation {
    @Inject
    NewTransaction transaction;

    @Inject
    Clock clock;

    @Inject
    Seal seal;

    /** Carries what was refused out of a transaction, which it undoes. */
    private static final class Undone extends RuntimeException {
        private static final long serialVersionUID = 1L;

        private final SealBroken why;

        Undone(SealBroken why) {
            super(why);
            this.why = why;
        }
    }

    /** Work on the row of the settings, which is locked. */
    @FunctionalInterface
    private interface Work {
        void on(SettingsRow row, EntityManager entities) throws SealBroken;
    }

    /** The keys that there are; empty before the first secret is stored. */
    public Optional<Seal.Keys> keys() {
        return seal.keys();
    }

    /** The same, of the stored secrets that were read just before. */
    public Optional<Seal.Keys> keys(SavedSnapshot saved) {
        return seal.keys(saved.sealed());
    }

    /**
     * Adds a key that seals nothing yet, so that nodes with a key file of their own can be given it first.
     *
     * @throws SealBroken if Signet is locked, or the file can't be written
     */
    public void addKey(String who) throws SealBroken {
        locked((row, entities) -> entities.persist(
                new AuditRow(clock.instant(), new AuditNote(who, "Sealing key " + seal.addKey() + " added"))));
    }

    /**
     * Seals all stored secrets with the key that was added before, or with a new one.
     *
     * @return words for the administrator if all is sealed and the former key is still in the file
     * @throws SealBroken if the file can't be written or a secret does not open: all of them are as they were then
     */
    public Optional<String> sealWithNewKey(String who) throws SealBroken {
        locked((row, entities) -> {
            String key = seal.addKey();
            row.keep(sealedAgain(row.clientSecret()), sealedAgain(row.relayPassword()));
            entities.persist(
                    new AuditRow(clock.instant(), new AuditNote(who, "Stored secrets sealed with the new key " + key)));
        });
        keys().ifPresent(keys ->
                LogEvent.SEALED_WITH_NEW_KEY.with("file", keys.file()).log());
        try {
            locked((row, entities) -> seal.retireFormerKeys());
            return Optional.empty();
        } catch (SealBroken refused) {
            return Optional.of(refused.getMessage());
        }
    }

    private @Nullable SealedSecret sealedAgain(@Nullable SealedSecret secret) throws SealBroken {
        return secret == null ? null : secret.sealedAs(seal.sealWithNewest(secret.sealed(), secret.binding()));
    }

    private void locked(Work work) throws SealBroken {
        try {
            transaction.of(entities -> {
                SettingsRow row = entities.find(SettingsRow.class, SettingsRow.ID, LockModeType.PESSIMISTIC_WRITE);
                try {
                    work.on(row, entities);
                } catch (SealBroken refused) {
                    throw new Undone(refused);
                }
                return true;
            });
        } catch (Undone undone) {
            throw undone.why;
        }
    }
}
