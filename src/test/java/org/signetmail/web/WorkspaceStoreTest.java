package org.signetmail.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.signetmail.token.AdjustableClock;

class WorkspaceStoreTest {
    private final AdjustableClock clock = new AdjustableClock();
    private final WorkspaceStore workspaceStore = new WorkspaceStore();

    @BeforeEach
    void clock() {
        workspaceStore.clock = clock;
    }

    private static Workspace.Draft draft(int length) {
        var typed = new SettingsForm();
        typed.put(Field.FURTHER_DOMAINS, "x".repeat(length));
        typed.getValues().put(Field.WARNED.id(), null); // Faces sets null for a field that the request lacks.
        return new Workspace.Draft(typed, new SettingsForm(), 1);
    }

    @Test
    void beyondTwentyWorkspacesOfAUserTheLeastRecentlyUsedIsEvicted() {
        workspaceStore.of("admin", "first").keep(draft(1));
        workspaceStore.of("other", "first").keep(draft(1));
        for (int i = 0; i < 1000; i++) {
            clock.advance(Duration.ofSeconds(1));
            workspaceStore.of("admin", "browser " + i).keep(draft(1));
            clock.advance(Duration.ofSeconds(1));
            assertThat(workspaceStore.of("admin", "browser 0").draft())
                    .as("in use")
                    .isPresent();
        }

        assertThat(workspaceStore.of("admin", "first").draft()).isEmpty();
        assertThat(workspaceStore.of("other", "first").draft())
                .as("another user's")
                .isPresent();
        assertThat(workspaceStore.of("admin", "browser 999").draft()).isPresent();
        assertThat(workspaceStore.of("admin", "browser 0").draft()).isPresent();
        assertThat(workspaceStore.of("admin", "browser 980").draft()).isEmpty();
    }

    @Test
    void aDraftBeyondTheMaximumLengthIsNotKept() {
        Workspace workspace = workspaceStore.of("admin", "browser");
        workspace.keep(draft(Workspace.MAX_DRAFT_LENGTH));
        assertThat(workspace.draft()).isPresent();

        workspace.keep(draft(Workspace.MAX_DRAFT_LENGTH + 1));
        assertThat(workspace.draft()).as("nor the one that it replaced").isEmpty();
    }

    @Test
    void aWorkspaceUnusedForHalfADayIsEvicted() {
        workspaceStore.of("admin", "browser").keep(draft(1));
        clock.advance(Duration.ofHours(12));
        assertThat(workspaceStore.of("admin", "browser").draft()).isPresent();
        clock.advance(Duration.ofHours(12).plusMillis(1));
        assertThat(workspaceStore.of("admin", "browser").draft()).isEmpty();
    }
}
