package org.signetmail.signin;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.signetmail.signin.SetupLink.State;
import org.signetmail.token.AdjustableClock;

class SetupLinkTest {
    private final AdjustableClock clock = new AdjustableClock();
    private final SetupLink link = new SetupLink();

    @BeforeEach
    void clock() {
        link.clock = clock;
    }

    @Test
    void anIssuedKeyWorksOnce() {
        String key = link.issue();

        assertThat(link.state(key)).isEqualTo(State.OPEN);
        assertThat(link.redeem(key)).isTrue();
        assertThat(link.redeem(key)).isFalse();
        assertThat(link.state(key)).isEqualTo(State.USED);
    }

    @Test
    void itExpiresAfterAnHour() {
        String key = link.issue();

        clock.advance(Duration.ofMinutes(60).minusMillis(1));
        assertThat(link.state(key)).isEqualTo(State.OPEN);
        clock.advance(Duration.ofMillis(1));
        assertThat(link.state(key)).isEqualTo(State.EXPIRED);
        assertThat(link.redeem(key)).isFalse();
    }

    @Test
    void otherKeysAreUnknown() {
        assertThat(link.state("")).isEqualTo(State.UNKNOWN);
        String key = link.issue();

        assertThat(link.state("")).isEqualTo(State.UNKNOWN);
        assertThat(link.state(key + "A")).isEqualTo(State.UNKNOWN);
        assertThat(link.redeem("guess")).isFalse();
        assertThat(link.state(key)).isEqualTo(State.OPEN);
    }

    @Test
    void aNewKeyInvalidatesThePreviousOne() {
        String before = link.issue();
        String key = link.issue();

        assertThat(link.state(before)).isEqualTo(State.UNKNOWN);
        assertThat(link.state(key)).isEqualTo(State.OPEN);
    }

    @Test
    void aKeyHas256RandomBits() {
        assertThat(link.issue()).hasSize(43).isNotEqualTo(link.issue());
    }
}
