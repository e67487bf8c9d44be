package org.signetmail.outbox;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import java.util.Collection;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import org.signetmail.settings.NewTransaction;

/**
 * What administrators do with accepted messages. Each message is a transaction of its own, changed only in a state that permits it:
 * one that a node has is never changed. Thread-safe, and safe over all nodes.
 */
@ApplicationScoped
public class OutboxActions {
    @Inject
    NewTransaction transaction;

    @Inject
    OutboxPauses pauses;

    @Inject
    OutboxWorker worker;

    /** What can be done. */
    public enum Action {
        /** It is due at once, as if it had not failed. Of a dead message, all recipients get it. */
        SEND_AGAIN(
                OutboxState.QUEUED,
                "update OutboxRow m set m.state = :next, m.failures = 0, m.failingSince = null, m.dueAt = :now,"
                        + " m.changedAt = :now, m.holder = null, m.peer = null, m.code = null, m.words = null"
                        + " where m.number = :number and m.state = :state and m.keyId is not null and"
                        + " (m.state <> org.signetmail.outbox.OutboxState.HELD or m.holder is null or not exists"
                        + " (select n.id from OutboxNode n where n.id = m.holder and n.aliveUntil > :now))"),
        /** It is never sent. */
        CANCEL(
                OutboxState.CANCELLED,
                "update OutboxRow m set m.state = :next, m.changedAt = :now, m.keyId = null"
                        + " where m.number = :number and m.state = :state"),
        /** An unknown message has arrived. */
        SETTLE_AS_SENT(
                OutboxState.SENT,
                "update OutboxRow m set m.state = :next, m.changedAt = :now, m.keyId = null"
                        + " where m.number = :number and m.state = :state");

        private final OutboxState next;
        private final String update;

        Action(OutboxState next, String update) {
            this.next = next;
            this.update = update;
        }

        /** The states in which a message may be changed so; {@link #isPossible} knows the further conditions. */
        public Set<OutboxState> states() {
            return switch (this) {
                case SEND_AGAIN ->
                    EnumSet.of(OutboxState.DEAD, OutboxState.UNKNOWN, OutboxState.RETRY, OutboxState.HELD);
                case CANCEL -> EnumSet.of(OutboxState.QUEUED, OutboxState.RETRY, OutboxState.HELD);
                case SETTLE_AS_SENT -> EnumSet.of(OutboxState.UNKNOWN);
            };
        }

        /** Whether it can be done with this message, as far as the log knows. */
        public boolean isPossible(OutboxLog.Entry entry) {
            return states().contains(entry.state())
                    && (this != SEND_AGAIN
                            || (entry.kept() && (entry.state() != OutboxState.HELD || entry.transactionUnknown())));
        }
    }

    /**
     * Changes messages, and writes it to the history of each; returns how many it changed.
     *
     * @param who the administrator
     */
    public int run(Action action, Collection<Long> numbers, String who) {
        int changed = 0;
        var mailboxes = new HashSet<String>();
        for (long number : numbers) {
            Optional<String> mailbox = transaction.of(entities -> changed(entities, action, number, who));
            if (mailbox.isPresent()) {
                changed++;
                mailboxes.add(mailbox.get());
            }
        }
        if (action == Action.SEND_AGAIN) {
            mailboxes.forEach(this::wake);
        }
        return changed;
    }

    void wake(String mailbox) {
        worker.wake(mailbox);
    }

    /** The mailbox of the message, if it was changed. */
    private static Optional<String> changed(EntityManager entities, Action action, long number, String who) {
        OutboxRow row = entities.find(OutboxRow.class, number);
        if (row == null || !action.states().contains(row.state)) {
            return Optional.empty();
        }
        // A node claims messages under this lock.
        entities.createQuery("update OutboxMailbox b set b.epoch = b.epoch where b.mailbox = :mailbox")
                .setParameter("mailbox", row.mailbox)
                .executeUpdate();
        long now = DatabaseClock.now(entities);
        int updated = entities.createQuery(action.update)
                .setParameter("next", action.next)
                .setParameter("now", now)
                .setParameter("number", number)
                .setParameter("state", row.state)
                .executeUpdate();
        if (updated == 0) {
            return Optional.empty();
        }
        if (action != Action.SEND_AGAIN) {
            OutboxContent.delete(entities, number);
        } else if (row.state == OutboxState.DEAD) {
            entities.createNativeQuery("update outbox_recipient set refused = null where message = ?1")
                    .setParameter(1, number)
                    .executeUpdate();
        }
        var event = OutboxEvent.of(number, now, action.next, row.attempt);
        event.who = who;
        entities.persist(event);
        return Optional.of(row.mailbox);
    }

    /** Ends all pauses: the cause may have been remedied. */
    public void resume() {
        pauses.endAll();
    }
}
