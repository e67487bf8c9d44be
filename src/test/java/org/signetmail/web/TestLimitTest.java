package org.signetmail.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.signetmail.token.MovedClock;
import org.signetmail.web.TestLimit.Kind;

/** Of ten tests in a minute. */
@SuppressWarnings("UnnecessaryAssignment") // There is no container here.
class TestLimitTest {
    private final MovedClock clock = new MovedClock();
    private final TestLimit limit = new TestLimit(10);

    @BeforeEach
    void begin() {
        limit.clock = clock;
    }

    private boolean begins(Kind kind) {
        return limit.refusal(kind).isEmpty();
    }

    @Test
    void ofEachKindOneRunsAtATime() {
        assertThat(begins(Kind.CREDENTIALS)).isTrue();
        assertThat(begins(Kind.SETTINGS)).isTrue();
        assertThat(limit.refusal(Kind.CREDENTIALS))
                .hasValueSatisfying(why -> assertThat(why).contains("another test is still running"));

        limit.ended(Kind.CREDENTIALS);
        assertThat(begins(Kind.CREDENTIALS)).isTrue();
        assertThat(begins(Kind.SETTINGS)).isFalse();
    }

    @Test
    void tenMayBeginInAMinuteHoweverQuickTheyAre() {
        for (int test = 0; test < 10; test++) {
            Kind kind = test % 2 == 0 ? Kind.CREDENTIALS : Kind.SETTINGS;
            assertThat(begins(kind)).isTrue();
            limit.ended(kind);
            clock.advance(Duration.ofSeconds(1));
        }

        assertThat(limit.refusal(Kind.CREDENTIALS))
                .hasValueSatisfying(
                        why -> assertThat(why).contains("10 tests within a minute", "Try again in 51 seconds."));
        clock.advance(Duration.ofSeconds(50));
        assertThat(begins(Kind.CREDENTIALS)).isTrue();
        limit.ended(Kind.CREDENTIALS);
        assertThat(begins(Kind.CREDENTIALS)).isFalse();
    }

    @Test
    void whatWasRefusedDoesNotCount() {
        assertThat(begins(Kind.CREDENTIALS)).isTrue();
        for (int press = 0; press < 100; press++) {
            assertThat(begins(Kind.CREDENTIALS)).isFalse();
        }
        limit.ended(Kind.CREDENTIALS);

        assertThat(begins(Kind.CREDENTIALS)).isTrue();
    }
}
