package org.signetmail.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.signetmail.settings.KeyRotationTest.everySecretOpens;
import static org.signetmail.settings.SampleSettings.contoso;
import static org.signetmail.settings.SampleSettings.typed;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.signetmail.seal.SealBroken;
import org.signetmail.server.DatabaseUnderTest;

/**
 * Kills a process that rotates sealing keys continuously at random moments: every secret opens afterwards. Run on demand,
 * since it takes ten minutes:
 *
 * <pre>
 * mvn verify -Dit.test=KilledSealerIT -Dsignet.on-demand=none
 * </pre>
 *
 * <p>{@code -Dsignet.kills=10} sets the number of kills, {@code -Dsignet.kills.seed=…} repeats the same moments.
 */
@Timeout(value = 3, unit = TimeUnit.HOURS)
@Tag("on-demand")
class KilledSealerIT {
    private static final int TIMES = Integer.getInteger("signet.kills", 50);
    private static final long SEED = Long.getLong("signet.kills.seed", System.nanoTime());
    private static final int LATEST = 200_000_000; // nanoseconds after a key rotation

    private final Random random = new Random(SEED);

    @TempDir
    Path folder;

    @Test
    void withTheEmbeddedDatabase() throws Exception {
        killRepeatedly(Storage.H2_WITH_ECLIPSELINK, "");
    }

    @Test
    void withPostgreSql() throws Exception {
        try (var database = new DatabaseUnderTest(folder)) {
            killRepeatedly(Storage.POSTGRESQL_WITH_HIBERNATE, database.url());
        }
    }

    private void killRepeatedly(Storage storage, String url) throws Exception {
        int interrupted = 0;
        for (int kill = 1; kill <= TIMES; kill++) {
            try (var sealing = new SavingProcess(KilledSealerIT.class, storage, folder, url)) {
                sealing.next();
                LockSupport.parkNanos(random.nextInt(LATEST));
                sealing.kill9();
                sealing.last(0);
            }
            try (var store = opened(storage, folder, url)) {
                everySecretOpens(store);
                var keys = store.rotation().keys().orElseThrow();
                assertThat(keys.inUse())
                        .as("after kill %d, seed %d", kill, SEED)
                        .hasSize(1);
                interrupted += keys.waiting().isPresent() ? 1 : 0;
            }
        }
        System.out.printf(
                "%s: killed %d times, seed %d, %d times between a new key and its use; every secret opened%n",
                storage, TIMES, SEED, interrupted);
    }

    private static StoreOnDisk opened(Storage storage, Path folder, String url) {
        return StoreOnDisk.open(storage, SavingProcess.database(folder, url), folder, Clock.systemUTC());
    }

    /** The process that is killed. */
    public static void main(String[] arguments) throws IOException {
        var out = new PrintStream(new FileOutputStream(FileDescriptor.out), true, StandardCharsets.UTF_8);
        try (var store = opened(Storage.valueOf(arguments[0]), Path.of(arguments[1]), arguments[2])) {
            if (store.settings().load().version() == 0) {
                store.settings().save(typed(contoso(0)), "admin");
            }
            // Ends with its parent, which closes the pipe: the print stream reports an error then.
            for (long keys = 1; !out.checkError(); keys++) {
                store.rotation().sealWithNewKey("admin");
                out.printf("%012d%n", keys);
            }
        } catch (EditConflict | SealBroken | SecretRequired e) {
            throw new IllegalStateException(e);
        }
    }
}
