package org.signetmail.outbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.signetmail.message.Outcome.RefusedRecipient;
import org.signetmail.outbox.OutboxActions.Action;
import org.signetmail.outbox.OutboxLog.Event;
import org.signetmail.outbox.OutboxLog.Filter;

/** What administrators do with accepted messages, and what is deleted of them in time. */
class OutboxActionsTest extends LoggedMessagesFixture {
    @Test
    void aDeadMessageIsSentAgainToAllItsRecipients() {
        long dead = messages.ended(
                OutboxState.DEAD,
                new RefusedRecipient("guest@partner.example", "no"),
                new RefusedRecipient("other@partner.example", "no"));
        assertThat(actions.run(Action.SEND_AGAIN, List.of(dead), "admin")).isOne();
        assertThat(actions.run(Action.SEND_AGAIN, List.of(dead), "admin"))
                .as("once")
                .isZero();
        assertThat(messages.entry(dead)).satisfies(entry -> {
            assertThat(entry.state()).isEqualTo(OutboxState.QUEUED);
            assertThat(entry.why()).isEmpty();
            assertThat(entry.recipients()).allMatch(to -> to.refused().isEmpty());
        });
        assertThat(log.history(dead))
                .extracting(Event::state, Event::who)
                .containsExactly(
                        tuple(OutboxState.DEAD, Optional.empty()), tuple(OutboxState.QUEUED, Optional.of("admin")));
        assertThat(outbox.claimedBy(outbox.lease(outbox.one))).containsExactly(dead);
    }

    @Test
    void aRetryIsDueAtOnceAndStartsAgain() {
        long retry = messages.ended(OutboxState.RETRY);
        assertThat(outbox.claimedBy(outbox.lease(outbox.one))).isEmpty();
        assertThat(actions.run(Action.SEND_AGAIN, List.of(retry), "admin")).isOne();
        assertThat(messages.entry(retry).failures()).isZero();
        assertThat(messages.woken).containsExactly(OutboxOnDisk.SYSTEM);
        assertThat(outbox.claimedBy(outbox.lease(outbox.one))).containsExactly(retry);
    }

    @Test
    void nothingIsDoneInAStateThatDoesNotPermitIt() {
        long sent = messages.ended(OutboxState.SENT);
        long unknown = messages.ended(OutboxState.UNKNOWN);
        long held = messages.held();
        long claimed = outbox.add(Lane.NORMAL);
        outbox.claimedBy(outbox.lease(outbox.one));
        assertThat(actions.run(Action.CANCEL, List.of(sent, unknown, claimed, -1L), "admin"))
                .isZero();
        assertThat(actions.run(Action.SETTLE_AS_SENT, List.of(sent, held, claimed), "admin"))
                .isZero();
        assertThat(actions.run(Action.SEND_AGAIN, List.of(sent, held, claimed), "admin"))
                .as("the transaction of the held one goes on")
                .isZero();
        outbox.die(outbox.two);
        assertThat(actions.run(Action.SEND_AGAIN, List.of(held), "admin")).isOne();
        assertThat(outbox.stateOf(claimed)).isEqualTo("CLAIMED");
        assertThat(log.history(claimed)).isEmpty();
    }

    @Test
    void whatIsCancelledOrSettledHasNoContentAnyMore() {
        long queued = outbox.add(Lane.NORMAL);
        assertThat(actions.run(Action.CANCEL, List.of(queued, messages.held()), "admin"))
                .isEqualTo(2);
        long unknown = messages.ended(OutboxState.UNKNOWN);
        assertThat(actions.run(Action.SETTLE_AS_SENT, List.of(unknown), "admin"))
                .isOne();
        assertThat(outbox.stateOf(queued)).isEqualTo("CANCELLED");
        assertThat(outbox.stateOf(unknown)).isEqualTo("SENT");
        for (long number : List.of(queued, unknown)) {
            assertThat(outbox.store.content(number)).isEmpty();
            assertThat(messages.entry(number).kept()).isFalse();
        }
        assertThat(outbox.claimedBy(outbox.lease(outbox.one))).isEmpty();
    }

    @Test
    void keysAreDeletedWithTheLastContentThatNeedsThem() {
        outbox.add(Lane.NORMAL); // Sealed with the key of this name.
        messages.addKey("key", Duration.ofDays(3));
        messages.addKey("unused", Duration.ofDays(3));
        messages.addKey("recent", Duration.ofDays(1));

        messages.upkeep.run();

        assertThat(messages.keys()).containsExactlyInAnyOrder("key", "recent");
    }

    @Test
    void contentsAreDeletedAfterAWeekAndRowsAfterTheRetention() {
        long week = messages.ended(OutboxState.DEAD);
        long recent = messages.ended(OutboxState.UNKNOWN);
        long old = messages.ended(OutboxState.SENT);
        long waiting = outbox.add(Lane.NORMAL);
        messages.age(week, Duration.ofDays(8));
        messages.age(recent, Duration.ofDays(6));
        messages.age(old, Duration.ofDays(91));
        messages.age(waiting, Duration.ofDays(91));

        messages.upkeep.run();

        assertThat(messages.found(Filter.ALL)).containsExactlyInAnyOrder(week, recent, waiting);
        assertThat(messages.entry(week).kept()).isFalse();
        assertThat(outbox.stateOf(week)).isEqualTo("DEAD");
        assertThat(outbox.store.content(week)).isEmpty();
        assertThat(outbox.store.content(recent)).isNotEmpty();
        assertThat(outbox.store.content(waiting)).isNotEmpty();
        assertThat(log.attention().dead()).as("nothing can be done any more").isZero();
        assertThat(actions.run(Action.SEND_AGAIN, List.of(week), "admin")).isZero();
    }
}
