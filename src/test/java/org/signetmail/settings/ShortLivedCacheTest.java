package org.signetmail.settings;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class ShortLivedCacheTest {
    private static final Instant NOW = Instant.parse("2026-03-01T09:00:00Z");

    private final ShortLivedCache<String> settings = new ShortLivedCache<>();

    @Test
    void isEmptyBeforeTheFirstRead() {
        assertThat(settings.at(NOW)).isEmpty();
    }

    @Test
    void aValueIsValidForASecond() {
        settings.keep("old", settings.changes(), NOW);

        assertThat(settings.at(NOW)).contains("old");
        assertThat(settings.at(NOW.plus(ShortLivedCache.LIFETIME).minusNanos(1)))
                .contains("old");
        assertThat(settings.at(NOW.plus(ShortLivedCache.LIFETIME))).isEmpty();
    }

    @Test
    void aClockSetBackInvalidatesTheValue() {
        settings.keep("old", settings.changes(), NOW);

        assertThat(settings.at(NOW.minus(Duration.ofDays(1)))).isEmpty();
    }

    @Test
    void aChangeInvalidatesTheValue() {
        settings.keep("old", settings.changes(), NOW);
        settings.invalidate();

        assertThat(settings.at(NOW)).isEmpty();
    }

    @Test
    void aValueReadDuringAChangeIsNotCached() {
        long changes = settings.changes();
        settings.invalidate();
        settings.keep("perhaps old", changes, NOW);

        assertThat(settings.at(NOW)).isEmpty();
    }
}
