package org.signetmail.gate;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.signetmail.gate.SetupLink.Standing;
import org.signetmail.token.MovedClock;

class SetupLinkTest {
    private final MovedClock clock = new MovedClock();
    private final SetupLink link = new SetupLink();

    @BeforeEach
    void clock() {
        link.clock = clock;
    }

    @Test
    void anIssuedKeyOpensOnce() {
        String key = link.issue();

        assertThat(link.standing(key)).isEqualTo(Standing.OPEN);
        assertThat(link.take(key)).isTrue();
        assertThat(link.take(key)).isFalse();
        assertThat(link.standing(key)).isEqualTo(Standing.USED);
    }

    @Test
    void itExpiresAfterAnHour() {
        String key = link.issue();

        clock.advance(Duration.ofMinutes(60).minusMillis(1));
        assertThat(link.standing(key)).isEqualTo(Standing.OPEN);
        clock.advance(Duration.ofMillis(1));
        assertThat(link.standing(key)).isEqualTo(Standing.EXPIRED);
        assertThat(link.take(key)).isFalse();
    }

    @Test
    void noOtherKeyOpens() {
        assertThat(link.standing("")).isEqualTo(Standing.UNKNOWN);
        String key = link.issue();

        assertThat(link.standing("")).isEqualTo(Standing.UNKNOWN);
        assertThat(link.standing(key + "A")).isEqualTo(Standing.UNKNOWN);
        assertThat(link.take("guess")).isFalse();
        assertThat(link.standing(key)).isEqualTo(Standing.OPEN);
    }

    @Test
    void aNewKeyEndsTheOneBefore() {
        String before = link.issue();
        String key = link.issue();

        assertThat(link.standing(before)).isEqualTo(Standing.UNKNOWN);
        assertThat(link.standing(key)).isEqualTo(Standing.OPEN);
    }

    @Test
    void aKeyHas256RandomBits() {
        assertThat(link.issue()).hasSize(43).isNotEqualTo(link.issue());
    }
}
