package org.signetmail.settings;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.LockModeType;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.signetmail.account.ApplicationRegistration;
import org.signetmail.account.ClientCredentials;
import org.signetmail.account.Clouds;
import org.signetmail.account.Credential;
import org.signetmail.account.DeliveryRoute;
import org.signetmail.credential.CredentialInfo;
import org.signetmail.credential.CredentialSlots;
import org.signetmail.credential.StoredCredential;
import org.signetmail.credential.StoredCredentials;
import org.signetmail.log.AuditNote;
import org.signetmail.log.AuditNote.Kind;
import org.signetmail.seal.Seal;
import org.signetmail.seal.SealBroken;
import org.signetmail.text.Messages;

/**
 * The stored credentials and their two slots. Thread-safe; every method runs in a transaction of its own, and one that
 * changes a slot holds the lock on the row of the settings: two nodes promote once.
 */
@ApplicationScoped
public class CredentialStore {
    @Inject
    NewTransaction transaction;

    @Inject
    SettingsStore settings;

    @Inject
    Clock clock;

    @Inject
    Clouds clouds;

    @Inject
    Seal seal;

    /** A credential with what is secret of it, for a request of a token. */
    public record Opened(CredentialInfo info, ClientCredentials credentials) {}

    /** All stored credentials, the newest first. */
    public List<CredentialInfo> all() {
        return stored().all().stream().map(StoredCredential::info).toList();
    }

    /** Whether another credential than this one is the current one by now, on whichever node it was promoted. */
    public boolean isReplaced(long number) {
        boolean replaced =
                stored().current().filter(current -> current.number() != number).isPresent();
        if (replaced) {
            settings.invalidate(); // What this node has cached may be up to a second old.
        }
        return replaced;
    }

    /** The saved delivery route, for whose resource a credential must give a token. */
    public DeliveryRoute route() {
        return transaction.of(StoredSettings::read).settings(clouds).route();
    }

    /** The current credential, if it is for the saved application. */
    public Optional<Opened> current() throws SealBroken {
        return opened(StoredCredentials::current);
    }

    /** The next credential, if it is for the saved application. */
    public Optional<Opened> next() throws SealBroken {
        return opened(StoredCredentials::next);
    }

    /**
     * Stores the next credential. A former next one is deleted: it has never served.
     *
     * @param expiresOn the last day of a secret as Entra shows it; null if unknown
     * @param promoteAt when it becomes the current one; null for only by a click, or when the current one is refused
     * @throws SealBroken if there is no sealing key
     */
    public CredentialInfo addNext(
            Credential credential,
            ApplicationRegistration application,
            @Nullable LocalDate expiresOn,
            @Nullable Instant promoteAt,
            String who)
            throws SealBroken {
        var added = new StoredCredential(
                credential, application, expiresOn, seal, new StoredCredential.Addition(clock.instant(), who));
        return locked(entities -> {
            slots(entities).putNext(added, promoteAt);
            note(
                    entities,
                    who,
                    Messages.text("settings.credential.added", added.kind().label()));
            return added.info();
        });
    }

    /** Deletes the next credential. */
    public void dropNext(String who) {
        locked(entities -> {
            StoredCredentials.read(entities).next().ifPresent(next -> {
                slots(entities).dropNext();
                note(
                        entities,
                        who,
                        Messages.text("settings.credential.dropped", next.kind().label()));
            });
            return true;
        });
    }

    /**
     * Makes the next credential the current one. The caller has just got a token with it.
     *
     * @param current number of the current credential as the caller knows it
     * @param next number of the next one
     * @param refusal the code with which Entra refused the current one; null for a click or a date
     * @param why a sentence for the audit trail
     * @return false if other credentials are in the slots by now, such as after a promotion by another node
     */
    public boolean promote(long current, long next, @Nullable String refusal, String who, String why) {
        Instant now = clock.instant();
        return locked(entities -> {
            StoredCredentials stored = StoredCredentials.read(entities);
            Optional<StoredCredential> promoted = stored.next().filter(candidate -> candidate.number() == next);
            boolean asKnown =
                    stored.current().filter(known -> known.number() == current).isPresent();
            if (promoted.isEmpty() || !asKnown) {
                return false;
            }
            makeCurrent(entities, now, promoted.get(), refusal, new AuditNote(Kind.CREDENTIAL, who, why));
            return true;
        });
    }

    /** Makes a credential that has given a token the current one. The caller holds the lock. */
    static void makeCurrent(
            EntityManager entities, Instant now, StoredCredential promoted, @Nullable String refusal, AuditNote why) {
        new CredentialSlots(entities, now).makeCurrent(promoted, refusal);
        entities.find(SettingsRow.class, SettingsRow.ID).promoted(now);
        entities.find(DeliveryStatusRow.class, DeliveryStatusRow.ID, LockModeType.PESSIMISTIC_WRITE)
                .credentialsPassed(now);
        entities.persist(new AuditRow(now, why));
    }

    /** Marks the switch to this credential as announced, or not; false if that is so already, such as by another node. */
    public boolean announced(CredentialInfo switched, boolean announced) {
        return locked(entities -> slots(entities).announced(switched.number(), announced));
    }

    /** Deletes former credentials whose time has come. */
    public List<CredentialInfo> wipeFormer() {
        Instant now = clock.instant();
        boolean due = stored().all().stream()
                .map(StoredCredential::info)
                .anyMatch(info -> info.slot().isEmpty()
                        && info.wipeAt().filter(at -> !now.isBefore(at)).isPresent());
        return due ? locked(this::wipe) : List.of();
    }

    private List<CredentialInfo> wipe(EntityManager entities) {
        List<CredentialInfo> wiped = slots(entities).wipe();
        wiped.forEach(info -> note(
                entities,
                Messages.text("settings.credential.by"),
                Messages.text("settings.credential.wiped", info.kind().label())));
        return wiped;
    }

    /** Records that Entra gave a token for this credential. While nothing else changes, that is written once a minute. */
    public void worked(CredentialInfo used) {
        record(used, null);
    }

    /** Records that Entra refused this credential; likewise. */
    public void failed(CredentialInfo used, String code) {
        record(used, code);
    }

    /**
     * Records the same for the stored credential that this is, if it is one.
     *
     * @param refusal Entra's code; null if it gave a token
     * @throws SealBroken if a stored one can't be opened
     */
    public void used(ClientCredentials credentials, @Nullable String refusal) throws SealBroken {
        stored().find(credentials, seal).ifPresent(found -> record(found.info(), refusal));
    }

    private void record(CredentialInfo used, @Nullable String refusal) {
        if (!used.isRecorded(refusal, clock.instant())) {
            NewTransaction.uninterrupted(() -> transaction.of(entities -> {
                slots(entities).used(used.number(), refusal);
                return true;
            }));
        }
    }

    private Optional<Opened> opened(Function<StoredCredentials, Optional<StoredCredential>> slot) throws SealBroken {
        StoredSettings read = transaction.of(StoredSettings::read);
        ApplicationRegistration application = read.settings(clouds).application();
        Optional<StoredCredential> stored = slot.apply(read.credentials());
        if (application == null || stored.filter(one -> one.isFor(application)).isEmpty()) {
            return Optional.empty();
        }
        Credential credential = stored.get().open(application, seal);
        return Optional.of(new Opened(stored.get().info(), new ClientCredentials(application, credential)));
    }

    private StoredCredentials stored() {
        return transaction.of(StoredCredentials::read);
    }

    private <T> T locked(Function<EntityManager, T> work) {
        try {
            return transaction.of(entities -> {
                entities.find(SettingsRow.class, SettingsRow.ID, LockModeType.PESSIMISTIC_WRITE);
                return work.apply(entities);
            });
        } finally {
            settings.invalidate();
        }
    }

    private CredentialSlots slots(EntityManager entities) {
        return new CredentialSlots(entities, clock.instant());
    }

    private void note(EntityManager entities, String who, String what) {
        entities.persist(new AuditRow(clock.instant(), new AuditNote(Kind.CREDENTIAL, who, what)));
    }
}
