package org.signetmail.outbox;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.signetmail.account.Symptom;
import org.signetmail.delivery.Working;
import org.signetmail.log.LogEvent;
import org.signetmail.settings.NewTransaction;

/**
 * The mailboxes, or the account, whose messages wait for an administrator: for a new secret, a consent, a licence. Nothing of a
 * message ages meanwhile. Saved settings, a passed test, the next self-check and the resume button end a pause. Thread-safe.
 */
@ApplicationScoped
class OutboxPauses {
    @Inject
    NewTransaction transaction;

    /** Begins a pause, for all nodes. Logged once. */
    void begin(String subject, Symptom why, long settingsVersion) {
        boolean begun = transaction.of(entities -> {
            if (entities.find(OutboxPause.class, subject) != null) {
                return false;
            }
            OutboxLock.acquire(entities);
            if (entities.find(OutboxPause.class, subject) != null) {
                return false;
            }
            var row = new OutboxPause();
            row.subject = subject;
            row.pausedAt = DatabaseClock.now(entities);
            row.settingsVersion = settingsVersion;
            row.peer = why.peer().name();
            row.code = why.code();
            row.words = OutboxEvent.shortened(why.words());
            entities.persist(row);
            return true;
        });
        if (begun) {
            LogEvent.OUTBOX_PAUSED
                    .with("mailbox", subject)
                    .with("peer", why.peer())
                    .with("code", why.code())
                    .with("words", why.words())
                    .log();
        }
    }

    /** The subjects that are paused. Pauses of other settings than these end. */
    Set<String> current(long settingsVersion) {
        List<OutboxPause> all = all();
        all.stream().filter(pause -> pause.settingsVersion != settingsVersion).forEach(pause -> end(pause.subject));
        return all.stream()
                .filter(pause -> pause.settingsVersion == settingsVersion)
                .map(pause -> pause.subject)
                .collect(Collectors.toSet());
    }

    private List<OutboxPause> all() {
        return transaction.of(entities -> entities.createQuery("select p from OutboxPause p", OutboxPause.class)
                .getResultList());
    }

    /** Ends all pauses: one message of each will tell whether the cause is remedied. */
    void endAll(@Observes Working working) {
        endAll();
    }

    /** Ends all pauses, since an administrator wants to try again. */
    void endAll() {
        all().forEach(pause -> end(pause.subject));
    }

    private void end(String subject) {
        boolean ended = transaction.of(entities -> {
            OutboxPause pause = entities.find(OutboxPause.class, subject);
            if (pause == null
                    || entities.createQuery("delete from OutboxPause p where p.subject = :subject")
                                    .setParameter("subject", subject)
                                    .executeUpdate()
                            == 0) {
                return false;
            }
            // The time of the pause does not count.
            entities.createQuery("update OutboxRow m set m.failingSince = m.failingSince + :paused"
                            + " where m.failingSince is not null and m.state in :waiting"
                            + " and (:subject = :account or m.mailbox = :subject)")
                    .setParameter("paused", DatabaseClock.now(entities) - pause.pausedAt)
                    .setParameter("waiting", OutboxState.WAITING)
                    .setParameter("subject", subject)
                    .setParameter("account", OutboxPause.ACCOUNT)
                    .executeUpdate();
            return true;
        });
        if (ended) {
            LogEvent.OUTBOX_RESUMED.with("mailbox", subject).log();
        }
    }
}
