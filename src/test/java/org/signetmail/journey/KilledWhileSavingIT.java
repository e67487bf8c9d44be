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
 * Server and database are killed at random moments while an administrator saves and saves: what the page called saved is
 * there. Run on demand, since it takes an hour:
 *
 * <pre>
 * mvn verify -Dit.test=KilledWhileSavingIT -Dsignet.on-demand=none
 * </pre>
 *
 * <p>{@code -Dsignet.kills=10} does it as often, {@code -Dsignet.kills.seed=…} at the same moments again. The figures are in
 * {@code target/it-logs}.
 */
@Timeout(value = 3, unit = TimeUnit.HOURS)
@Tag("on-demand")
class KilledWhileSavingIT {
    private static final int TIMES = Integer.getInteger("signet.kills", 100);
    private static final long SEED = Long.getLong("signet.kills.seed", System.nanoTime());
    private static final int LATEST = 1500; // milliseconds after the second click
    private static final double HURRY = 3_000; // milliseconds
    private static final double PATIENCE = 60_000; // milliseconds

    private final Random random = new Random(SEED);
    private String name;
    private Path folder;
    private TestEnvironment env;
    private String confirmed = "";
    private String asked = "";
    private String trouble = "";
    private int saves;
    private int confirmedSaves;
    private int unconfirmedThatCame;
    private int unconfirmed;

    /** What kills, and what brings back. */
    private interface Blow {
        void strike() throws IOException;

        void mend() throws IOException;
    }

    @BeforeEach
    void setTheScene(@TempDir Path temporary, TestInfo test) throws Exception {
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
                        .formatted(TIMES, SEED, saves, confirmedSaves, unconfirmed, unconfirmedThatCame));
    }

    @Test
    void theServerWithTheEmbeddedDatabase() throws Exception {
        env.start();
        killedAgainAndAgain(server());
    }

    @Test
    void theServerWithPostgreSql() throws Exception {
        try (var database = new DatabaseUnderTest(folder)) {
            use(database);
            killedAgainAndAgain(server());
        }
    }

    @Test
    void thePostgreSqlOfAServer() throws Exception {
        try (var database = new DatabaseUnderTest(folder)) {
            use(database);
            killedAgainAndAgain(new Blow() {
                @Override
                public void strike() throws IOException {
                    database.kill9();
                }

                @Override
                public void mend() throws IOException {
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

    private Blow server() {
        return new Blow() {
            @Override
            public void strike() {
                env.server.kill9();
            }

            @Override
            public void mend() {
                env.server.start();
            }
        };
    }

    private void killedAgainAndAgain(Blow blow) throws IOException {
        AdministratorAtWork administrator = env.administrator();
        administrator.typeContoso("Microsoft Graph");
        administrator.save();
        for (int kill = 1; kill <= TIMES; kill++) {
            savesUntilStruck(administrator, blow);
            blow.mend();
            // A server that is still there goes on with its save as soon as the database is back.
            administrator.settled();
            env.calm();
            administrator = env.administrator();
            String found = administrator.typed("warned");
            assertThat(found).as("after kill %d, seed %d", kill, SEED).isIn(confirmed, asked);
            assertThat(administrator.page.locator("#clientSecretPlace")).containsText("Stored");
            if (!asked.equals(confirmed)) {
                unconfirmed++;
                unconfirmedThatCame += found.equals(asked) ? 1 : 0;
            }
            confirmed = found;
        }
        assertThat(confirmedSaves).as("saves that were confirmed").isGreaterThanOrEqualTo(TIMES);
    }

    /** Saves once, and then until a save is not confirmed, which is at the blow or soon after. */
    private void savesUntilStruck(AdministratorAtWork administrator, Blow blow) {
        // A server that has just started takes its time for the first save: the blow is to fall among saves.
        asked = next();
        if (!saved(administrator)) {
            administrator.picture(name);
            throw new AssertionError("The first save, seed " + SEED + ", ended with: " + trouble + "\nThe page says:\n"
                    + administrator.words());
        }
        PlaywrightAssertions.setDefaultAssertionTimeout(HURRY);
        administrator.page.setDefaultTimeout(HURRY);
        var struck = CompletableFuture.runAsync(
                () -> strike(blow), CompletableFuture.delayedExecutor(random.nextInt(LATEST), TimeUnit.MILLISECONDS));
        do {
            asked = next();
        } while (saved(administrator));
        struck.join();
        PlaywrightAssertions.setDefaultAssertionTimeout(PATIENCE);
    }

    private String next() {
        return "save" + ++saves + "@partner.example";
    }

    private static void strike(Blow blow) {
        try {
            blow.strike();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Whether the page said that it is saved. */
    private boolean saved(AdministratorAtWork administrator) {
        try {
            administrator.type("warned", asked);
            administrator.save();
        } catch (AssertionError | PlaywrightException nobodyAnswered) {
            trouble = String.valueOf(nobodyAnswered.getMessage());
            return false;
        }
        confirmed = asked;
        confirmedSaves++;
        return true;
    }
}
