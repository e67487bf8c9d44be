package org.signetmail.net;

import static org.assertj.core.api.Assertions.assertThat;

import javax.naming.NameNotFoundException;
import org.junit.jupiter.api.Test;
import org.signetmail.token.EverythingLogged;

/** The data grid of the server … */
class HazelcastCheckTest {
    @Test
    void isWarnedOfWhereItIsBound() {
        try (var log = new EverythingLogged()) {
            assertThat(new HazelcastCheck(name -> name.equals("payara/Hazelcast") ? "grid" : null).warns())
                    .isTrue();

            assertThat(log.text()).contains("SIGNET-1803", "bound=\"payara/Hazelcast\"");
        }
    }

    @Test
    void isNotSpokenOfWhereThereIsNone() {
        try (var log = new EverythingLogged()) {
            assertThat(new HazelcastCheck(name -> {
                                throw new NameNotFoundException(name);
                            })
                            .warns())
                    .isFalse();
            assertThat(new HazelcastCheck(name -> null).warns()).isFalse();

            assertThat(log.text()).doesNotContain("SIGNET-");
        }
    }
}
