package org.signetmail.health;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.HealthCheckResponse.Status;
import org.eclipse.microprofile.health.HealthCheckResponseBuilder;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.signetmail.expiry.NoticesOnDisk;
import org.signetmail.jndi.SessionBindings;
import org.signetmail.outbox.OutboxFixture;
import org.signetmail.settings.StoreOnDisk;
import org.signetmail.token.AdjustableClock;

class ReadyTest {
    private final AdjustableClock clock = new AdjustableClock();
    private final Ready ready = new Ready();

    private StoreOnDisk store;

    @BeforeEach
    void open(@TempDir Path folder) {
        HealthCheckResponse.setResponseProvider(ResponseBuilder::new);
        store = StoreOnDisk.open(folder, clock);
        ready.settings = store.settings();
        ready.seal = store.seal();
        ready.clock = clock;
        ready.outbox = OutboxFixture.log(store);
        ready.sessions = new SessionBindings();
        ready.notices = NoticesOnDisk.of(store, clock);
    }

    @AfterEach
    void close() {
        store.close();
        HealthCheckResponse.setResponseProvider(null);
    }

    @Test
    void theOutboxIsInItByNumbers() {
        OutboxFixture.addDead(store);
        assertThat(ready.call().getData().orElseThrow())
                .containsEntry("outboxNeedsPerson", 1L)
                .containsEntry("outboxWaiting", 0L)
                .containsEntry("outboxPauses", 0L);
    }

    /** The endpoint is public, and each query takes two transactions. */
    @Test
    void theDatabaseIsQueriedAtMostOnceInFiveSeconds() {
        assertThat(ready.call().getStatus()).isEqualTo(Status.UP);
        store.loseDatabase();

        clock.advance(Duration.ofMillis(4_999));
        assertThat(ready.call().getStatus()).as("still cached").isEqualTo(Status.UP);
        clock.advance(Duration.ofMillis(1));
        assertThat(ready.call().getStatus()).isEqualTo(Status.DOWN);
        assertThat(ready.call().getData().orElseThrow()).containsEntry("database", "away");
    }

    /** Replaces the server's implementation of MicroProfile Health. */
    private static final class ResponseBuilder extends HealthCheckResponseBuilder {
        private final Map<String, Object> data = new TreeMap<>();
        private String name = "";
        private Status status = Status.DOWN;

        @Override
        public HealthCheckResponseBuilder name(String given) {
            name = given;
            return this;
        }

        @Override
        public HealthCheckResponseBuilder withData(String key, String value) {
            data.put(key, value);
            return this;
        }

        @Override
        public HealthCheckResponseBuilder withData(String key, long value) {
            data.put(key, value);
            return this;
        }

        @Override
        public HealthCheckResponseBuilder withData(String key, boolean value) {
            data.put(key, value);
            return this;
        }

        @Override
        public HealthCheckResponseBuilder up() {
            return status(true);
        }

        @Override
        public HealthCheckResponseBuilder down() {
            return status(false);
        }

        @Override
        public HealthCheckResponseBuilder status(boolean up) {
            status = up ? Status.UP : Status.DOWN;
            return this;
        }

        @Override
        public HealthCheckResponse build() {
            return new HealthCheckResponse(name, status, Optional.of(data));
        }
    }
}
