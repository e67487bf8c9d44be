package org.signetmail.settings;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.LockModeType;
import jakarta.persistence.OptimisticLockException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.signetmail.account.Clouds;
import org.signetmail.account.MailAccount;
import org.signetmail.account.Mailbox;
import org.signetmail.account.RelayNotAllowed;
import org.signetmail.account.Symptom;
import org.signetmail.credential.CredentialSlots;
import org.signetmail.log.AuditNote;
import org.signetmail.log.AuditNote.Kind;
import org.signetmail.seal.Seal;
import org.signetmail.seal.SealBroken;
import org.signetmail.text.Messages;

/** The saved settings. Thread-safe; every method runs in a transaction of its own. */
@ApplicationScoped
public class SettingsStore {
    private static final Duration ACCEPTED_INTERVAL = Duration.ofMinutes(1);

    private final ShortLivedCache<ActiveSettings> activeCache = new ShortLivedCache<>();
    private final ShortLivedCache<DeliveryStatus> statusCache = new ShortLivedCache<>();

    @Inject
    NewTransaction transaction;

    @Inject
    Clock clock;

    @Inject
    Clouds clouds;

    @Inject
    Seal seal;

    @Inject
    AllowedRelays relays;

    @Inject
    SettingsSealedData sealedData;

    /** The saved settings, or {@link MailSettings#NOTHING_SAVED}. Opens no secret. */
    public MailSettings load() {
        return stored().settings(clouds);
    }

    /**
     * All that is saved, read in one transaction.
     *
     * @param most of the newest changes
     */
    public SavedSnapshot snapshot(int most) {
        return transaction.of(entities -> new SavedSnapshot(
                StoredSettings.read(entities),
                entities.find(DeliveryStatusRow.class, DeliveryStatusRow.ID).status(),
                AuditRow.newest(entities, Set.of(Kind.CHANGE, Kind.CREDENTIAL), most),
                clouds,
                seal));
    }

    /**
     * Saves what is wanted and returns it as saved. Where nothing is different, nothing is written.
     *
     * <p>A secret stored for a former destination is deleted if the wanted authentication type does not need it;
     * otherwise it must be typed.
     *
     * @throws EditConflict if the settings were saved after the version on which the change is based
     * @throws SecretRequired if a needed secret is neither typed nor stored for the wanted destination
     * @throws SealBroken if there is no sealing key
     * @throws RelayNotAllowed if the relay has changed and is not allowed
     */
    public MailSettings save(SettingsChange change, String who) throws EditConflict, SecretRequired, SealBroken {
        StoredSettings stored = stored();
        if (stored.version() != change.wanted().version()) {
            throw new EditConflict(stored.settings(clouds));
        }
        var settingsUpdate = new SettingsUpdate(change, stored, clouds, seal, who, clock.instant());
        if (!settingsUpdate.hasChanges()) {
            return stored.settings(clouds);
        }
        relays.requireAllowed(change.wanted(), stored.settings(clouds));
        try {
            return transaction.of(settingsUpdate::write).settings(clouds);
        } catch (OptimisticLockException savedMeanwhile) {
            throw new EditConflict(load());
        } finally {
            invalidate();
        }
    }

    /**
     * The settings with which mail is sent. A save on this node takes effect immediately; one on another node, or a
     * change in the database itself, within a second.
     *
     * @throws NotConfigured if mail is switched off or something is missing
     * @throws SealBroken if the stored secret can't be opened
     */
    public ActiveSettings active() throws NotConfigured, SealBroken {
        Instant now = clock.instant();
        long changes = activeCache.changes();
        Optional<ActiveSettings> cached = activeCache.at(now);
        if (cached.isPresent()) {
            return cached.get();
        }
        ActiveSettings read = readActive();
        relays.warnIfNotAllowed(read.account());
        return activeCache.keep(read, changes, now);
    }

    private ActiveSettings readActive() throws NotConfigured, SealBroken {
        StoredSettings stored = stored();
        MailSettings saved = stored.settings(clouds);
        MailAccount account = account(stored, saved);
        Mailbox system = saved.systemMailbox();
        if (system == null) {
            throw NotConfigured.of("settings.noSystemMailbox");
        }
        return new ActiveSettings(
                saved.version(),
                account,
                stored.credentialOf(account),
                system,
                saved.userSender(),
                saved.furtherDomains());
    }

    /**
     * The saved account, even without a system mailbox.
     *
     * @throws NotConfigured if mail is switched off or something is missing
     * @throws SealBroken if the stored secret can't be opened
     */
    public MailAccount account() throws NotConfigured, SealBroken {
        StoredSettings stored = stored();
        return account(stored, stored.settings(clouds));
    }

    /**
     * Forgets the stored secrets and makes a new sealing key: what an administrator chooses when the old key is gone.
     *
     * @throws SealBroken if the new key can't be written; nothing was deleted then
     */
    public void startWithNewKey(String who) throws SealBroken {
        seal.newKey();
        try {
            transaction.of(entities -> {
                SettingsRow row = entities.find(SettingsRow.class, SettingsRow.ID, LockModeType.PESSIMISTIC_WRITE);
                row.setRelayPassword(null);
                new CredentialSlots(entities, clock.instant()).forgetOthersThan(null);
                sealedData.further().forEach(table -> table.forget(entities));
                entities.persist(new AuditRow(
                        clock.instant(), new AuditNote(who, Messages.text("settings.change.forgottenAll"))));
                entities.find(DeliveryStatusRow.class, DeliveryStatusRow.ID, LockModeType.PESSIMISTIC_WRITE)
                        .credentialsPassed(null);
                return true;
            });
        } finally {
            invalidate();
        }
        seal.lookAgain();
    }

    /** The newest entries of the audit trail that are of these kinds, newest first. */
    public List<AuditEntry> audit(Set<Kind> kinds, int most) {
        return transaction.of(entities -> AuditRow.newest(entities, kinds, most));
    }

    public DeliveryStatus status() {
        return transaction.of(entities ->
                entities.find(DeliveryStatusRow.class, DeliveryStatusRow.ID).status());
    }

    /** Records a passed test of the saved credentials. */
    public void credentialsPassed(Instant at) {
        NewTransaction.uninterrupted(() -> change(status -> status.credentialsPassed(at)));
    }

    /** Records an accepted message. While nothing else changes, the row is written once a minute. */
    public void mailAccepted(Instant at) {
        NewTransaction.uninterrupted(() -> accepted(at));
    }

    private void accepted(Instant at) {
        Instant now = clock.instant();
        long changes = statusCache.changes();
        DeliveryStatus seen = statusCache.at(now).orElseGet(() -> statusCache.keep(status(), changes, now));
        Instant last = seen.acceptedAt();
        if (seen.failingSince() != null || last == null || !at.isBefore(last.plus(ACCEPTED_INTERVAL))) {
            change(status -> {
                status.accepted(at);
                status.clearFailure();
            });
        }
    }

    /** Records a failed message. Of consecutive failures, the time of the first one is kept. */
    public void mailFailed(Instant at, Symptom why) {
        NewTransaction.uninterrupted(() -> change(status -> status.failed(at, why)));
    }

    /** Forgets what is cached: something has changed in the database. */
    void invalidate() {
        activeCache.invalidate();
        statusCache.invalidate();
    }

    private MailAccount account(StoredSettings stored, MailSettings saved) throws NotConfigured, SealBroken {
        if (!saved.customServer()) {
            throw NotConfigured.of("settings.turnedOff");
        }
        try {
            return new AccountAssembly(new SettingsChange(saved, Optional.empty(), Optional.empty()), stored, seal)
                    .account();
        } catch (SecretRequired missing) {
            throw new NotConfigured(String.valueOf(missing.getMessage()));
        }
    }

    private StoredSettings stored() {
        return transaction.of(StoredSettings::read);
    }

    private void change(Consumer<DeliveryStatusRow> change) {
        try {
            transaction.of(entities -> {
                change.accept(
                        entities.find(DeliveryStatusRow.class, DeliveryStatusRow.ID, LockModeType.PESSIMISTIC_WRITE));
                return true;
            });
        } finally {
            statusCache.invalidate();
        }
    }
}
