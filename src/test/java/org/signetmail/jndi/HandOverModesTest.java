package org.signetmail.jndi;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.signetmail.token.LogCapture;

class HandOverModesTest {
    private static HandOverModes of(Map<String, String> configured) {
        return HandOverModes.of(Set.of("newspaper", "bookshop"), key -> Optional.ofNullable(configured.get(key)));
    }

    @Test
    void messagesAreQueuedByDefault() {
        assertThat(of(Map.of()).isQueued("newspaper")).isTrue();
    }

    @Test
    void oneApplicationWaitsAndTheOthersDoNot() {
        HandOverModes modes = of(Map.of("signet.applications.send.newspaper", " now "));
        assertThat(modes.isQueued("newspaper")).isFalse();
        assertThat(modes.isQueued("bookshop")).isTrue();
    }

    @Test
    void allWaitButOne() {
        HandOverModes modes =
                of(Map.of("signet.applications.send", "now", "signet.applications.send.bookshop", "queue"));
        assertThat(modes.isQueued("newspaper")).isFalse();
        assertThat(modes.isQueued("bookshop")).isTrue();
    }

    @Test
    void anInvalidValueIsLoggedAndTheDefaultApplies() {
        try (var log = new LogCapture()) {
            HandOverModes modes =
                    of(Map.of("signet.applications.send", "now", "signet.applications.send.bookshop", "later"));
            assertThat(modes.isQueued("bookshop")).isFalse();
            assertThat(log.text())
                    .contains("SIGNET-1710", "key=\"signet.applications.send.bookshop\"", "value=\"later\"");
        }
    }
}
