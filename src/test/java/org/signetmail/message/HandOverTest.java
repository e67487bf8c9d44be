package org.signetmail.message;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class HandOverTest {
    @Test
    void aRecordInTimeIsOne() {
        assertThatCode(() -> HandOver.UNRECORDED.within(HandOver.LONGEST).begin())
                .doesNotThrowAnyException();
    }

    @Test
    void aRecordThatTookTooLongIsADenial() {
        long began = System.nanoTime();
        HandOver slow = () -> {
            while (System.nanoTime() - began < 2_000_000) {
                Thread.onSpinWait();
            }
        };
        assertThatExceptionOfType(HandOverDenied.class)
                .isThrownBy(() -> slow.within(Duration.ofMillis(1)).begin())
                .withMessageContaining("too long");
    }

    @Test
    void aFailureIsADenial() {
        var failure = new IllegalStateException("no database");
        HandOver failing = () -> {
            throw failure;
        };
        assertThatExceptionOfType(HandOverDenied.class)
                .isThrownBy(() -> failing.within(HandOver.LONGEST).begin())
                .satisfies(denied -> assertThat(denied).hasCause(failure))
                .withMessageNotContaining("no database");
    }
}
