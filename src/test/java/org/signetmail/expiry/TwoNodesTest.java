package org.signetmail.expiry;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.signetmail.account.Mailbox;
import org.signetmail.expiry.SimulatedNode.Moment;
import org.signetmail.settings.Storage;
import org.signetmail.settings.StoreOnDisk;
import org.signetmail.token.AdjustableClock;

/** Two nodes on one PostgreSQL, each with its own connections. */
class TwoNodesTest {
    private static final Mailbox ADMIN = new Mailbox("mail-admins@contoso.example");

    @TempDir
    Path folder;

    private final AdjustableClock clock = new AdjustableClock();
    private final AtomicReference<WatchedCredential> current = new AtomicReference<>();
    private final ScriptedMailer mailer = new ScriptedMailer();
    private StoreOnDisk one;
    private StoreOnDisk other;

    @BeforeEach
    void open() {
        one = StoreOnDisk.open(Storage.POSTGRESQL_WITH_HIBERNATE, folder, clock);
        other = StoreOnDisk.open(Storage.POSTGRESQL_WITH_ECLIPSELINK, folder, clock);
    }

    @AfterEach
    void close() {
        one.close();
        other.close();
    }

    @Test
    void fireOneWarningForEachRung() throws Exception {
        fireAtOnce(50);
    }

    @Test
    @Tag("on-demand")
    void fireOneWarningForEachRungInAThousandRounds() throws Exception {
        fireAtOnce(1_000);
    }

    private void fireAtOnce(int rounds) throws Exception {
        var nodes = Stream.of(one, other)
                .map(store -> new SimulatedNode(store, clock, null, this::current, mailer))
                .toList();
        var start = new CyclicBarrier(nodes.size());
        var threads = Executors.newFixedThreadPool(nodes.size());
        try {
            for (int round = 1; round <= rounds; round++) {
                credential("credential " + round / 10, -(round % 10));
                List<Future<?>> runs = nodes.stream()
                        .<Future<?>>map(node -> threads.submit(() -> {
                            start.await();
                            node.run();
                            return true;
                        }))
                        .toList();
                for (Future<?> run : runs) {
                    run.get();
                }
                assertThat(mailer.tried).as("round " + round).hasSize(round);
            }
        } finally {
            threads.shutdownNow();
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"BEFORE_SENDING", "BEFORE_RECORDING"})
    void sendAWarningWhoseNodeWasKilled(Moment moment) {
        killAndWait(moment, 10);
    }

    @ParameterizedTest
    @EnumSource(names = {"BEFORE_SENDING", "BEFORE_RECORDING"})
    @Tag("on-demand")
    void sendAWarningWhoseNodeWasKilledAHundredTimes(Moment moment) {
        killAndWait(moment, 100);
    }

    private void killAndWait(Moment moment, int kills) {
        for (int kill = 1; kill <= kills; kill++) {
            credential("killed " + kill, 30);
            mailer.tried.clear();
            assertThat(new SimulatedNode(one, clock, clock, this::current, mailer).runAndDie(moment))
                    .isTrue();
            int before = mailer.tried.size();
            var survivor = new SimulatedNode(other, clock, clock, this::current, mailer);

            survivor.run();
            assertThat(mailer.tried).hasSize(before);

            clock.advance(WarningLog.LEASE);
            survivor.run();
            assertThat(mailer.tried).hasSize(before + 1);

            clock.advance(WarningLog.LEASE.plus(Duration.ofMinutes(1)));
            survivor.run();
            new SimulatedNode(one, clock, clock, this::current, mailer).run();
            assertThat(mailer.tried).hasSize(before + 1).hasSizeLessThanOrEqualTo(2);
        }
    }

    private Optional<WatchedCredential> current() {
        return Optional.of(current.get());
    }

    private void credential(String identity, int daysLeft) {
        LocalDate end = LocalDate.ofInstant(
                        clock.instant(), daysLeft < 0 ? ZoneOffset.ofHours(-12) : ZoneOffset.ofHours(14))
                .plusDays(daysLeft);
        current.set(SimulatedNode.secret(identity, CredentialEnd.onDay(end), clock.instant(), List.of(ADMIN)));
    }
}
