package org.signetmail.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.signetmail.token.MovedClock;

class DesksTest {
    private final MovedClock clock = new MovedClock();
    private final Desks desks = new Desks();

    @BeforeEach
    void clock() {
        desks.clock = clock;
    }

    private static Desk.Draft draft(int length) {
        var typed = new SettingsForm();
        typed.put(Field.FURTHER_DOMAINS, "x".repeat(length));
        typed.getValues().put(Field.WARNED.id(), null); // A field that the form came without.
        return new Desk.Draft(typed, new SettingsForm(), 1);
    }

    @Test
    void aUserHasTwentyAndTheOneThatWasLeftLongestIsCleared() {
        desks.of("admin", "first").keep(draft(1));
        desks.of("other", "first").keep(draft(1));
        for (int i = 0; i < 1000; i++) {
            clock.advance(Duration.ofSeconds(1));
            desks.of("admin", "mark " + i).keep(draft(1));
            clock.advance(Duration.ofSeconds(1));
            assertThat(desks.of("admin", "mark 0").draft()).as("in use").isPresent();
        }

        assertThat(desks.of("admin", "first").draft()).isEmpty();
        assertThat(desks.of("other", "first").draft()).as("another user's").isPresent();
        assertThat(desks.of("admin", "mark 999").draft()).isPresent();
        assertThat(desks.of("admin", "mark 0").draft()).isPresent();
        assertThat(desks.of("admin", "mark 980").draft()).isEmpty();
    }

    @Test
    void aDraftIsNoLongerThanWhatARequestMayHave() {
        Desk desk = desks.of("admin", "mark");
        desk.keep(draft(Desk.MOST_TYPED));
        assertThat(desk.draft()).isPresent();

        desk.keep(draft(Desk.MOST_TYPED + 1));
        assertThat(desk.draft()).as("nor the one that it replaced").isEmpty();
    }

    @Test
    void whatWasLeftForHalfADayIsCleared() {
        desks.of("admin", "mark").keep(draft(1));
        clock.advance(Duration.ofHours(12));
        assertThat(desks.of("admin", "mark").draft()).isPresent();
        clock.advance(Duration.ofHours(12).plusMillis(1));
        assertThat(desks.of("admin", "mark").draft()).isEmpty();
    }
}
