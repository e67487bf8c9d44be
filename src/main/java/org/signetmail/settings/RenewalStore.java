package org.signetmail.settings;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.LockModeType;
import java.time.Clock;
import java.util.Optional;
import java.util.function.BiPredicate;
import java.util.function.Predicate;
import org.signetmail.account.ApplicationRegistration;
import org.signetmail.account.CertificateCredential;
import org.signetmail.account.CertificateId;
import org.signetmail.account.Clouds;
import org.signetmail.account.Credential;
import org.signetmail.account.CredentialKind;
import org.signetmail.account.ObjectId;
import org.signetmail.credential.CredentialSlots;
import org.signetmail.credential.Rollover;
import org.signetmail.credential.Rollover.OwnKey;
import org.signetmail.credential.Rollover.Phase;
import org.signetmail.credential.RolloverStore;
import org.signetmail.credential.StoredCredential;
import org.signetmail.credential.StoredCredentials;
import org.signetmail.log.AuditNote;
import org.signetmail.log.AuditNote.Kind;
import org.signetmail.seal.Seal;
import org.signetmail.seal.SealBroken;
import org.signetmail.text.Messages;

/** The renewal of certificates in the database. Thread-safe; every method runs in a transaction of its own. */
@ApplicationScoped
public class RenewalStore implements RolloverStore {
    @Inject
    NewTransaction transaction;

    @Inject
    SettingsStore store;

    @Inject
    Clock clock;

    @Inject
    Clouds clouds;

    @Inject
    Seal seal;

    /** Whether certificates are renewed, and how. */
    public RolloverSettings settings() {
        return transaction.of(entities -> row(entities).settings());
    }

    /** Changes the settings. What was refused with the former ones is tried again at once. */
    public void configure(RolloverSettings wanted, String who) {
        locked(entities -> {
            RolloverRow row = row(entities);
            if (!row.settings().equals(wanted)) {
                row.settings(wanted);
                row.state(row.state().unobstructed());
                String key = wanted.enabled() ? "settings.rollover.on" : "settings.rollover.off";
                note(entities, who, Messages.text(key));
            }
            return true;
        });
    }

    /** How far the renewal is, even while it is switched off. */
    public Rollover state() {
        return transaction.of(entities -> row(entities).state());
    }

    /**
     * Enters the Certificate ID of the current certificate, which was uploaded by hand: it is removed once its successor has
     * worked for a week.
     *
     * @return false if the current credential is no certificate, or renewal is off
     */
    public boolean enter(CertificateId id, String who) throws SealBroken {
        Optional<Stored> stored = read();
        return stored.isPresent()
                && locked(entities -> {
                    RolloverRow row = row(entities);
                    row.state(row.state().with(OwnKey.of(id, stored.get().current())));
                    note(entities, who, Messages.text("settings.rollover.entered", id));
                    return true;
                });
    }

    @Override
    public Optional<Stored> read() throws SealBroken {
        record Read(StoredSettings settings, RolloverSettings rollover, Rollover state) {}
        Read read = transaction.of(entities -> new Read(
                StoredSettings.read(entities),
                row(entities).settings(),
                row(entities).state()));
        ApplicationRegistration application = read.settings().settings(clouds).application();
        Optional<ObjectId> objectId = read.rollover().objectId();
        StoredCredentials credentials = read.settings().credentials();
        if (!read.rollover().enabled() || objectId.isEmpty() || application == null) {
            return Optional.empty();
        }
        Optional<CertificateCredential> current = certificate(credentials.current(), application);
        if (current.isEmpty()) {
            return Optional.empty();
        }
        Optional<CertificateCredential> next = certificate(credentials.next(), application);
        return Optional.of(new Stored(
                application,
                objectId.get(),
                current.get(),
                next,
                credentials.next().isPresent() && next.isEmpty(),
                read.rollover().months(),
                read.state()));
    }

    private Optional<CertificateCredential> certificate(
            Optional<StoredCredential> stored, ApplicationRegistration application) throws SealBroken {
        if (stored.filter(one -> one.kind() == CredentialKind.CERTIFICATE && one.isFor(application))
                .isEmpty()) {
            return Optional.empty();
        }
        Credential opened = stored.get().open(application, seal);
        return opened instanceof CertificateCredential certificate ? Optional.of(certificate) : Optional.empty();
    }

    @Override
    public boolean replace(Rollover before, Rollover after) {
        return change(before, after, (entities, credentials) -> {
            if (after.phase() == Phase.TRIED && before.phase() != Phase.TRIED && isNext(credentials, after)) {
                new CredentialSlots(entities, clock.instant())
                        .used(credentials.next().orElseThrow().number(), null);
                note(entities, Messages.text("settings.rollover.works", after.next()));
            }
            return true;
        });
    }

    private void note(EntityManager entities, String what) {
        entities.persist(new AuditRow(
                clock.instant(), new AuditNote(Kind.CREDENTIAL, Messages.text("settings.rollover.who"), what)));
    }

    @Override
    public boolean prepare(
            Rollover before, Rollover after, CertificateCredential made, ApplicationRegistration application)
            throws SealBroken {
        var addition = new StoredCredential.Addition(clock.instant(), Messages.text("settings.rollover.who"));
        var added = new StoredCredential(made, application, null, seal, addition);
        return change(before, after, (entities, credentials) -> {
            boolean free = credentials.next().isEmpty() || isNext(credentials, before);
            if (free) {
                new CredentialSlots(entities, clock.instant()).putNext(added, null);
            }
            return free;
        });
    }

    @Override
    public boolean promote(Rollover before, Rollover after, CertificateCredential next) {
        return change(before, after, (entities, credentials) -> {
            if (!isNext(credentials, before)) {
                return false;
            }
            String who = Messages.text("settings.rollover.who");
            String what = Messages.text("settings.rollover.renewed", next.thumbprint());
            CredentialStore.makeCurrent(
                    entities,
                    clock.instant(),
                    credentials.next().orElseThrow(),
                    null,
                    new AuditNote(Kind.CREDENTIAL, who, what));
            return true;
        });
    }

    private static boolean isNext(StoredCredentials credentials, Rollover state) {
        return credentials
                .next()
                .flatMap(next -> next.info().certificate())
                .filter(certificate ->
                        CertificateCredential.thumbprintOf(certificate).equals(state.next()))
                .isPresent();
    }

    private boolean change(Rollover before, Rollover after, BiPredicate<EntityManager, StoredCredentials> further) {
        return locked(entities -> {
            RolloverRow row = row(entities);
            if (!row.state().equals(before) || !further.test(entities, StoredCredentials.read(entities))) {
                return false;
            }
            row.state(after);
            row.unnoted().ifPresent(what -> note(entities, what));
            return true;
        });
    }

    private boolean locked(Predicate<EntityManager> work) {
        try {
            return transaction.of(entities -> {
                entities.find(SettingsRow.class, SettingsRow.ID, LockModeType.PESSIMISTIC_WRITE);
                return work.test(entities);
            });
        } finally {
            store.invalidate();
        }
    }

    private static RolloverRow row(EntityManager entities) {
        return entities.find(RolloverRow.class, RolloverRow.ID);
    }

    private void note(EntityManager entities, String who, String what) {
        entities.persist(new AuditRow(clock.instant(), new AuditNote(Kind.CHANGE, who, what)));
    }
}
