package org.signetmail.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.signetmail.token.AdjustableClock;
import org.signetmail.web.TestLimit.Kind;

/** A limit of ten tests a minute. */
@SuppressWarnings("UnnecessaryAssignment") // There is no container here.
class TestLimitTest {
    private final AdjustableClock clock = new AdjustableClock();
    private final TestLimit limit = new TestLimit(10);

    @BeforeEach
    void begin() {
        limit.clock = clock;
    }

    private boolean starts(Kind kind) {
        return limit.tryStart(kind).isEmpty();
    }

    @Test
    void oneTestOfEachKindRunsAtATime() {
        assertThat(starts(Kind.CREDENTIALS)).isTrue();
        assertThat(starts(Kind.SETTINGS)).isTrue();
        assertThat(limit.tryStart(Kind.CREDENTIALS))
                .hasValueSatisfying(why -> assertThat(why).contains("another test is still running"));

        limit.ended(Kind.CREDENTIALS);
        assertThat(starts(Kind.CREDENTIALS)).isTrue();
        assertThat(starts(Kind.SETTINGS)).isFalse();
    }

    @Test
    void tenTestsCanStartInAMinute() {
        for (int test = 0; test < 10; test++) {
            Kind kind = test % 2 == 0 ? Kind.CREDENTIALS : Kind.SETTINGS;
            assertThat(starts(kind)).isTrue();
            limit.ended(kind);
            clock.advance(Duration.ofSeconds(1));
        }

        assertThat(limit.tryStart(Kind.CREDENTIALS))
                .hasValueSatisfying(
                        why -> assertThat(why).contains("10 tests within a minute", "Try again in 51 seconds."));
        clock.advance(Duration.ofSeconds(50));
        assertThat(starts(Kind.CREDENTIALS)).isTrue();
        limit.ended(Kind.CREDENTIALS);
        assertThat(starts(Kind.CREDENTIALS)).isFalse();
    }

    @Test
    void aRejectedTestDoesNotCount() {
        assertThat(starts(Kind.CREDENTIALS)).isTrue();
        for (int press = 0; press < 100; press++) {
            assertThat(starts(Kind.CREDENTIALS)).isFalse();
        }
        limit.ended(Kind.CREDENTIALS);

        assertThat(starts(Kind.CREDENTIALS)).isTrue();
    }
}
