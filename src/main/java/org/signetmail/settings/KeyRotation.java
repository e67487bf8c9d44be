package org.signetmail.settings;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.LockModeType;
import java.time.Clock;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.signetmail.credential.CredentialSlots;
import org.signetmail.log.AuditNote;
import org.signetmail.log.LogEvent;
import org.signetmail.seal.Seal;
import org.signetmail.seal.SealBroken;
import org.signetmail.text.Messages;

/**
 * Re-seals the stored secrets with a new sealing key.
 *
 * <p>A crash at any point leaves every secret readable: the new key is durable in the key file before it is used, all
 * secrets change in one transaction, and the former key is removed from the file after that. A lock on the row of the
 * settings serialises nodes; a save that was started before fails with a conflict.
 */
@ApplicationScoped
public class KeyRotation {
    @Inject
    NewTransaction transaction;

    @Inject
    Clock clock;

    @Inject
    Seal seal;

    @Inject
    SettingsSealedData sealedData;

    /** Wraps a checked exception to roll the transaction back. */
    private static final class Rollback extends RuntimeException {
        private static final long serialVersionUID = 1L;

        private final SealBroken why;

        Rollback(SealBroken why) {
            super(why);
            this.why = why;
        }
    }

    /** Work on the locked row of the settings. */
    @FunctionalInterface
    private interface Work {
        void on(SettingsRow row, EntityManager entities) throws SealBroken;
    }

    /** The sealing keys; empty before the first secret is stored. */
    public Optional<Seal.Keys> keys() {
        return seal.keys();
    }

    /** The same, of the stored secrets that were read just before. */
    public Optional<Seal.Keys> keys(SavedSnapshot saved) {
        return seal.keys(saved.sealed());
    }

    /**
     * Adds a key that is not used for sealing yet: it can be copied to nodes with a key file of their own first.
     *
     * @throws SealBroken if Signet is locked, or the file can't be written
     */
    public void addKey(String who) throws SealBroken {
        withLockedRow((row, entities) -> entities.persist(new AuditRow(
                clock.instant(), new AuditNote(who, Messages.text("settings.change.keyAdded", seal.addKey())))));
    }

    /**
     * Re-seals all stored secrets with the added key, or with a new one.
     *
     * @return a message for the administrator if everything is sealed but the former key is still in the file
     * @throws SealBroken if the file can't be written or a secret can't be opened; nothing has changed then
     */
    public Optional<String> sealWithNewKey(String who) throws SealBroken {
        withLockedRow((row, entities) -> {
            String key = seal.addKey();
            row.setRelayPassword(resealed(row.relayPassword()));
            new CredentialSlots(entities, clock.instant()).reseal(seal);
            for (SealedTable table : sealedData.further()) {
                table.reseal(entities, seal::sealWithNewest);
            }
            entities.persist(
                    new AuditRow(clock.instant(), new AuditNote(who, Messages.text("settings.change.resealed", key))));
        });
        keys().ifPresent(keys ->
                LogEvent.SEALED_WITH_NEW_KEY.with("file", keys.file()).log());
        try {
            withLockedRow((row, entities) -> seal.retireFormerKeys());
            return Optional.empty();
        } catch (SealBroken refused) {
            return Optional.of(refused.getMessage());
        }
    }

    private @Nullable SealedSecret resealed(@Nullable SealedSecret secret) throws SealBroken {
        return secret == null ? null : secret.withSealed(seal.sealWithNewest(secret.sealed(), secret.binding()));
    }

    private void withLockedRow(Work work) throws SealBroken {
        try {
            transaction.of(entities -> {
                SettingsRow row = entities.find(SettingsRow.class, SettingsRow.ID, LockModeType.PESSIMISTIC_WRITE);
                try {
                    work.on(row, entities);
                } catch (SealBroken refused) {
                    throw new Rollback(refused);
                }
                return true;
            });
        } catch (Rollback rollback) {
            throw rollback.why;
        }
    }
}
