package org.signetmail.outbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.signetmail.account.Clouds;
import org.signetmail.account.DeliveryRoute;
import org.signetmail.account.OutboundProxy;
import org.signetmail.database.SignetDataSource;
import org.signetmail.delivery.DeliveryFixture;
import org.signetmail.delivery.PracticeTenantFixture;
import org.signetmail.outbox.AcceptingProcess.Point;
import org.signetmail.practice.Contoso;
import org.signetmail.practice.StoredMail;
import org.signetmail.server.DatabaseUnderTest;
import org.signetmail.settings.Storage;
import org.signetmail.settings.StoreOnDisk;
import org.signetmail.token.TokenFixture;

/**
 * Kills a JVM with the outbox at 13 points of a message's life, and at random: no accepted message is lost, none is sent twice, and
 * none of a rolled back transaction is sent. Run on demand:
 *
 * <pre>
 * mvn verify -Dit.test=OutboxKilledIT -Dsignet.on-demand=none -Dsignet.kills=60 -Dsignet.kills.random=500
 * </pre>
 *
 * <p>{@code -Dsignet.kills.seed=…} repeats the same moments of the random kills.
 */
@Timeout(value = 24, unit = TimeUnit.HOURS)
@Tag("on-demand")
class OutboxKilledIT {
    private static final int TIMES = Integer.getInteger("signet.kills", 60);
    private static final int RANDOM_TIMES = Integer.getInteger("signet.kills.random", 500);
    private static final long SEED = Long.getLong("signet.kills.seed", System.nanoTime());
    private static final int NUMBERS = 10_000; // of each process
    private static final int LATEST = 700_000_000; // nanoseconds after the first accepted message

    @TempDir
    Path folder;

    private final Random random = new Random(SEED);
    private final Map<String, Integer> outcomes = new HashMap<>();
    private PracticeTenantFixture contoso;
    private int processes;

    @BeforeEach
    void open() throws Exception {
        contoso = new PracticeTenantFixture(folder);
    }

    @AfterEach
    void close() {
        contoso.close();
    }

    static StoreOnDisk open(Storage storage, String url, Path folder, Clouds clouds) {
        SignetDataSource database =
                url.isEmpty() ? new SignetDataSource(folder) : new SignetDataSource(url, "postgres", "");
        return StoreOnDisk.open(storage, database, folder, Clock.systemUTC(), clouds);
    }

    @Test
    void withTheEmbeddedDatabase() throws Exception {
        killAll(Storage.H2_WITH_ECLIPSELINK, "");
    }

    @Test
    void withPostgreSql() throws Exception {
        try (var database = new DatabaseUnderTest(folder)) {
            killAll(Storage.POSTGRESQL_WITH_HIBERNATE, database.url());
        }
    }

    private void killAll(Storage storage, String url) throws Exception {
        try (StoreOnDisk disk = open(storage, url, folder, contoso.clouds())) {
            contoso.saveIn(disk.settings(), DeliveryRoute.SMTP);
        }
        for (Point point : Point.values()) {
            int times = point == Point.RANDOM ? RANDOM_TIMES : TIMES;
            for (int kill = 1; kill <= times; kill++) {
                List<Said> accepted = killed(storage, url, point);
                recovered(storage, url, accepted, point + " " + kill + ", seed " + SEED);
            }
        }
        System.out.printf(
                "%s: %d kills at each of %d points, %d at random, seed %d: %s%n",
                storage, TIMES, Point.values().length - 1, RANDOM_TIMES, SEED, outcomes);
    }

    /** A message that the process said it had accepted. */
    private record Said(String how, String subject, String messageId) {}

    /** What a process said until it was killed. */
    private List<Said> killed(Storage storage, String url, Point point) throws Exception {
        contoso.tenant.mailboxes().clear();
        int first = processes++ * NUMBERS;
        var accepted = new ArrayList<Said>();
        Process process = start(storage, url, point, first);
        try (BufferedReader lines = process.inputReader(StandardCharsets.UTF_8)) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                if (line.equals("POINT")) {
                    process.toHandle().destroyForcibly();
                } else if (line.matches("[a-z]+ [0-9]+ <.*>")) {
                    String[] parts = line.split(" ", 3);
                    accepted.add(new Said(parts[0], "mail " + parts[1], parts[2]));
                    if (accepted.size() == 1 && point == Point.RANDOM) {
                        LockSupport.parkNanos(random.nextInt(LATEST));
                        process.toHandle().destroyForcibly();
                    }
                }
            }
        } finally {
            process.destroyForcibly().onExit().join();
        }
        return accepted;
    }

    private Process start(Storage storage, String url, Point point, int first) throws IOException {
        return new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:TieredStopAtLevel=1",
                        "-cp",
                        System.getProperty("java.class.path"),
                        AcceptingProcess.class.getName(),
                        storage.name(),
                        folder.toString(),
                        url,
                        point.name(),
                        String.valueOf(first),
                        contoso.tenant.authority().toString(),
                        contoso.tenant.graph().toString(),
                        contoso.tenant.smtpHost(),
                        String.valueOf(contoso.tenant.smtpPort()),
                        contoso.tenant.caFile().toString())
                .redirectError(new File("target/outbox-killed.log"))
                .start();
    }

    /** The next node finds the other one dead, and goes on. */
    private void recovered(Storage storage, String url, List<Said> accepted, String kill) throws Exception {
        try (StoreOnDisk disk = open(storage, url, folder, contoso.clouds())) {
            disk.inTransaction(entities -> entities.createQuery("update OutboxNode n set n.aliveUntil = 0")
                    .executeUpdate());
            var sessions = DeliveryFixture.sessionsWithoutRateLimit(
                    disk.settings(),
                    TokenFixture.tokens(OutboundProxy.NONE, Clock.systemUTC()),
                    OutboundProxy.NONE,
                    Clock.systemUTC());
            try (var outbox = RunningOutbox.on(disk, sessions).started()) {
                outbox.await(() -> outbox.states().stream()
                        .allMatch(state -> state == OutboxState.SENT
                                || state == OutboxState.UNKNOWN
                                || state == OutboxState.HELD));
                everyMessageIsAccountedFor(accepted, outbox.rows(), kill);
                disk.inTransaction(entities ->
                        entities.createQuery("delete from OutboxRow m").executeUpdate());
            }
        }
    }

    private void everyMessageIsAccountedFor(List<Said> accepted, List<OutboxRow> rows, String kill) {
        Map<String, Long> arrived = contoso.tenant.mailboxes().inbox(Contoso.GUEST).stream()
                .collect(Collectors.groupingBy(StoredMail::subject, Collectors.counting()));
        assertThat(arrived.values()).as("doubles after %s", kill).allMatch(count -> count == 1);
        Map<String, OutboxState> states =
                rows.stream().collect(Collectors.toMap(row -> row.messageId, row -> row.state));
        for (Said said : accepted) {
            boolean isThere = arrived.containsKey(said.subject());
            OutboxState state = states.get(said.messageId());
            if (said.how().equals("rolledback")) {
                assertThat(isThere).as("%s after %s", said, kill).isFalse();
                assertThat(state).as("%s after %s", said, kill).isIn(null, OutboxState.HELD);
            } else if (isThere) {
                assertThat(state).as("%s after %s", said, kill).isIn(OutboxState.SENT, OutboxState.UNKNOWN);
            } else {
                assertThat(state).as("%s after %s", said, kill).isIn(OutboxState.UNKNOWN, OutboxState.HELD);
            }
        }
        rows.stream()
                .collect(Collectors.groupingBy(row -> row.state.name(), Collectors.counting()))
                .forEach((state, count) -> outcomes.merge(state, count.intValue(), Integer::sum));
    }
}
