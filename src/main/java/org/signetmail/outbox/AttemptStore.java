package org.signetmail.outbox;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.LockModeType;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.signetmail.account.Symptom;
import org.signetmail.message.Outcome.RefusedRecipient;
import org.signetmail.outbox.MailboxLeases.Lease;
import org.signetmail.settings.NewTransaction;

/**
 * The attempts to send stored messages; each call is a transaction of its own. Thread-safe, and safe over all nodes: what a node
 * writes about a message holds only while the attempt is its own. Due times are by the database's clock.
 */
@ApplicationScoped
class AttemptStore {
    /** The servers' rate limits are messages a minute. */
    private static final Duration RATE_WINDOW = Duration.ofMinutes(1);

    @Inject
    NewTransaction transaction;

    /**
     * A message that this node sends now.
     *
     * @param attempt counted before the work, so that an attempt that crashes counts, too
     * @param failures refusals for now, so far
     * @param failing since the first of them
     */
    record Claimed(
            long number,
            int attempt,
            String application,
            String messageId,
            String keyId,
            int failures,
            Duration failing) {}

    /** Claims the next due message of a leased mailbox, the first lane first; none if another node has the lease. */
    Optional<Claimed> claim(Lease lease) {
        return transaction.of(entities -> {
            Optional<OutboxMailbox> mailbox = MailboxLeases.locked(entities, lease);
            long now = DatabaseClock.now(entities);
            return mailbox.flatMap(present -> next(entities, lease, now).map(row -> {
                present.turn = Math.max(present.turn, row.turn);
                row.state = OutboxState.CLAIMED;
                row.attempt++;
                row.epoch = lease.epoch();
                row.holder = lease.node();
                row.changedAt = now;
                return claimed(row, now);
            }));
        });
    }

    private static Optional<OutboxRow> next(EntityManager entities, Lease lease, long now) {
        return entities
                .createQuery(
                        "select m from OutboxRow m where m.mailbox = :mailbox and m.state in :waiting"
                                + " and m.dueAt <= :now order by m.lane, m.turn, m.number",
                        OutboxRow.class)
                .setParameter("mailbox", lease.mailbox())
                .setParameter("waiting", OutboxState.WAITING)
                .setParameter("now", now)
                .setMaxResults(1)
                .getResultList()
                .stream()
                .findFirst();
    }

    private static Claimed claimed(OutboxRow row, long now) {
        return new Claimed(
                row.number,
                row.attempt,
                row.application,
                row.messageId,
                String.valueOf(row.keyId),
                row.failures,
                Duration.ofMillis(row.failingSince == null ? 0 : now - row.failingSince));
    }

    /** To be called before the hand-over; false if the message is another node's now, and must not be handed over. */
    boolean sending(Claimed claimed) {
        return transaction.of(entities -> entities.createQuery(
                                "update OutboxRow m set m.state = :sending, m.changedAt = :now"
                                        + " where m.number = :number and m.attempt = :attempt and m.state in :attempted")
                        .setParameter("sending", OutboxState.SENDING)
                        .setParameter("attempted", OutboxState.ATTEMPTED)
                        .setParameter("now", DatabaseClock.now(entities))
                        .setParameter("number", claimed.number())
                        .setParameter("attempt", claimed.attempt())
                        .executeUpdate()
                == 1);
    }

    /**
     * How an attempt ended.
     *
     * @param why null for an accepted message
     * @param serverId the server's own identifier; null if it gave none
     * @param delay until the next attempt, if there is one
     * @param failed whether the attempt counts as a refusal for now
     * @param refused recipients that get nothing any more
     */
    record Ending(
            OutboxState state,
            @Nullable Symptom why,
            @Nullable String serverId,
            Duration delay,
            boolean failed,
            List<RefusedRecipient> refused) {}

    /** Records how the attempt ended; false if that attempt is over. */
    boolean ended(Claimed claimed, Ending ending) {
        return transaction.of(entities -> {
            OutboxRow row = entities.find(OutboxRow.class, claimed.number(), LockModeType.PESSIMISTIC_WRITE);
            if (row == null || row.attempt != claimed.attempt() || !concerns(ending, row.state)) {
                return false;
            }
            long now = DatabaseClock.now(entities);
            change(row, ending, now);
            var event = OutboxEvent.of(row.number, now, row.state, row.attempt).because(ending.why());
            event.serverId = row.serverId;
            entities.persist(event);
            OutboxContent.refuse(entities, row.number, ending.refused());
            if (row.state == OutboxState.SENT) {
                OutboxContent.delete(entities, row.number);
                row.keyId = null;
            }
            return true;
        });
    }

    /** An end that is known late replaces what was assumed meanwhile. */
    private static boolean concerns(Ending ending, OutboxState present) {
        return switch (present) {
            case CLAIMED, SENDING -> true;
            case UNKNOWN -> ending.state() != OutboxState.UNKNOWN;
            case QUEUED -> ending.state() == OutboxState.SENT;
            case HELD, RETRY, SENT, DEAD, CANCELLED -> false;
        };
    }

    private static void change(OutboxRow row, Ending ending, long now) {
        Symptom why = ending.why();
        row.state = ending.state();
        row.changedAt = now;
        row.dueAt = now + ending.delay().toMillis();
        row.peer = why == null ? null : why.peer().name();
        row.code = why == null ? null : why.code();
        row.words = why == null ? null : OutboxEvent.shortened(why.words());
        row.serverId = ending.serverId();
        if (ending.failed()) {
            row.failures++;
            row.failingSince = row.failingSince == null ? now : row.failingSince;
        }
    }

    /** How long ago other nodes sent messages of this mailbox, within the last minute. */
    List<Duration> sentElsewhere(Lease lease) {
        return transaction.of(entities -> {
            long now = DatabaseClock.now(entities);
            return entities
                    .createQuery(
                            "select m.changedAt from OutboxRow m where m.mailbox = :mailbox and m.changedAt > :since"
                                    + " and m.attempt > 0 and m.holder <> :node and m.state not in :waiting",
                            Long.class)
                    .setParameter("mailbox", lease.mailbox())
                    .setParameter("since", now - RATE_WINDOW.toMillis())
                    .setParameter("node", lease.node())
                    .setParameter("waiting", OutboxState.WAITING)
                    .getResultList()
                    .stream()
                    .map(at -> Duration.ofMillis(now - at))
                    .toList();
        });
    }

    /**
     * Queues the messages again that this node has claimed without knowing it, because the database went away: all of the lease but
     * these.
     */
    int requeueLost(Lease lease, Collection<Long> inWork) {
        return transaction.of(entities -> MailboxLeases.locked(entities, lease).isEmpty()
                ? 0
                : entities.createQuery("update OutboxRow m set m.state = :queued, m.changedAt = :now"
                                + " where m.mailbox = :mailbox and m.state = :claimed and m.number not in :inWork")
                        .setParameter("queued", OutboxState.QUEUED)
                        .setParameter("now", DatabaseClock.now(entities))
                        .setParameter("mailbox", lease.mailbox())
                        .setParameter("claimed", OutboxState.CLAIMED)
                        .setParameter("inWork", inWork.isEmpty() ? List.of(-1L) : inWork)
                        .executeUpdate());
    }
}
