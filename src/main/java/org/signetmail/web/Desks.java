package org.signetmail.web;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The desks of the administrators, each found again by the mark that its browser carries. */
@ApplicationScoped
class Desks {
    /** Most desks of one user: so many browsers in half a day. With one more, the one that was left longest is cleared. */
    static final int MOST = 20;

    private static final Duration CLEARED_AFTER = Duration.ofHours(12);

    @Inject
    Clock clock;

    private final Map<Place, Desk> desks = new HashMap<>();

    private record Place(String user, String mark) {}

    /** The desk of this user in the browser with this mark. */
    synchronized Desk of(String user, String mark) {
        Instant now = clock.instant();
        desks.values().removeIf(desk -> desk.usedAt().isBefore(now.minus(CLEARED_AFTER)));
        Desk desk = desks.computeIfAbsent(new Place(user, mark), unused -> new Desk(now));
        desk.usedAt(now);
        List<Place> longestLeftFirst = desks.entrySet().stream()
                .filter(other -> other.getKey().user().equals(user) && other.getValue() != desk)
                .sorted(Comparator.comparing(other -> other.getValue().usedAt()))
                .map(Map.Entry::getKey)
                .toList();
        longestLeftFirst.stream()
                .limit(Math.max(0, longestLeftFirst.size() + 1 - MOST))
                .forEach(desks::remove);
        return desk;
    }
}
