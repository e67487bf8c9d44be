package org.signetmail.outbox;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.signetmail.settings.NewTransaction;

/**
 * Which node sends the messages of a mailbox: one at a time, so that the mailbox's rate limit holds over all nodes. A lease lasts
 * as long as the node's session. Each call is a transaction of its own. Thread-safe.
 */
@ApplicationScoped
class MailboxLeases {
    private static final String IS_FREE = "(b.owner is null or not exists"
            + " (select n.id from OutboxNode n where n.id = b.owner and n.aliveUntil > :now))";

    @Inject
    NewTransaction transaction;

    /** Mailboxes that have a row, which none loses. */
    private final Set<String> known = ConcurrentHashMap.newKeySet();

    /**
     * The right to send the messages of a mailbox, until another node has it: then the epoch is a higher one.
     *
     * @param node the session that has it
     * @param taken whether it was leased now, possibly from another node
     */
    record Lease(String mailbox, String node, long epoch, boolean taken) {}

    /**
     * Mailboxes with due messages that are this node's, or that no running node has leased; also those whose former node has left
     * messages in the middle of an attempt.
     *
     * @param after the mailbox after which to begin, in the order of their addresses
     */
    List<String> due(String node, String after, int most) {
        return transaction.of(entities -> entities.createQuery(
                        "select b.mailbox from OutboxMailbox b where b.mailbox > :after and (b.owner = :node or "
                                + IS_FREE + ")"
                                + " and exists (select m.number from OutboxRow m where m.mailbox = b.mailbox"
                                + " and ((m.state in :waiting and m.dueAt <= :now)"
                                + " or (m.state in :attempted and (b.owner is null or b.owner <> :node)))) order by b.mailbox",
                        String.class)
                .setParameter("after", after)
                .setParameter("node", node)
                .setParameter("now", DatabaseClock.now(entities))
                .setParameter("waiting", OutboxState.WAITING)
                .setParameter("attempted", OutboxState.ATTEMPTED)
                .setMaxResults(most)
                .getResultList());
    }

    /**
     * Leases a mailbox, or finds this node's own lease. When another node had it before, that node's messages are taken over: what
     * it had not handed over is queued again, and the rest is unknown.
     */
    Optional<Lease> lease(String mailbox, String node) {
        return transaction.of(entities -> {
            long now = DatabaseClock.now(entities);
            boolean taken = entities.createQuery("update OutboxMailbox b set b.owner = :node, b.epoch = b.epoch + 1"
                                    + " where b.mailbox = :mailbox and " + IS_FREE)
                            .setParameter("node", node)
                            .setParameter("mailbox", mailbox)
                            .setParameter("now", now)
                            .executeUpdate()
                    == 1;
            List<Long> epochs = entities.createQuery(
                            "select b.epoch from OutboxMailbox b where b.mailbox = :mailbox and b.owner = :node",
                            Long.class)
                    .setParameter("mailbox", mailbox)
                    .setParameter("node", node)
                    .getResultList();
            if (epochs.isEmpty()) {
                return Optional.empty();
            }
            long epoch = epochs.get(0);
            if (taken) {
                takeOver(entities, mailbox, epoch, now);
            }
            return Optional.of(new Lease(mailbox, node, epoch, taken));
        });
    }

    private static void takeOver(EntityManager entities, String mailbox, long epoch, long now) {
        List<OutboxRow> left = entities.createQuery(
                        "select m from OutboxRow m where m.mailbox = :mailbox and m.state in :attempted"
                                + " and m.epoch < :epoch",
                        OutboxRow.class)
                .setParameter("mailbox", mailbox)
                .setParameter("attempted", OutboxState.ATTEMPTED)
                .setParameter("epoch", epoch)
                .getResultList();
        for (OutboxRow row : left) {
            row.state = row.state == OutboxState.CLAIMED ? OutboxState.QUEUED : OutboxState.UNKNOWN;
            row.changedAt = now;
            entities.persist(OutboxEvent.of(row.number, now, row.state, row.attempt));
        }
    }

    /** Gives a lease back, so that another node may have the mailbox. */
    void release(Lease lease) {
        transaction.of(entities -> entities.createQuery("update OutboxMailbox b set b.owner = null"
                        + " where b.mailbox = :mailbox and b.owner = :node and b.epoch = :epoch")
                .setParameter("mailbox", lease.mailbox())
                .setParameter("node", lease.node())
                .setParameter("epoch", lease.epoch())
                .executeUpdate());
    }

    /** The row of the mailbox, locked until the end of the caller's transaction; empty if another node has the lease. */
    static Optional<OutboxMailbox> locked(EntityManager entities, Lease lease) {
        int held = entities.createQuery("update OutboxMailbox b set b.epoch = b.epoch"
                        + " where b.mailbox = :mailbox and b.epoch = :epoch and b.owner = :node")
                .setParameter("mailbox", lease.mailbox())
                .setParameter("epoch", lease.epoch())
                .setParameter("node", lease.node())
                .executeUpdate();
        return held == 1 ? Optional.of(entities.find(OutboxMailbox.class, lease.mailbox())) : Optional.empty();
    }

    /** In a transaction of its own, as concurrent first messages of a mailbox wait for each other. */
    void ensure(String mailbox) {
        if (known.contains(mailbox)) {
            return;
        }
        transaction.of(entities -> {
            if (entities.find(OutboxMailbox.class, mailbox) == null) {
                OutboxLock.acquire(entities);
                if (entities.find(OutboxMailbox.class, mailbox) == null) {
                    var row = new OutboxMailbox();
                    row.mailbox = mailbox;
                    entities.persist(row);
                }
            }
            return true;
        });
        known.add(mailbox);
    }
}
