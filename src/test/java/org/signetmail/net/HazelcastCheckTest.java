package org.signetmail.net;

import static org.assertj.core.api.Assertions.assertThat;

import javax.naming.NameNotFoundException;
import org.junit.jupiter.api.Test;
import org.signetmail.token.LogCapture;

/** The warning about an active data grid. */
class HazelcastCheckTest {
    @Test
    void aBoundHazelcastIsReported() {
        try (var log = new LogCapture()) {
            assertThat(new HazelcastCheck(name -> name.equals("payara/Hazelcast") ? "grid" : null).warnIfActive())
                    .isTrue();

            assertThat(log.text()).contains("SIGNET-1803", "bound=\"payara/Hazelcast\"");
        }
    }

    @Test
    void nothingIsLoggedWithoutHazelcast() {
        try (var log = new LogCapture()) {
            assertThat(new HazelcastCheck(name -> {
                                throw new NameNotFoundException(name);
                            })
                            .warnIfActive())
                    .isFalse();
            assertThat(new HazelcastCheck(name -> null).warnIfActive()).isFalse();

            assertThat(log.text()).doesNotContain("SIGNET-");
        }
    }
}
