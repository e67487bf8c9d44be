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

/** The workspaces of the administrators in memory, by user and by the cookie of the browser. Thread-safe. */
@ApplicationScoped
class WorkspaceStore {
    /**
     * Maximum number of workspaces of one user, one for each browser. Beyond it, the least recently used is evicted.
     */
    static final int MAX_PER_USER = 20;

    private static final Duration EVICTED_AFTER = Duration.ofHours(12);

    @Inject
    Clock clock;

    private final Map<Key, Workspace> workspaces = new HashMap<>();

    private record Key(String user, String id) {}

    /** The workspace of this user in the browser with this cookie; a new one if there is none. */
    synchronized Workspace of(String user, String id) {
        Instant now = clock.instant();
        workspaces.values().removeIf(workspace -> workspace.usedAt().isBefore(now.minus(EVICTED_AFTER)));
        Workspace workspace = workspaces.computeIfAbsent(new Key(user, id), unused -> new Workspace(now));
        workspace.usedAt(now);
        List<Key> leastRecentlyUsedFirst = workspaces.entrySet().stream()
                .filter(other -> other.getKey().user().equals(user) && other.getValue() != workspace)
                .sorted(Comparator.comparing(other -> other.getValue().usedAt()))
                .map(Map.Entry::getKey)
                .toList();
        leastRecentlyUsedFirst.stream()
                .limit(Math.max(0, leastRecentlyUsedFirst.size() + 1 - MAX_PER_USER))
                .forEach(workspaces::remove);
        return workspace;
    }
}
