package org.signetmail.journey;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.PlaywrightException;
import com.microsoft.playwright.assertions.PlaywrightAssertions;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.signetmail.server.DatabaseUnderTest;

/**
 * Server and database are killed at random moments while an administrator saves repeatedly: every confirmed save
 * survives. Run on demand, since it takes an hour:
 *
 * <pre>
 * mvn verify -Dit.test=KilledWhileSavingIT -Dsignet.on-demand=none
 * </pre>
 *
 * <p>{@code -Dsignet.kills=10} sets the number of kills, {@code -Dsignet.kills.seed=…} repeats the same moments. The
 * figures are in {@code target/it-logs}.
 */
@Timeout(value = 3, unit = TimeUnit.HOURS)
@Tag("on-demand")
class KilledWhileSavingIT {
    private static final int TIMES = Integer.getInteger("signet.kills", 100);
    private static final long SEED = Long.getLong("signet.kills.seed", System.nanoTime());
    private static final int LATEST_KILL = 1500; // milliseconds after the second click
    private static final double SHORT_TIMEOUT = 3_000; // milliseconds
    private static final double TIMEOUT = 60_000; // milliseconds

    private final Random random = new Random(SEED);
    private String name;
    private Path folder;
    private TestEnvironment env;
    private String confirmed = "";
    private String submitted = "";
    private String failure = "";
    private int saves;
    private int confirmedSaves;
    private int unconfirmedButSaved;
    private int unconfirmed;

    /** A process that is killed and restarted. */
    private interface Victim {
        void kill() throws IOException;

        void restart() throws IOException;
    }

    @BeforeEach
    void createEnvironment(@TempDir Path temporary, TestInfo test) throws Exception {
        folder = temporary;
        name = "killed-" + test.getTestMethod().orElseThrow().getName();
        env = new TestEnvironment(name, folder);
    }

    @AfterEach
    void close() throws IOException {
        env.close();
        Files.writeString(
                Path.of("target", "it-logs", name + ".txt"),
                "%d kills (seed %d), %d saves: %d confirmed and there; %d not confirmed, of which %d were there%n"
                        .formatted(TIMES, SEED, saves, confirmedSaves, unconfirmed, unconfirmedButSaved));
    }

    @Test
    void theServerWithTheEmbeddedDatabase() throws Exception {
        env.start();
        killRepeatedly(server());
    }

    @Test
    void theServerWithPostgreSql() throws Exception {
        try (var database = new DatabaseUnderTest(folder)) {
            use(database);
            killRepeatedly(server());
        }
    }

    @Test
    void thePostgreSqlOfAServer() throws Exception {
        try (var database = new DatabaseUnderTest(folder)) {
            use(database);
            killRepeatedly(new Victim() {
                @Override
                public void kill() throws IOException {
                    database.kill9();
                }

                @Override
                public void restart() throws IOException {
                    database.startAgain();
                }
            });
        }
    }

    private void use(DatabaseUnderTest database) {
        env.server
                .with("signet.database.url", database.url())
                .with("signet.database.user", database.user())
                .withVariable("SIGNET_DATABASE_PASSWORD", database.password());
        env.start();
    }

    private Victim server() {
        return new Victim() {
            @Override
            public void kill() {
                env.server.kill9();
            }

            @Override
            public void restart() {
                env.server.start();
            }
        };
    }

    private void killRepeatedly(Victim victim) throws IOException {
        AdministratorAtWork administrator = env.administrator();
        administrator.typeContoso("Microsoft Graph");
        administrator.save();
        for (int kill = 1; kill <= TIMES; kill++) {
            saveUntilKilled(administrator, victim);
            victim.restart();
            // A server that was not killed continues its save as soon as the database is back.
            administrator.settled();
            env.reset();
            administrator = env.administrator();
            String found = administrator.typed("warned");
            assertThat(found).as("after kill %d, seed %d", kill, SEED).isIn(confirmed, submitted);
            assertThat(administrator.page.locator("#clientSecretPlace")).containsText("Stored");
            if (!submitted.equals(confirmed)) {
                unconfirmed++;
                unconfirmedButSaved += found.equals(submitted) ? 1 : 0;
            }
            confirmed = found;
        }
        assertThat(confirmedSaves).as("saves that were confirmed").isGreaterThanOrEqualTo(TIMES);
    }

    /** Saves once, and then until a save is not confirmed, which happens at the kill or soon after. */
    private void saveUntilKilled(AdministratorAtWork administrator, Victim victim) {
        // The first save after a start takes longer: the kill should happen during later saves.
        submitted = next();
        if (!save(administrator)) {
            administrator.picture(name);
            throw new AssertionError("The first save, seed " + SEED + ", ended with: " + failure + "\nThe page says:\n"
                    + administrator.words());
        }
        PlaywrightAssertions.setDefaultAssertionTimeout(SHORT_TIMEOUT);
        administrator.page.setDefaultTimeout(SHORT_TIMEOUT);
        var killed = CompletableFuture.runAsync(
                () -> kill(victim),
                CompletableFuture.delayedExecutor(random.nextInt(LATEST_KILL), TimeUnit.MILLISECONDS));
        do {
            submitted = next();
        } while (save(administrator));
        killed.join();
        PlaywrightAssertions.setDefaultAssertionTimeout(TIMEOUT);
    }

    private String next() {
        return "save" + ++saves + "@partner.example";
    }

    private static void kill(Victim victim) {
        try {
            victim.kill();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Saves; whether the page confirmed it. */
    private boolean save(AdministratorAtWork administrator) {
        try {
            administrator.type("warned", submitted);
            administrator.save();
        } catch (AssertionError | PlaywrightException noReply) {
            failure = String.valueOf(noReply.getMessage());
            return false;
        }
        confirmed = submitted;
        confirmedSaves++;
        return true;
    }
}
