package org.signetmail.outbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.signetmail.message.Outcome.RefusedRecipient;
import org.signetmail.outbox.OutboxActions.Action;
import org.signetmail.outbox.OutboxLog.Entry;
import org.signetmail.outbox.OutboxLog.Event;
import org.signetmail.outbox.OutboxLog.Filter;

/** The delivery log. */
class OutboxLogTest extends LoggedMessagesFixture {
    @Test
    void pagesFollowEachOtherThoughMessagesWereAcceptedAtTheSameTime() {
        var numbers = new ArrayList<Long>();
        for (int index = 0; index < 7; index++) {
            numbers.add(0, outbox.add(Lane.NORMAL));
        }
        outbox.disk.inTransaction(entities -> entities.createQuery("update OutboxRow m set m.acceptedAt = 1000")
                .executeUpdate());

        List<Entry> first = log.older(Filter.ALL, Optional.empty(), 3);
        List<Entry> second = log.older(Filter.ALL, Optional.of(first.get(2).position()), 3);
        List<Entry> third = log.older(Filter.ALL, Optional.of(second.get(2).position()), 3);

        assertThat(Stream.of(first, second, third).flatMap(List::stream).map(Entry::number))
                .containsExactlyElementsOf(numbers);
        assertThat(log.newer(Filter.ALL, third.get(0).position(), 3)).isEqualTo(second);
        assertThat(log.newer(Filter.ALL, second.get(0).position(), 3)).isEqualTo(first);
        assertThat(log.newer(Filter.ALL, first.get(0).position(), 3)).isEmpty();
    }

    @Test
    void anEntryTellsWhatBecameOfTheMessage() {
        long sent =
                messages.ended(OutboxState.SENT, new RefusedRecipient("other@partner.example", "Mailbox unavailable"));
        long retry = messages.ended(OutboxState.RETRY);

        assertThat(messages.entry(sent)).satisfies(entry -> {
            assertThat(entry.state()).isEqualTo(OutboxState.SENT);
            assertThat(entry.serverId()).contains("<server@example>");
            assertThat(entry.kept()).isFalse();
            assertThat(entry.lane()).isEqualTo(Lane.PERSON_WAITS);
            assertThat(entry.recipients())
                    .containsExactly(
                            new OutboxLog.Recipient("guest@partner.example", Optional.empty()),
                            new OutboxLog.Recipient("other@partner.example", Optional.of("Mailbox unavailable")));
        });
        assertThat(messages.entry(retry)).satisfies(entry -> {
            assertThat(entry.why()).contains(new OutboxLog.Why("SMTP", "550 5.7.708", "Access denied"));
            assertThat(entry.next()).hasValueSatisfying(next -> assertThat(next).isAfter(entry.acceptedAt()));
            assertThat(entry.failures()).isOne();
            assertThat(entry.kept()).isTrue();
        });
        assertThat(log.history(retry)).extracting(Event::state).containsExactly(OutboxState.RETRY);
    }

    @Test
    void eachFilterLeavesOutTheOthers() {
        long one = messages.add("newspaper", OutboxOnDisk.SYSTEM);
        long two = messages.add("bookshop", LoggedMessages.OTHER);
        assertThat(messages.found(Filter.ALL)).containsExactly(two, one);
        assertThat(messages.found(LoggedMessages.of(LoggedMessages.OTHER, "", "")))
                .containsExactly(two);
        assertThat(messages.found(LoggedMessages.of("", "newspaper", ""))).containsExactly(one);
        assertThat(messages.found(LoggedMessages.of("", "", "GUEST@partner.example")))
                .containsExactly(two, one);
        assertThat(messages.found(LoggedMessages.of("", "", "nobody@partner.example")))
                .isEmpty();
        assertThat(messages.found(LoggedMessages.in(OutboxState.QUEUED))).hasSize(2);
        assertThat(messages.found(LoggedMessages.in(OutboxState.SENT, OutboxState.DEAD)))
                .isEmpty();
        assertThat(log.count(LoggedMessages.of(LoggedMessages.OTHER, "", ""))).isOne();
        messages.age(one, Duration.ofDays(2));
        Instant yesterday = messages.entry(two).acceptedAt().minus(Duration.ofDays(1));
        assertThat(messages.found(new Filter(
                        Set.of(), false, "", "", "", Optional.of(yesterday), Optional.empty(), Optional.empty())))
                .containsExactly(two);
        assertThat(messages.found(new Filter(
                        Set.of(), false, "", "", "", Optional.empty(), Optional.of(yesterday), Optional.empty())))
                .containsExactly(one);
        assertThat(messages.found(Filter.ALL.permitting(Action.CANCEL))).containsExactly(two, one);
        assertThat(messages.found(Filter.ALL.permitting(Action.SEND_AGAIN))).isEmpty();
    }

    @Test
    void whatNeedsAPersonIsCountedAndFound() {
        long dead = messages.ended(OutboxState.DEAD);
        long unknown = messages.ended(OutboxState.UNKNOWN);
        messages.ended(OutboxState.SENT);
        long held = messages.held();
        var attention = new Filter(Set.of(), true, "", "", "", Optional.empty(), Optional.empty(), Optional.empty());
        assertThat(messages.found(attention)).as("its transaction goes on").containsExactly(unknown, dead);

        outbox.die(outbox.two);
        long waiting = outbox.add(Lane.NORMAL);
        messages.age(waiting, Duration.ofHours(3));
        actions.pauses.begin(OutboxOnDisk.SYSTEM, LoggedMessages.WHY, 1);

        assertThat(messages.found(attention)).containsExactly(held, unknown, dead);
        assertThat(messages.entry(held).transactionUnknown()).isTrue();
        assertThat(log.attention()).satisfies(told -> {
            assertThat(told.total()).isEqualTo(3);
            assertThat(told.dead()).isOne();
            assertThat(told.unknown()).isOne();
            assertThat(told.undecided()).isOne();
            assertThat(told.waiting()).isOne();
            assertThat(told.oldest())
                    .hasValueSatisfying(
                            oldest -> assertThat(oldest).isBetween(Duration.ofHours(3), Duration.ofHours(4)));
            assertThat(told.pauses()).singleElement().satisfies(pause -> {
                assertThat(pause.mailbox()).contains(OutboxOnDisk.SYSTEM);
                assertThat(pause.why().code()).isEqualTo(LoggedMessages.WHY.code());
            });
        });
        actions.resume();
        assertThat(log.attention().pauses()).isEmpty();
    }

    @Test
    void theChartCountsByTheHourOfAcceptance() {
        long sent = messages.ended(OutboxState.SENT);
        messages.ended(OutboxState.SENT);
        long dead = messages.ended(OutboxState.DEAD);
        messages.age(dead, Duration.ofHours(2));
        messages.age(outbox.add(Lane.NORMAL), Duration.ofHours(24));
        Instant now = messages.entry(sent).acceptedAt();

        List<OutboxLog.Span> spans = log.chart(now, Duration.ofHours(1), 24);

        assertThat(spans).hasSize(24);
        assertThat(spans.get(23).counts()).containsEntry(OutboxState.SENT, 2L);
        assertThat(spans.get(21).counts()).isEqualTo(Map.of(OutboxState.DEAD, 1L));
        assertThat(spans.get(0).counts()).as("it is a day ago").isEmpty();
        assertThat(spans.get(23).from()).isBetween(now.minus(Duration.ofHours(1)), now);
    }
}
