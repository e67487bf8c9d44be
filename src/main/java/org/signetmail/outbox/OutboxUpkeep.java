package org.signetmail.outbox;

import jakarta.annotation.PostConstruct;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.signetmail.account.Configuration;
import org.signetmail.settings.NewTransaction;

/** Deletes what is kept no longer, in batches, each a transaction of its own. Several nodes may do so at the same time. */
@ApplicationScoped
class OutboxUpkeep {
    /** The content of a message that was not delivered is kept for so long, so that it can be sent again. */
    static final Duration CONTENT = Duration.ofDays(7);

    /** No node seals with a key for longer than a day. */
    private static final Duration OLD_KEY = Duration.ofDays(2);

    private static final int BATCH = 1000;
    private static final Set<OutboxState> UNDELIVERED = EnumSet.of(OutboxState.DEAD, OutboxState.UNKNOWN);
    private static final Set<OutboxState> ENDED =
            EnumSet.of(OutboxState.SENT, OutboxState.DEAD, OutboxState.UNKNOWN, OutboxState.CANCELLED);

    @Inject
    NewTransaction transaction;

    private volatile OutboxLimits limits = OutboxLimits.DEFAULT;

    @PostConstruct
    void readLimits() {
        limits = OutboxLimits.from(Configuration.current()::text);
    }

    void run() {
        while (transaction.of(OutboxUpkeep::deleteContents) == BATCH) {
            // Goes on until a batch is not full.
        }
        while (transaction.of(this::deleteRows) == BATCH) {
            // Likewise.
        }
        transaction.of(OutboxUpkeep::deleteKeys);
    }

    /** Those that no content is sealed with any more: not even a copy of the database can be opened by them later. */
    private static int deleteKeys(EntityManager entities) {
        return entities.createQuery("delete from OutboxKeyRow k where k.createdAt < :before"
                        + " and not exists (select m.number from OutboxRow m where m.keyId = k.id)")
                .setParameter("before", DatabaseClock.now(entities) - OLD_KEY.toMillis())
                .executeUpdate();
    }

    private static int deleteContents(EntityManager entities) {
        List<Long> numbers = due(entities, " and m.keyId is not null", UNDELIVERED, CONTENT);
        for (long number : numbers) {
            int updated = entities.createQuery(
                            "update OutboxRow m set m.keyId = null where m.number = :number and m.state in :states")
                    .setParameter("number", number)
                    .setParameter("states", UNDELIVERED)
                    .executeUpdate();
            if (updated == 1) { // Else it was sent again meanwhile.
                OutboxContent.delete(entities, number);
            }
        }
        return numbers.size();
    }

    /** The database deletes recipients, contents and events with them. */
    private int deleteRows(EntityManager entities) {
        List<Long> numbers = due(entities, "", ENDED, limits.retention());
        if (!numbers.isEmpty()) {
            entities.createQuery("delete from OutboxRow m where m.number in :numbers and m.state in :states")
                    .setParameter("numbers", numbers)
                    .setParameter("states", ENDED)
                    .executeUpdate();
        }
        return numbers.size();
    }

    private static List<Long> due(EntityManager entities, String also, Set<OutboxState> states, Duration age) {
        return entities.createQuery(
                        "select m.number from OutboxRow m where m.state in :states and m.changedAt < :before" + also
                                + " order by m.number",
                        Long.class)
                .setParameter("states", states)
                .setParameter("before", DatabaseClock.now(entities) - age.toMillis())
                .setMaxResults(BATCH)
                .getResultList();
    }
}
