package org.signetmail.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.signetmail.settings.SampleSettings.basic;
import static org.signetmail.settings.SampleSettings.contoso;
import static org.signetmail.settings.SampleSettings.typed;

import jakarta.persistence.EntityManager;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;
import org.signetmail.seal.SealBroken;

@OnEveryDatabase
class TwoAdministratorsTest {
    private static final Instant NOON = Instant.parse("2026-03-12T12:00:00.123Z");

    @Parameter
    Storage storage;

    @TempDir
    Path folder;

    private StoreOnDisk disk;
    private SettingsStore store;

    @BeforeEach
    void start() {
        disk = StoreOnDisk.open(storage, folder, Clock.fixed(NOON, ZoneOffset.UTC));
        store = disk.settings();
    }

    @AfterEach
    void stop() {
        disk.close();
    }

    @Test
    void theSecondSaveConflictsAndOverwritesNothing() throws Exception {
        MailSettings first = store.save(typed(contoso(0)), "first");
        assertThatThrownBy(() -> store.save(typed(basic(0)), "second"))
                .isInstanceOfSatisfying(
                        EditConflict.class, told -> assertThat(told.theirs()).isEqualTo(first));
        assertThat(store.load()).isEqualTo(first);
        assertThat(store.snapshot(5).changes()).hasSize(1);
    }

    @Test
    void aSaveBetweenReadAndWriteConflictsToo() throws Exception {
        NewTransaction real = store.transaction;
        var calls = new AtomicInteger();
        store.transaction = new NewTransaction() {
            @Override
            public <T> T of(Function<EntityManager, T> work) {
                if (calls.incrementAndGet() == 2) {
                    store.transaction = real;
                    assertThat(quick()).isEqualTo(1);
                }
                return real.of(work);
            }
        };
        assertThatThrownBy(() -> store.save(typed(basic(0)), "slow")).isInstanceOf(EditConflict.class);
        assertThat(store.load().savedBy()).isEqualTo("quick");
    }

    private long quick() {
        try {
            return store.save(typed(contoso(0)), "quick").version();
        } catch (EditConflict | SecretRequired | SealBroken unexpected) {
            throw new AssertionError(unexpected);
        }
    }

    @Test
    void ofConcurrentSavesExactlyOneWins() throws Exception {
        var pool = Executors.newFixedThreadPool(4);
        try {
            for (int round = 0; round < 10; round++) {
                long version = store.load().version();
                var saves = new ArrayList<Callable<Boolean>>();
                for (int admin = 0; admin < 4; admin++) {
                    String who = "admin-" + admin;
                    saves.add(() -> saved(version, who));
                }
                int won = 0;
                for (var save : pool.invokeAll(saves)) {
                    won += save.get() ? 1 : 0;
                }
                assertThat(won).isEqualTo(1);
                assertThat(store.load().version()).isEqualTo(version + 1);
            }
            assertThat(store.snapshot(100).changes()).hasSize(10);
        } finally {
            pool.shutdownNow();
        }
    }

    private boolean saved(long version, String who) throws Exception {
        try {
            store.save(typed(contoso(version)), who);
            return true;
        } catch (EditConflict told) {
            return false;
        }
    }
}
