package org.signetmail.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.signetmail.settings.SampleSettings.SECRET;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.signetmail.account.MailAccount;
import org.signetmail.server.DatabaseUnderTest;

/**
 * Kills a continuously saving process, or its database, at random moments: every confirmed save is stored and its secret
 * opens. Run on demand, since it takes half an hour:
 *
 * <pre>
 * mvn verify -Dit.test=KilledSaverIT -Dsignet.on-demand=none
 * </pre>
 *
 * <p>{@code -Dsignet.kills=10} sets the number of kills, {@code -Dsignet.kills.seed=…} repeats the same moments.
 */
@Timeout(value = 3, unit = TimeUnit.HOURS)
@Tag("on-demand")
class KilledSaverIT {
    private static final int TIMES = Integer.getInteger("signet.kills", 100);
    private static final long SEED = Long.getLong("signet.kills.seed", System.nanoTime());
    private static final int LATEST = 700_000_000; // nanoseconds after a save

    private final Random random = new Random(SEED);
    private long confirmed;
    private long unconfirmed;

    @TempDir
    Path folder;

    /** The process to kill. */
    private interface Victim {
        void kill() throws IOException;
    }

    @Test
    void theProcessWithTheEmbeddedDatabase() throws Exception {
        for (int kill = 1; kill <= TIMES; kill++) {
            try (var saving = new SavingProcess(Storage.H2_WITH_ECLIPSELINK, folder, "")) {
                strike(saving, saving::kill9);
            }
            everySaveIsStored(Storage.H2_WITH_ECLIPSELINK, "", kill);
        }
        report("the process, embedded database");
    }

    @Test
    void theProcessWithPostgreSql() throws Exception {
        try (var database = new DatabaseUnderTest(folder)) {
            for (int kill = 1; kill <= TIMES; kill++) {
                try (var saving = new SavingProcess(Storage.POSTGRESQL_WITH_HIBERNATE, folder, database.url())) {
                    strike(saving, saving::kill9);
                }
                everySaveIsStored(Storage.POSTGRESQL_WITH_HIBERNATE, database.url(), kill);
            }
        }
        report("the process, PostgreSQL");
    }

    @Test
    void thePostgreSqlServer() throws Exception {
        try (var database = new DatabaseUnderTest(folder)) {
            for (int kill = 1; kill <= TIMES; kill++) {
                try (var saving = new SavingProcess(Storage.POSTGRESQL_WITH_ECLIPSELINK, folder, database.url())) {
                    strike(saving, database::kill9);
                }
                database.startAgain();
                everySaveIsStored(Storage.POSTGRESQL_WITH_ECLIPSELINK, database.url(), kill);
            }
        }
        report("PostgreSQL");
    }

    private void strike(SavingProcess saving, Victim victim) throws IOException {
        confirmed = saving.next();
        LockSupport.parkNanos(random.nextInt(LATEST));
        victim.kill();
        confirmed = saving.last(confirmed);
    }

    private void everySaveIsStored(Storage storage, String url, int kill) throws Exception {
        try (var store = StoreOnDisk.open(storage, SavingProcess.database(folder, url), folder, Clock.systemUTC())) {
            long kept = store.settings().load().version();
            assertThat(kept).as("after kill %d, seed %d", kill, SEED).isBetween(confirmed, confirmed + 1);
            unconfirmed += kept - confirmed;
            assertThat(store.settings().account())
                    .isInstanceOfSatisfying(
                            MailAccount.Microsoft365.class,
                            account -> assertThat(account.credentials().credential())
                                    .isEqualTo(SECRET));
            assertThat(store.settings().snapshot(1).changes().get(0).what()).isNotEmpty();
        }
    }

    private void report(String victim) {
        System.out.printf(
                "%s killed %d times, seed %d: all %d confirmed saves are there, and %d that were not confirmed%n",
                victim, TIMES, SEED, confirmed, unconfirmed);
    }
}
