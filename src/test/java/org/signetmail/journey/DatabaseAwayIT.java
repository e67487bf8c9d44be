package org.signetmail.journey;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import org.signetmail.signin.Browser;

class DatabaseAwayIT extends DatabaseAway {
    private static final Duration MAX_HEALTH_DELAY = Duration.ofSeconds(20);
    private static final Duration POLL_INTERVAL = Duration.ofMillis(200);

    @Override
    TestEnvironment stage(Path folder) throws Exception {
        return new TestEnvironment("database-away", folder);
    }

    @Override
    void assertHealth(int ready, String database) {
        var monitor = new Browser(env.server);
        assertThat(monitor.get("/health/live").statusCode()).isEqualTo(200);
        var answer = monitor.get("/health/ready");
        // Health responses are up to five seconds old.
        long limit = System.nanoTime() + MAX_HEALTH_DELAY.toNanos();
        while (answer.statusCode() != ready && System.nanoTime() < limit) {
            LockSupport.parkNanos(POLL_INTERVAL.toNanos());
            answer = monitor.get("/health/ready");
        }
        assertThat(answer.statusCode()).isEqualTo(ready);
        assertThat(answer.body()).contains("\"database\":\"" + database + "\"");
    }
}
