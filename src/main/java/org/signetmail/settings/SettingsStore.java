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
import org.signetmail.log.AuditNote;
import org.signetmail.log.AuditNote.Kind;
import org.signetmail.seal.Seal;
import org.signetmail.seal.SealBroken;

/** The saved settings. Safe for many threads; every method is a transaction of its own. */
@ApplicationScoped
public class SettingsStore {
    private static final Duration SELDOM = Duration.ofMinutes(1);

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

    /** What is saved now, or {@link MailSettings#NOTHING_SAVED}. Never opens a secret. */
    public MailSettings load() {
        return row().settings(clouds);
    }

    /**
     * All that is saved, read in one transaction.
     *
     * @param most of the newest changes
     */
    public SavedSnapshot snapshot(int most) {
        return transaction.of(entities -> new SavedSnapshot(
                entities.find(SettingsRow.class, SettingsRow.ID),
                entities.find(DeliveryStatusRow.class, DeliveryStatusRow.ID).status(),
                AuditRow.newest(entities, Set.of(Kind.CHANGE), most),
                clouds,
                seal));
    }

    /**
     * Saves what is wanted and returns it as saved. Where nothing is different, nothing is written.
     *
     * <p>A secret that is stored for a destination which is no longer wanted is forgotten, if the wanted authentication
     * type can do without it; otherwise it must be typed.
     *
     * @throws EditConflict if somebody saved since the version that is wanted to be changed
     * @throws SecretRequired if a secret is neither typed nor stored for the wanted destination
     * @throws SealBroken if there is no key to seal with
     * @throws RelayNotAllowed if mail would be relayed through another server, which is not allowed
     */
    public MailSettings save(SettingsChange change, String who) throws EditConflict, SecretRequired, SealBroken {
        SettingsRow stored = row();
        if (stored.version() != change.wanted().version()) {
            throw new EditConflict(stored.settings(clouds));
        }
        var settingsUpdate = new SettingsUpdate(change, stored, clouds, seal, who, clock.instant());
        if (!settingsUpdate.changesSomething()) {
            return stored.settings(clouds);
        }
        relays.refuseOthers(change.wanted(), stored.settings(clouds));
        try {
            return transaction.of(settingsUpdate::write).settings(clouds);
        } catch (OptimisticLockException lostTheRace) {
            throw new EditConflict(load());
        } finally {
            activeCache.changed();
            statusCache.changed();
        }
    }

    /**
     * What mail is sent with. A save on this node holds from the moment that it is done; one on another node, or a change in
     * the database itself, within a second.
     *
     * @throws NotConfigured if mail is switched off or something is missing
     * @throws SealBroken if the stored secret does not open
     */
    public ActiveSettings active() throws NotConfigured, SealBroken {
        Instant now = clock.instant();
        long changes = activeCache.changes();
        Optional<ActiveSettings> justRead = activeCache.at(now);
        if (justRead.isPresent()) {
            return justRead.get();
        }
        ActiveSettings read = readActive();
        relays.warnOf(read.account());
        return activeCache.keep(read, changes, now);
    }

    private ActiveSettings readActive() throws NotConfigured, SealBroken {
        SettingsRow stored = row();
        MailSettings saved = stored.settings(clouds);
        MailAccount account = account(stored, saved);
        Mailbox system = saved.systemMailbox();
        if (system == null) {
            throw new NotConfigured("No System Generated Email is saved.");
        }
        return new ActiveSettings(saved.version(), account, system, saved.userSender(), saved.furtherDomains());
    }

    /**
     * The account that is saved, whether or not there is a mailbox to send from.
     *
     * @throws NotConfigured if mail is switched off or something is missing
     * @throws SealBroken if the stored secret does not open
     */
    public MailAccount account() throws NotConfigured, SealBroken {
        SettingsRow stored = row();
        return account(stored, stored.settings(clouds));
    }

    /**
     * Forgets the stored secrets and makes a new sealing key: what an administrator chooses when the old key is gone.
     *
     * @throws SealBroken if the new key can't be written; nothing was forgotten then
     */
    public void startWithNewKey(String who) throws SealBroken {
        seal.newKey();
        try {
            transaction.of(entities -> {
                SettingsRow row = entities.find(SettingsRow.class, SettingsRow.ID, LockModeType.PESSIMISTIC_WRITE);
                row.keep(null, null);
                entities.persist(
                        new AuditRow(clock.instant(), new AuditNote(who, "Stored secrets forgotten, new sealing key")));
                entities.find(DeliveryStatusRow.class, DeliveryStatusRow.ID, LockModeType.PESSIMISTIC_WRITE)
                        .credentialsPassed(null);
                return true;
            });
        } finally {
            activeCache.changed();
            statusCache.changed();
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

    /** A test of the saved credentials went well. */
    public void credentialsPassed(Instant at) {
        withoutConflict(() -> change(standing -> standing.credentialsPassed(at)));
    }

    /** A mail was accepted. While nothing else changes, that is noted once a minute. */
    public void mailAccepted(Instant at) {
        withoutConflict(() -> accepted(at));
    }

    private void accepted(Instant at) {
        Instant now = clock.instant();
        long changes = statusCache.changes();
        DeliveryStatus seen = statusCache.at(now).orElseGet(() -> statusCache.keep(status(), changes, now));
        Instant last = seen.acceptedAt();
        if (seen.failingSince() != null || last == null || !at.isBefore(last.plus(SELDOM))) {
            change(standing -> {
                standing.accepted(at);
                standing.worksAgain();
            });
        }
    }

    /** A mail failed; the first failure in a row keeps its time. */
    public void mailFailed(Instant at, Symptom why) {
        withoutConflict(() -> change(standing -> standing.failed(at, why)));
    }

    /** Drivers give up in a thread that is told to stop; what was seen is noted all the same, and then it stops. */
    private static void withoutConflict(Runnable note) {
        boolean interrupted = Thread.interrupted();
        try {
            note.run();
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private MailAccount account(SettingsRow stored, MailSettings saved) throws NotConfigured, SealBroken {
        if (!saved.customServer()) {
            throw new NotConfigured("Custom SMTP Server is turned off: Signet sends no mail.");
        }
        try {
            return new AccountAssembly(new SettingsChange(saved, Optional.empty(), Optional.empty()), stored, seal)
                    .account();
        } catch (SecretRequired missing) {
            throw new NotConfigured(String.valueOf(missing.getMessage()));
        }
    }

    private SettingsRow row() {
        return transaction.of(entities -> entities.find(SettingsRow.class, SettingsRow.ID));
    }

    private void change(Consumer<DeliveryStatusRow> change) {
        try {
            transaction.of(entities -> {
                change.accept(
                        entities.find(DeliveryStatusRow.class, DeliveryStatusRow.ID, LockModeType.PESSIMISTIC_WRITE));
                return true;
            });
        } finally {
            statusCache.changed();
        }
    }
}
