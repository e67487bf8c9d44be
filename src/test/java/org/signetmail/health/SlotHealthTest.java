package org.signetmail.health;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.signetmail.health.SlotHealth.Change;
import org.signetmail.health.SlotHealth.News;

/** What is announced of consecutive self-checks of a slot. */
class SlotHealthTest {
    private static final String EXPIRED = "AADSTS7000222";

    private SlotHealth health = SlotHealth.UNKNOWN;
    private boolean retry;

    private News after(Change change) {
        health = change.now();
        retry = change.retry();
        return change.news();
    }

    @Test
    void nothingIsSaidWhileAllIsWell() {
        for (int day = 0; day < 3; day++) {
            assertThat(after(health.worked(1))).isEqualTo(News.NONE);
        }
        assertThat(after(health.worked(2))).as("another credential").isEqualTo(News.NONE);
        assertThat(retry).isFalse();
    }

    @Test
    void aRefusalIsSaidOnceAndThatItWorksAgain() {
        after(health.worked(1));
        assertThat(after(health.refused(1, EXPIRED))).isEqualTo(News.FAILS);
        assertThat(after(health.refused(1, EXPIRED))).isEqualTo(News.NONE);
        assertThat(after(health.worked(1))).isEqualTo(News.WORKS_AGAIN);
        assertThat(after(health.worked(1))).isEqualTo(News.NONE);
        assertThat(after(health.refused(1, EXPIRED))).as("fails again").isEqualTo(News.FAILS);
    }

    @Test
    void aRefusalForAnotherReasonIsNew() {
        after(health.refused(1, EXPIRED));
        assertThat(after(health.refused(1, "AADSTS700016"))).isEqualTo(News.FAILS);
    }

    @Test
    void aRefusalOfAnotherCredentialIsNew() {
        after(health.refused(1, EXPIRED));
        assertThat(after(health.refused(2, EXPIRED))).isEqualTo(News.FAILS);
    }

    /** An outage of two hours at night concerns no administrator. */
    @Test
    void threeChecksWithoutAnAnswerAreAFailure() {
        after(health.worked(1));
        assertThat(after(health.unanswered(1))).isEqualTo(News.NONE);
        assertThat(retry).isTrue();
        assertThat(after(health.unanswered(1))).isEqualTo(News.NONE);
        assertThat(retry).isTrue();
        assertThat(after(health.unanswered(1))).isEqualTo(News.FAILS);
        assertThat(retry).as("tomorrow").isFalse();
        assertThat(after(health.unanswered(1))).isEqualTo(News.NONE);
        assertThat(after(health.worked(1))).isEqualTo(News.WORKS_AGAIN);
    }

    @Test
    void anAnswerEndsTheCountOfUnansweredChecks() {
        after(health.unanswered(1));
        after(health.unanswered(1));
        after(health.worked(1));
        assertThat(after(health.unanswered(1))).isEqualTo(News.NONE);
        assertThat(after(health.unanswered(1))).isEqualTo(News.NONE);
    }

    @Test
    void anOutageDoesNotMakeAKnownRefusalNews() {
        after(health.refused(1, EXPIRED));
        for (int check = 0; check < 5; check++) {
            assertThat(after(health.unanswered(1))).isEqualTo(News.NONE);
            assertThat(retry).isFalse();
        }
        assertThat(after(health.refused(1, EXPIRED))).isEqualTo(News.NONE);
    }
}
