package org.signetmail.signin;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class HashingLimitTest {
    @Test
    void unknownBrowsersTakeNoPermitsOfKnownOnes() {
        var limit = new HashingLimit(1, Duration.ofMillis(10));
        try (var unknownBrowser = limit.acquire(false);
                var known = limit.acquire(true)) {
            assertThat(unknownBrowser).isNotNull();
            assertThat(known).isNotNull();
            assertThat(limit.acquire(false)).isNull();
        }
        assertThat(limit.acquire(false)).isNotNull();
    }
}
