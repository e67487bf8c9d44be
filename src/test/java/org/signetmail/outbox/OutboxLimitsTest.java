package org.signetmail.outbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.signetmail.account.ConfigurationKey;
import org.signetmail.token.LogCapture;

class OutboxLimitsTest {
    /** It is read for the page, too, which would not open otherwise. */
    @Test
    void anInvalidLimitIsLoggedAndTheDefaultApplies() {
        try (var log = new LogCapture()) {
            var configured =
                    Map.of(ConfigurationKey.OUTBOX_RETENTION, "a month", ConfigurationKey.OUTBOX_GIVE_UP, "24");
            OutboxLimits limits = OutboxLimits.from(key -> Optional.ofNullable(configured.get(key)));
            assertThat(limits.retention()).isEqualTo(Duration.ofDays(90));
            assertThat(limits.giveUp()).isEqualTo(Duration.ofDays(1));
            assertThat(log.text()).contains("SIGNET-1409", "key=\"signet.outbox.retention\"", "value=\"a month\"");
        }
    }
}
