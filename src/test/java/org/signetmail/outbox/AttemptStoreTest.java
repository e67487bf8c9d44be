package org.signetmail.outbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.signetmail.message.Outcome.RefusedRecipient;
import org.signetmail.outbox.AttemptStore.Claimed;
import org.signetmail.outbox.AttemptStore.Ending;
import org.signetmail.outbox.MailboxLeases.Lease;

/** What every database has to hold of the attempts, with two nodes on it. */
class AttemptStoreTest extends OutboxStores {
    private static final Ending SENT =
            new Ending(OutboxState.SENT, null, "<id@server>", Duration.ZERO, false, List.of());

    @Test
    void oneNodeAtATimeSendsForAMailbox() {
        outbox.add(Lane.NORMAL);
        Lease first = outbox.lease(outbox.one);
        assertThat(outbox.leases.lease(OutboxOnDisk.SYSTEM, outbox.two)).isEmpty();
        assertThat(outbox.leases.due(outbox.two, "", 10)).isEmpty();
        assertThat(outbox.lease(outbox.one).epoch()).as("its own").isEqualTo(first.epoch());

        outbox.die(outbox.one);

        assertThat(outbox.leases.due(outbox.two, "", 10)).containsExactly(OutboxOnDisk.SYSTEM);
        assertThat(outbox.lease(outbox.two).epoch()).isEqualTo(first.epoch() + 1);
        assertThat(outbox.attempts.claim(first)).isEmpty();
        assertThat(outbox.leases.lease(OutboxOnDisk.SYSTEM, outbox.one)).isEmpty();
    }

    @Test
    void aMailboxThatWasGivenBackIsForAnyNode() {
        outbox.add(Lane.NORMAL);
        outbox.leases.release(outbox.lease(outbox.one));
        assertThat(outbox.lease(outbox.two).taken()).isTrue();
    }

    @Test
    void aNodeThatCouldNotRenewItsSessionBeginsANewOne() {
        NodeSession node = outbox.node();
        String before = node.id();
        assertThat(node.renewed()).isEqualTo(before);
        outbox.die(before);
        assertThat(node.renewed()).isNotEqualTo(before);
    }

    @Test
    void theNextNodeTakesOverWhatADeadOneHad() {
        long waiting = outbox.add(Lane.NORMAL);
        long handedOver = outbox.add(Lane.NORMAL);
        Lease lease = outbox.lease(outbox.one);
        Claimed first = outbox.attempts.claim(lease).orElseThrow();
        Claimed second = outbox.attempts.claim(lease).orElseThrow();
        assertThat(outbox.attempts.sending(second)).isTrue();
        outbox.die(outbox.one);

        Lease taken = outbox.lease(outbox.two);

        assertThat(outbox.stateOf(waiting)).isEqualTo("QUEUED");
        assertThat(outbox.stateOf(handedOver)).isEqualTo("UNKNOWN");
        Claimed again = outbox.attempts.claim(taken).orElseThrow();
        assertThat(again.number()).isEqualTo(waiting);
        assertThat(again.attempt()).isEqualTo(2);
        assertThat(outbox.attempts.sending(first))
                .as("the dead node was only slow")
                .isFalse();
        assertThat(outbox.attempts.ended(first, SENT)).isFalse();
        assertThat(outbox.attempts.ended(second, SENT))
                .as("it is known after all")
                .isTrue();
        assertThat(outbox.stateOf(handedOver)).isEqualTo("SENT");
        assertThat(outbox.attempts.sending(again)).isTrue();
        assertThat(outbox.attempts.ended(again, SENT)).isTrue();
        assertThat(outbox.stateOf(waiting)).isEqualTo("SENT");
        assertThat(outbox.attempts.ended(again, SENT)).as("once").isFalse();
        assertThat(outbox.store.content(waiting)).isEmpty();
    }

    @Test
    void whatADeadNodeLeftIsFoundThoughNothingWaits() {
        outbox.add(Lane.NORMAL);
        assertThat(outbox.attempts.claim(outbox.lease(outbox.one))).isPresent();
        assertThat(outbox.leases.due(outbox.one, "", 10)).isEmpty();
        assertThat(outbox.leases.due(outbox.two, "", 10)).isEmpty();

        outbox.die(outbox.one);

        assertThat(outbox.leases.due(outbox.two, "", 10)).containsExactly(OutboxOnDisk.SYSTEM);
    }

    @Test
    void whatOtherNodesSentInTheLastMinuteIsKnown() {
        outbox.add(Lane.NORMAL);
        outbox.add(Lane.NORMAL);
        Lease first = outbox.lease(outbox.one);
        assertThat(outbox.attempts.ended(outbox.attempts.claim(first).orElseThrow(), SENT))
                .isTrue();
        assertThat(outbox.attempts.sentElsewhere(first)).isEmpty();
        outbox.leases.release(first);

        assertThat(outbox.attempts.sentElsewhere(outbox.lease(outbox.two)))
                .singleElement()
                .satisfies(ago -> assertThat(ago).isBetween(Duration.ZERO, Duration.ofSeconds(30)));
        outbox.disk.inTransaction(
                entities -> entities.createQuery("update OutboxRow m set m.changedAt = m.changedAt - 60000")
                        .executeUpdate());
        assertThat(outbox.attempts.sentElsewhere(outbox.lease(outbox.two))).isEmpty();
    }

    @Test
    void whatWasClaimedWithoutKnowingItIsQueuedAgain() {
        long known = outbox.add(Lane.NORMAL);
        long lost = outbox.add(Lane.NORMAL);
        Lease lease = outbox.lease(outbox.one);
        outbox.claimedBy(lease);
        assertThat(outbox.attempts.requeueLost(lease, List.of(known))).isOne();
        assertThat(outbox.claimedBy(lease)).containsExactly(lost);
        assertThat(outbox.attempts.requeueLost(lease, List.of())).isEqualTo(2);
    }

    @Test
    void aRetryWaitsForItsTime() {
        long number = outbox.add(Lane.NORMAL);
        Lease lease = outbox.lease(outbox.one);
        Claimed claimed = outbox.attempts.claim(lease).orElseThrow();
        assertThat(outbox.attempts.ended(
                        claimed, new Ending(OutboxState.RETRY, null, null, Duration.ofHours(1), true, List.of())))
                .isTrue();
        assertThat(outbox.attempts.claim(lease)).isEmpty();
        assertThat(outbox.leases.due(outbox.one, "", 1)).isEmpty();

        outbox.disk.inTransaction(entities ->
                entities.createQuery("update OutboxRow m set m.dueAt = 0").executeUpdate());

        Claimed again = outbox.attempts.claim(lease).orElseThrow();
        assertThat(again.number()).isEqualTo(number);
        assertThat(again.failures()).isOne();
    }

    @Test
    void aRefusedRecipientGetsNothingAnyMore() {
        long number = outbox.add(Lane.NORMAL);
        Claimed claimed = outbox.attempts.claim(outbox.lease(outbox.one)).orElseThrow();
        var refused = List.of(new RefusedRecipient("other@partner.example", "Mailbox unavailable"));
        assertThat(outbox.attempts.ended(
                        claimed, new Ending(OutboxState.QUEUED, null, null, Duration.ZERO, false, refused)))
                .isTrue();
        assertThat(outbox.store.refused(number)).containsExactly("other@partner.example");
        assertThat(outbox.claimedBy(outbox.lease(outbox.one))).containsExactly(number);
    }
}
