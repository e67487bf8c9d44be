package org.signetmail.outbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.signetmail.account.Peer;
import org.signetmail.account.Symptom;
import org.signetmail.message.Outcome.RefusedRecipient;
import org.signetmail.outbox.AttemptStore.Claimed;
import org.signetmail.outbox.AttemptStore.Ending;
import org.signetmail.outbox.OutboxLog.Entry;
import org.signetmail.outbox.OutboxLog.Filter;
import org.signetmail.settings.Storage;

/** Accepted messages in each state, with the delivery log and the actions of administrators. */
public final class LoggedMessages implements AutoCloseable {
    static final String OTHER = "sales@contoso.example";
    static final Symptom WHY =
            Symptom.unanswered(Peer.SMTP, "550 5.7.708", "Access denied", Instant.parse("2026-03-12T13:48:07Z"));

    final OutboxOnDisk outbox;
    public final OutboxLog log = new OutboxLog();
    final List<String> woken = new ArrayList<>();
    final OutboxActions actions = new OutboxActions() {
        @Override
        void wake(String mailbox) {
            woken.add(mailbox);
        }
    };
    final OutboxUpkeep upkeep = new OutboxUpkeep();

    @SuppressWarnings("UnnecessaryAssignment") // There is no container.
    private LoggedMessages(OutboxOnDisk outbox) {
        this.outbox = outbox;
        log.transaction = outbox.disk.transaction();
        actions.transaction = outbox.disk.transaction();
        actions.pauses = new OutboxPauses();
        actions.pauses.transaction = outbox.disk.transaction();
        upkeep.transaction = outbox.disk.transaction();
    }

    public static LoggedMessages open(Storage storage, Path folder) {
        return new LoggedMessages(OutboxOnDisk.open(storage, folder));
    }

    @Override
    public void close() {
        outbox.close();
    }

    public long add(String application, String mailbox) {
        return outbox.store.add(OutboxOnDisk.message(application, mailbox, Lane.NORMAL), new byte[] {1}, null);
    }

    /** A message whose attempt ended so. */
    public long ended(OutboxState state, RefusedRecipient... refused) {
        long number = outbox.add(Lane.PERSON_WAITS);
        Claimed claimed = outbox.attempts.claim(outbox.lease(outbox.one)).orElseThrow();
        assertThat(claimed.number()).isEqualTo(number);
        assertThat(outbox.attempts.sending(claimed)).isTrue();
        String serverId = state == OutboxState.SENT ? "<server@example>" : null;
        assertThat(outbox.attempts.ended(
                        claimed,
                        new Ending(
                                state,
                                state == OutboxState.SENT ? null : WHY,
                                serverId,
                                Duration.ofHours(1),
                                state == OutboxState.RETRY,
                                List.of(refused))))
                .isTrue();
        return number;
    }

    long held() {
        return outbox.store.add(
                OutboxOnDisk.message("newspaper", OutboxOnDisk.SYSTEM, Lane.NORMAL), new byte[] {1}, outbox.two);
    }

    List<Long> found(Filter filter) {
        return log.older(filter, Optional.empty(), 100).stream()
                .map(Entry::number)
                .toList();
    }

    Entry entry(long number) {
        return log.older(Filter.ALL, Optional.empty(), 100).stream()
                .filter(entry -> entry.number() == number)
                .findFirst()
                .orElseThrow();
    }

    static Filter in(OutboxState... states) {
        return new Filter(Set.of(states), false, "", "", "", Optional.empty(), Optional.empty(), Optional.empty());
    }

    static Filter of(String mailbox, String application, String recipient) {
        return new Filter(
                Set.of(), false, mailbox, application, recipient, Optional.empty(), Optional.empty(), Optional.empty());
    }

    void age(long number, Duration age) {
        outbox.disk.inTransaction(
                entities -> entities.createQuery("update OutboxRow m set m.changedAt = m.changedAt - :age,"
                                + " m.acceptedAt = m.acceptedAt - :age where m.number = :number")
                        .setParameter("age", age.toMillis())
                        .setParameter("number", number)
                        .executeUpdate());
    }

    void addKey(String id, Duration age) {
        outbox.disk.inTransaction(entities -> {
            var key = new OutboxKeyRow();
            key.id = id;
            key.createdAt = DatabaseClock.now(entities) - age.toMillis();
            key.sealed = "sealed";
            entities.persist(key);
            return true;
        });
    }

    List<String> keys() {
        return outbox.disk.inTransaction(
                entities -> entities.createQuery("select k.id from OutboxKeyRow k", String.class)
                        .getResultList());
    }

    /** Adds messages in each state that needs a person or is waited for, a pause, and this many sent ones. */
    public void fill(int sent) {
        for (int index = 0; index < sent; index++) {
            ended(OutboxState.SENT);
        }
        ended(OutboxState.SENT, new RefusedRecipient("other@partner.example", "550 5.1.1 Mailbox unavailable"));
        ended(OutboxState.UNKNOWN);
        ended(OutboxState.DEAD);
        ended(OutboxState.RETRY);
        held();
        outbox.die(outbox.one);
        outbox.die(outbox.two);
        add("bookshop", OTHER);
        actions.pauses.begin(OutboxOnDisk.SYSTEM, WHY, 0);
    }
}
