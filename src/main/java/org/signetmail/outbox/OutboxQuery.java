package org.signetmail.outbox;

import jakarta.persistence.EntityManager;
import jakarta.persistence.Query;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.signetmail.outbox.OutboxActions.Action;
import org.signetmail.outbox.OutboxLog.Attention;
import org.signetmail.outbox.OutboxLog.Filter;
import org.signetmail.outbox.OutboxLog.Pause;
import org.signetmail.outbox.OutboxLog.Position;
import org.signetmail.outbox.OutboxLog.Recipient;
import org.signetmail.outbox.OutboxLog.Why;

/** The SQL of the delivery log: which messages a filter means, and how many. All in the caller's transaction. */
final class OutboxQuery {
    /** Held for a transaction whose node has died; takes the present time. */
    private static final String UNDECIDED = "(m.state = 'HELD' and not exists"
            + " (select n.id from outbox_node n where n.id = m.holder and n.alive_until > ?))";

    /** A dead message whose content is gone can't be sent again: nothing is left to do. */
    private static final String ATTENTION =
            "(m.state = 'UNKNOWN' or (m.state = 'DEAD' and m.key_id is not null) or " + UNDECIDED + ")";

    private final List<String> conditions = new ArrayList<>();
    private final List<Object> values = new ArrayList<>();

    private OutboxQuery() {}

    static OutboxQuery of(Filter filter, long now) {
        var query = new OutboxQuery();
        if (!filter.states().isEmpty()) {
            query.and(in(filter.states()));
        }
        if (filter.attention()) {
            query.and(ATTENTION, now);
        }
        query.andText("m.mailbox = ?", filter.mailbox());
        query.andText("m.application = ?", filter.application());
        if (!filter.recipient().isEmpty()) {
            query.and(
                    "m.number in (select r.message from outbox_recipient r where r.address in (?, ?))",
                    filter.recipient(),
                    filter.recipient().toLowerCase(Locale.ROOT));
        }
        filter.from().ifPresent(from -> query.and("m.accepted_at >= ?", from.toEpochMilli()));
        filter.until().ifPresent(until -> query.and("m.accepted_at < ?", until.toEpochMilli()));
        filter.possible().ifPresent(action -> query.and(action, now));
        return query;
    }

    /** As {@link Action#isPossible}. */
    private void and(Action action, long now) {
        and(in(action.states()));
        if (action == Action.SEND_AGAIN) {
            and("m.key_id is not null and (m.state <> 'HELD' or " + UNDECIDED + ")", now);
        }
    }

    private static String in(Collection<OutboxState> states) {
        return states.stream()
                .map(state -> "'" + state.name() + "'")
                .sorted()
                .collect(Collectors.joining(", ", "m.state in (", ")"));
    }

    private void andText(String condition, String value) {
        if (!value.isEmpty()) {
            and(condition, value);
        }
    }

    private void and(String condition, Object... its) {
        conditions.add(condition);
        values.addAll(List.of(its));
    }

    /** A keyset, so that the last page costs no more than the first. The newest first, whatever the direction. */
    List<Long> numbers(EntityManager entities, Optional<Position> from, boolean ascending, int most) {
        from.ifPresent(position -> {
            String beyond = ascending ? ">" : "<";
            and(
                    "m.accepted_at " + beyond + "= ? and (m.accepted_at " + beyond + " ? or m.number " + beyond + " ?)",
                    position.acceptedAt(),
                    position.acceptedAt(),
                    position.number());
        });
        String direction = ascending ? " asc" : " desc";
        // Part of the statement: with a limit of JDBC alone, PostgreSQL plans for all rows.
        List<?> found = query(
                        entities,
                        "select m.number from outbox_message m" + where() + " order by m.accepted_at" + direction
                                + ", m.number" + direction + " limit " + most)
                .getResultList();
        List<Long> numbers = found.stream().map(OutboxQuery::number).collect(Collectors.toCollection(ArrayList::new));
        if (ascending) {
            Collections.reverse(numbers);
        }
        return numbers;
    }

    long count(EntityManager entities) {
        return number(query(entities, "select count(*) from outbox_message m" + where())
                .getSingleResult());
    }

    private String where() {
        return conditions.isEmpty() ? "" : " where " + String.join(" and ", conditions);
    }

    private Query query(EntityManager entities, String sql) {
        return prepared(entities, sql, values);
    }

    /** Numbers the parameters, as JPA demands it. */
    private static Query prepared(EntityManager entities, String sql, List<?> values) {
        var numbered = new StringBuilder();
        String[] pieces = sql.split("\\?", -1);
        for (int index = 0; index < pieces.length; index++) {
            numbered.append(pieces[index]).append(index == pieces.length - 1 ? "" : "?" + (index + 1));
        }
        Query query = entities.createNativeQuery(numbered.toString());
        for (int index = 0; index < values.size(); index++) {
            query.setParameter(index + 1, values.get(index));
        }
        return query;
    }

    /** The statement with a parameter for each of these numbers at the end. */
    static Query forNumbers(EntityManager entities, String sql, Collection<Long> numbers) {
        String places =
                IntStream.range(0, numbers.size()).mapToObj(index -> "?").collect(Collectors.joining(", "));
        return prepared(entities, sql + " (" + places + ")", List.copyOf(numbers));
    }

    private static long number(Object value) {
        return ((Number) value).longValue();
    }

    static Map<Long, List<Recipient>> recipients(EntityManager entities, List<Long> numbers) {
        var recipients = new HashMap<Long, Map<Integer, Recipient>>();
        for (Object found : forNumbers(
                        entities,
                        "select message, position, address, refused from outbox_recipient where message in",
                        numbers)
                .getResultList()) {
            var row = (Object[]) found;
            recipients
                    .computeIfAbsent(number(row[0]), first -> new TreeMap<>())
                    .put((int) number(row[1]), new Recipient((String) row[2], Optional.ofNullable((String) row[3])));
        }
        return recipients.entrySet().stream()
                .collect(Collectors.toMap(
                        Map.Entry::getKey, entry -> List.copyOf(entry.getValue().values())));
    }

    static Attention attention(EntityManager entities, long now) {
        var counts = new EnumMap<OutboxState, Long>(OutboxState.class);
        for (Object found : prepared(
                        entities,
                        "select m.state, count(*) from outbox_message m where m.state in ('DEAD', 'UNKNOWN', 'HELD') and "
                                + ATTENTION + " group by m.state",
                        List.of(now))
                .getResultList()) {
            var row = (Object[]) found;
            counts.put(OutboxState.valueOf((String) row[0]), number(row[1]));
        }
        Object[] waiting = entities.createQuery(
                        "select count(m), min(m.acceptedAt) from OutboxRow m where m.state in :waiting", Object[].class)
                .setParameter("waiting", OutboxState.WAITING)
                .getSingleResult();
        List<Pause> pauses = entities
                .createQuery("select p from OutboxPause p order by p.pausedAt, p.subject", OutboxPause.class)
                .getResultList()
                .stream()
                .map(OutboxQuery::pause)
                .toList();
        return new Attention(
                counts.getOrDefault(OutboxState.DEAD, 0L),
                counts.getOrDefault(OutboxState.UNKNOWN, 0L),
                counts.getOrDefault(OutboxState.HELD, 0L),
                number(waiting[0]),
                Optional.ofNullable(waiting[1]).map(oldest -> Duration.ofMillis(Math.max(0, now - number(oldest)))),
                pauses);
    }

    private static Pause pause(OutboxPause row) {
        return new Pause(
                Optional.of(row.subject).filter(subject -> !subject.equals(OutboxPause.ACCOUNT)),
                Instant.ofEpochMilli(row.pausedAt),
                new Why(row.peer, row.code, row.words));
    }

    /** Counts by span, which is numbered since the epoch, and by state. */
    static Map<Long, Map<OutboxState, Long>> counted(EntityManager entities, long since, long length) {
        var counted = new HashMap<Long, Map<OutboxState, Long>>();
        for (Object found : prepared(
                        entities,
                        "select s.span, s.state, count(*) from (select m.accepted_at / " + length
                                + " as span, m.state as state from outbox_message m where m.accepted_at >= ?) s"
                                + " group by s.span, s.state",
                        List.of(since))
                .getResultList()) {
            var row = (Object[]) found;
            counted.computeIfAbsent(number(row[0]), first -> new EnumMap<>(OutboxState.class))
                    .put(OutboxState.valueOf((String) row[1]), number(row[2]));
        }
        return counted;
    }
}
