package org.signetmail.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.signetmail.settings.KeyRotationTest.everySecretOpens;
import static org.signetmail.settings.SampleSettings.basic;
import static org.signetmail.settings.SampleSettings.contoso;
import static org.signetmail.settings.SampleSettings.typed;

import jakarta.persistence.EntityManager;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.function.Function;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;
import org.signetmail.seal.Seal;
import org.signetmail.token.AdjustableClock;

/** Key rotation with concurrent saves, other nodes and crashes. */
@OnEveryDatabase
class DisturbedKeyRotationTest {
    private final AdjustableClock clock = new AdjustableClock();

    @Parameter
    Storage storage;

    @TempDir
    Path folder;

    private StoreOnDisk disk;

    @BeforeEach
    void bothSecretsAreStored() throws Exception {
        disk = StoreOnDisk.open(storage, folder, clock);
        disk.settings().save(typed(contoso(0)), "admin");
    }

    @AfterEach
    void stop() {
        disk.close();
    }

    private void restart() {
        disk.close();
        disk = StoreOnDisk.open(storage, folder, clock);
    }

    private Seal.Keys keys() {
        return disk.rotation().keys().orElseThrow();
    }

    @Test
    void aSaveStartedBeforeTheRotationConflicts() throws Exception {
        long version = disk.settings().load().version();
        disk.rotation().sealWithNewKey("admin");
        assertThatThrownBy(() -> disk.settings().save(typed(basic(version)), "other"))
                .isInstanceOf(EditConflict.class);
        everySecretOpens(disk);
    }

    @Test
    void aNodeThatSharesTheFileUsesTheNewKey() throws Exception {
        try (var other = StoreOnDisk.open(storage, folder, clock)) {
            everySecretOpens(other);
            disk.rotation().sealWithNewKey("admin");
            everySecretOpens(other);
            other.settings().save(typed(contoso(other.settings().load().version())), "other");
            everySecretOpens(disk);
            assertThat(keys().inUse()).hasSize(1);
        }
    }

    /** Simulates a killed process: nothing after this point runs. */
    private enum Moment {
        BEFORE_THE_KEY_IS_ADDED,
        BEFORE_THE_COMMIT,
        AFTER_THE_COMMIT,
        BEFORE_THE_FORMER_KEY_IS_RETIRED,
        AFTER_THE_FORMER_KEY_IS_RETIRED
    }

    private static final class Killed extends Error {
        private static final long serialVersionUID = 1L;
    }

    private final class MortalTransaction extends NewTransaction {
        private final Moment moment;
        private int count;

        MortalTransaction(Moment moment) {
            this.moment = moment;
        }

        @Override
        public <T> T of(Function<EntityManager, T> work) {
            boolean first = count == 0;
            count++;
            die(first ? Moment.BEFORE_THE_KEY_IS_ADDED : Moment.BEFORE_THE_FORMER_KEY_IS_RETIRED);
            T result = disk.inTransaction(entities -> {
                T done = work.apply(entities);
                entities.flush();
                if (first) {
                    die(Moment.BEFORE_THE_COMMIT);
                }
                return done;
            });
            die(first ? Moment.AFTER_THE_COMMIT : Moment.AFTER_THE_FORMER_KEY_IS_RETIRED);
            return result;
        }

        private void die(Moment now) {
            if (now == moment) {
                throw new Killed();
            }
        }
    }

    @Test
    void aCrashAtAnyMomentLeavesEverySecretReadable() throws Exception {
        for (Moment moment : Moment.values()) {
            clock.advance(Duration.ofMinutes(1));
            disk.rotateIn(new MortalTransaction(moment));
            assertThatThrownBy(() -> disk.rotation().sealWithNewKey("admin"))
                    .as("%s", moment)
                    .isInstanceOf(Killed.class);
            restart();
            everySecretOpens(disk);

            clock.advance(Duration.ofMinutes(1));
            disk.rotation().sealWithNewKey("admin");
            everySecretOpens(disk);
            assertThat(keys().inUse()).as("after %s", moment).hasSize(1);
            assertThat(Files.readString(folder.resolve("signet.key")).lines().filter(line -> !line.startsWith("#")))
                    .as("after %s", moment)
                    .hasSize(1);
        }
    }
}
