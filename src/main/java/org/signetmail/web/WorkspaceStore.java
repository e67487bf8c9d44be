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
class WorkspaceStore {
    /** Most desks of one user: so many browsers in half a day. With one more, the one that was left longest is cleared. */
    static final int MOST = 20;

    private static final Duration CLEARED_AFTER = Duration.ofHours(12);

    @Inject
    Clock clock;

    private final Map<Place, Workspace> workspaces = new HashMap<>();

    private record Place(String user, String mark) {}

    /** The desk of this user in the browser with this mark. */
    synchronized Workspace of(String user, String mark) {
        Instant now = clock.instant();
        workspaces.values().removeIf(workspace -> workspace.usedAt().isBefore(now.minus(CLEARED_AFTER)));
        Workspace workspace = workspaces.computeIfAbsent(new Place(user, mark), unused -> new Workspace(now));
        workspace.usedAt(now);
        List<Place> longestLeftFirst = workspaces.entrySet().stream()
                .filter(other -> other.getKey().user().equals(user) && other.getValue() != workspace)
                .sorted(Comparator.comparing(other -> other.getValue().usedAt()))
                .map(Map.Entry::getKey)
                .toList();
        longestLeftFirst.stream()
                .limit(Math.max(0, longestLeftFirst.size() + 1 - MOST))
                .forEach(workspaces::remove);
        return workspace;
    }
}
