package org.signetmail.journey;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import org.signetmail.signin.Browser;

class DatabaseAwayIT extends DatabaseAway {
    private static final Duration TOLD_FOR_AT_MOST = Duration.ofSeconds(20);
    private static final Duration BETWEEN_LOOKS = Duration.ofMillis(200);

    @Override
    TestEnvironment stage(Path folder) throws Exception {
        return new TestEnvironment("database-away", folder);
    }

    @Override
    void seenByAMonitor(int ready, String database) {
        var monitor = new Browser(env.server);
        assertThat(monitor.get("/health/live").statusCode()).isEqualTo(200);
        var answer = monitor.get("/health/ready");
        // What was true five seconds ago is still told.
        long limit = System.nanoTime() + TOLD_FOR_AT_MOST.toNanos();
        while (answer.statusCode() != ready && System.nanoTime() < limit) {
            LockSupport.parkNanos(BETWEEN_LOOKS.toNanos());
            answer = monitor.get("/health/ready");
        }
        assertThat(answer.statusCode()).isEqualTo(ready);
        assertThat(answer.body()).contains("\"database\":\"" + database + "\"");
    }
}
