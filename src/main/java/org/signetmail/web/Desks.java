package org.signetmail.web;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.ConcurrentHashMap;

/** The desks of the administrators, each found again by the mark that its browser carries. */
@ApplicationScoped
class Desks {
    private static final Duration CLEARED_AFTER = Duration.ofHours(12);

    @Inject
    Clock clock;

    private final ConcurrentHashMap<String, Desk> desks = new ConcurrentHashMap<>();

    /** The desk of this user in the browser with this mark. */
    Desk of(String user, String mark) {
        Instant now = clock.instant();
        desks.values().removeIf(desk -> desk.usedAt().isBefore(now.minus(CLEARED_AFTER)));
        Desk desk = desks.computeIfAbsent(user + " " + mark, unused -> new Desk(now));
        desk.usedAt(now);
        return desk;
    }
}
