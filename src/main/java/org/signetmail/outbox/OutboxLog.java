package org.signetmail.outbox;

import jakarta.annotation.PostConstruct;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.signetmail.account.Configuration;
import org.signetmail.outbox.OutboxActions.Action;
import org.signetmail.settings.NewTransaction;

/** What became of each accepted message. No content is read. Each call is a transaction of its own. Thread-safe. */
@ApplicationScoped
public class OutboxLog {
    @Inject
    NewTransaction transaction;

    private volatile OutboxLimits limits = OutboxLimits.DEFAULT;

    @PostConstruct
    void readLimits() {
        limits = OutboxLimits.from(Configuration.current()::text);
    }

    /** How long a message stays in the log after its end. */
    public Duration retention() {
        return limits.retention();
    }

    /** A recipient; {@code refused} has the server's words if it gets nothing any more. */
    public record Recipient(String address, Optional<String> refused) {}

    /**
     * An accepted message.
     *
     * @param bytes its size as it is sent
     * @param failures refusals for now since it was accepted or sent again
     * @param next the time of the next attempt, of a message that waits for one
     * @param why the code and the words of the refusal that led to this state
     * @param serverId the server's own Message-ID
     * @param kept whether its content is still there, so that it can be sent again
     * @param transactionUnknown whether it waits for a caller's transaction whose node has died
     */
    public record Entry(
            long number,
            Instant acceptedAt,
            Instant changedAt,
            String application,
            Lane lane,
            String mailbox,
            List<Recipient> recipients,
            String messageId,
            int bytes,
            OutboxState state,
            int attempts,
            int failures,
            Optional<Instant> next,
            Optional<Why> why,
            Optional<String> serverId,
            boolean kept,
            boolean transactionUnknown) {
        /** The place of this message in the order of the log. */
        public Position position() {
            return new Position(acceptedAt.toEpochMilli(), number);
        }
    }

    /** A refusal; {@code peer} is the name of an {@link org.signetmail.account.Peer}. */
    public record Why(String peer, String code, String words) {
        static Optional<Why> of(@Nullable String peer, @Nullable String code, @Nullable String words) {
            return peer == null ? Optional.empty() : Optional.of(new Why(peer, "" + code, "" + words));
        }
    }

    /** A place in the order of the log: by the time of acceptance, then by number. */
    public record Position(long acceptedAt, long number) {}

    /**
     * Which messages are meant; an empty text or set means all.
     *
     * @param attention only those that need a person
     * @param recipient an address, as the application wrote it or in lower case
     * @param from inclusive
     * @param until exclusive
     * @param possible only those with which this can be done
     */
    public record Filter(
            Set<OutboxState> states,
            boolean attention,
            String mailbox,
            String application,
            String recipient,
            Optional<Instant> from,
            Optional<Instant> until,
            Optional<Action> possible) {
        public static final Filter ALL =
                new Filter(Set.of(), false, "", "", "", Optional.empty(), Optional.empty(), Optional.empty());

        /** Of these, the messages with which this can be done. */
        public Filter permitting(Action action) {
            return new Filter(states, attention, mailbox, application, recipient, from, until, Optional.of(action));
        }
    }

    /** An entry of the history of a message; {@code who} is the administrator, if one did it. */
    public record Event(
            Instant at,
            OutboxState state,
            int attempt,
            Optional<Why> why,
            Optional<String> serverId,
            Optional<String> who) {}

    /** A mailbox, or with an empty one the account, whose messages wait for an administrator. */
    public record Pause(Optional<String> mailbox, Instant since, Why why) {}

    /**
     * What needs a person.
     *
     * @param dead refused for good, as long as they can be sent again
     * @param undecided held for a transaction whose end is not known
     * @param waiting messages that wait for an attempt
     * @param oldest how long the oldest of them has waited
     */
    public record Attention(
            long dead, long unknown, long undecided, long waiting, Optional<Duration> oldest, List<Pause> pauses) {
        /** All messages that need a person. */
        public long total() {
            return dead + unknown + undecided;
        }
    }

    /** How many messages were accepted in the span that begins then, by what became of them. */
    public record Span(Instant from, Map<OutboxState, Long> counts) {}

    /** Messages from this position on to older ones, without it; the newest ones if there is none. */
    public List<Entry> older(Filter filter, Optional<Position> from, int most) {
        return entries(filter, from, false, most);
    }

    /** Messages from this position on to newer ones, without it; still the newest first. */
    public List<Entry> newer(Filter filter, Position from, int most) {
        return entries(filter, Optional.of(from), true, most);
    }

    private List<Entry> entries(Filter filter, Optional<Position> from, boolean ascending, int most) {
        return transaction.of(entities -> {
            long now = DatabaseClock.now(entities);
            return read(entities, OutboxQuery.of(filter, now).numbers(entities, from, ascending, most), now);
        });
    }

    /** Those of these messages that are in the log. */
    public List<Entry> of(Collection<Long> numbers) {
        return transaction.of(entities -> read(entities, List.copyOf(numbers), DatabaseClock.now(entities)));
    }

    private static List<Entry> read(EntityManager entities, List<Long> numbers, long now) {
        if (numbers.isEmpty()) {
            return List.of();
        }
        Map<Long, List<Recipient>> recipients = OutboxQuery.recipients(entities, numbers);
        Set<String> alive =
                Set.copyOf(entities.createQuery("select n.id from OutboxNode n where n.aliveUntil > :now", String.class)
                        .setParameter("now", now)
                        .getResultList());
        List<OutboxRow> rows = entities.createQuery(
                        "select m from OutboxRow m where m.number in :numbers", OutboxRow.class)
                .setParameter("numbers", numbers)
                .getResultList();
        return rows.stream()
                .sorted(Comparator.comparing(row -> numbers.indexOf(row.number)))
                .map(row -> entry(row, recipients.getOrDefault(row.number, List.of()), alive))
                .toList();
    }

    private static Entry entry(OutboxRow row, List<Recipient> recipients, Set<String> alive) {
        return new Entry(
                row.number,
                Instant.ofEpochMilli(row.acceptedAt),
                Instant.ofEpochMilli(row.changedAt),
                row.application,
                Lane.of(row.lane),
                row.mailbox,
                recipients,
                row.messageId,
                row.bytes,
                row.state,
                row.attempt,
                row.failures,
                row.state == OutboxState.RETRY ? Optional.of(Instant.ofEpochMilli(row.dueAt)) : Optional.empty(),
                Why.of(row.peer, row.code, row.words),
                Optional.ofNullable(row.serverId),
                row.keyId != null,
                row.state == OutboxState.HELD && (row.holder == null || !alive.contains(row.holder)));
    }

    /** How many messages are meant. */
    public long count(Filter filter) {
        return transaction.of(
                entities -> OutboxQuery.of(filter, DatabaseClock.now(entities)).count(entities));
    }

    /** What happened to a message, the oldest first. */
    public List<Event> history(long number) {
        return transaction.of(entities -> entities
                .createQuery(
                        "select e from OutboxEvent e where e.message = :message order by e.happenedAt, e.number",
                        OutboxEvent.class)
                .setParameter("message", number)
                .getResultList()
                .stream()
                .map(event -> new Event(
                        Instant.ofEpochMilli(event.happenedAt),
                        event.state,
                        event.attempt,
                        Why.of(event.peer, event.code, event.words),
                        Optional.ofNullable(event.serverId),
                        Optional.ofNullable(event.who)))
                .toList());
    }

    /** What needs a person, over all nodes. */
    public Attention attention() {
        return transaction.of(entities -> OutboxQuery.attention(entities, DatabaseClock.now(entities)));
    }

    /** This many spans of this length, the last of which has this time in it; the oldest first. */
    public List<Span> chart(Instant now, Duration span, int spans) {
        long length = span.toMillis();
        long first = now.toEpochMilli() / length - spans + 1;
        Map<Long, Map<OutboxState, Long>> counted =
                transaction.of(entities -> new HashMap<>(OutboxQuery.counted(entities, first * length, length)));
        return IntStream.range(0, spans)
                .mapToObj(index -> new Span(
                        Instant.ofEpochMilli((first + index) * length), counted.getOrDefault(first + index, Map.of())))
                .toList();
    }
}
