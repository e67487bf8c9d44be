package org.signetmail.outbox;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.signetmail.account.Mailbox;
import org.signetmail.settings.NewTransaction;

/** The accepted messages in the database; each call is a transaction of its own. Thread-safe. */
@ApplicationScoped
class OutboxStore {
    @Inject
    NewTransaction transaction;

    @Inject
    MailboxLeases leases;

    /**
     * A message that was accepted.
     *
     * @param bytes its size as it is sent
     * @param keyId of the key that the content is sealed with
     */
    record Accepted(
            String application,
            Lane lane,
            Mailbox mailbox,
            String messageId,
            List<Mailbox> recipients,
            int bytes,
            String keyId) {}

    /**
     * Stores a message; returns its number.
     *
     * @param sealed its content
     * @param holder the node in which the caller's transaction goes on; null to send it at once
     */
    long add(Accepted accepted, byte[] sealed, @Nullable String holder) {
        leases.ensure(accepted.mailbox().address());
        return transaction.of(entities -> {
            long now = DatabaseClock.now(entities);
            var row = new OutboxRow();
            row.application = accepted.application();
            row.lane = accepted.lane().number();
            row.mailbox = accepted.mailbox().address();
            row.turn = turn(entities, row);
            row.messageId = accepted.messageId();
            row.bytes = accepted.bytes();
            row.keyId = accepted.keyId();
            row.state = holder == null ? OutboxState.QUEUED : OutboxState.HELD;
            row.holder = holder;
            row.dueAt = now;
            row.acceptedAt = now;
            row.changedAt = now;
            entities.persist(row);
            entities.flush();
            OutboxContent.addRecipients(entities, row.number, accepted.recipients());
            OutboxContent.add(entities, row.number, sealed);
            return row.number;
        });
    }

    /** One after the application's last message that waits, and none before the mailbox's last one that left. */
    private static long turn(EntityManager entities, OutboxRow row) {
        Long last = entities.createQuery(
                        "select max(m.turn) from OutboxRow m where m.mailbox = :mailbox and m.state in :waiting"
                                + " and m.lane = :lane and m.application = :application",
                        Long.class)
                .setParameter("mailbox", row.mailbox)
                .setParameter("waiting", OutboxState.WAITING)
                .setParameter("lane", row.lane)
                .setParameter("application", row.application)
                .getSingleResult();
        long left = entities.createQuery("select b.turn from OutboxMailbox b where b.mailbox = :mailbox", Long.class)
                .setParameter("mailbox", row.mailbox)
                .getSingleResult();
        return Math.max(last == null ? 0 : last, left) + 1;
    }

    /** The sealed content; empty once it is deleted. */
    byte[] content(long number) {
        return transaction.of(entities -> OutboxContent.read(entities, number));
    }

    /** The addresses that get nothing any more. */
    Set<String> refused(long number) {
        return transaction.of(entities -> OutboxContent.refused(entities, number));
    }

    /** Lets held messages go; returns how many were still held. */
    int letGo(Collection<Long> numbers) {
        return transaction.of(entities -> entities.createQuery(
                        "update OutboxRow m set m.state = :queued, m.changedAt = :now, m.holder = null"
                                + " where m.number in :numbers and m.state = :held")
                .setParameter("queued", OutboxState.QUEUED)
                .setParameter("held", OutboxState.HELD)
                .setParameter("now", DatabaseClock.now(entities))
                .setParameter("numbers", numbers)
                .executeUpdate());
    }

    /** Deletes held messages of a transaction that was rolled back. */
    void drop(Collection<Long> numbers) {
        transaction.of(entities -> entities.createQuery(
                        "delete from OutboxRow m where m.number in :numbers and m.state = :held")
                .setParameter("numbers", numbers)
                .setParameter("held", OutboxState.HELD)
                .executeUpdate());
    }
}
