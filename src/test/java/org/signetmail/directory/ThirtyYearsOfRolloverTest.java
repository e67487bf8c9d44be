package org.signetmail.directory;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.signetmail.account.CertificateCredential;
import org.signetmail.credential.Rollover;
import org.signetmail.practice.Failure;

/** Decades of renewals by two nodes, with requests to the practice tenant over HTTP. */
class ThirtyYearsOfRolloverTest {
    private static final Duration YEAR = Duration.ofDays(365);
    private static final Duration DAY = Duration.ofDays(1);

    /** What may happen to Microsoft's services for some days, or to the settings of the tenant. */
    private static final List<Failure> TROUBLES = List.of(
            Failure.ADD_KEY_POLICY,
            Failure.CERTIFICATES_LATE,
            Failure.PS256_REFUSED,
            Failure.NO_CONSENT,
            Failure.SHORT_TOKENS,
            Failure.GRAPH_401,
            Failure.GRAPH_503,
            Failure.GRAPH_THROTTLED,
            Failure.GRAPH_DROPS,
            Failure.GRAPH_DOWN);

    @TempDir
    Path folder;

    @Test
    void aCertificateRenewsItself() throws Exception {
        renew(3);
    }

    @Test
    @Tag("on-demand")
    void aCertificateRenewsItselfForThirtyYears() throws Exception {
        renew(30);
    }

    private void renew(int years) throws Exception {
        try (var world = new RolloverWorld(folder)) {
            world.enterFirstId();
            Instant end = world.clock.instant().plus(YEAR.multipliedBy(years));
            while (world.clock.instant().isBefore(end)) {
                world.pass(DAY.multipliedBy(15));
                world.assertMailGoesOut();
                assertThat(world.registered())
                        .as("keys, of which former ones are removed")
                        .hasSizeBetween(1, 2);
            }
            assertThat(world.store.promotions()).isBetween(2 * years - 2, 2 * years); // One each half year and a day.
            assertThat(world.store.current().endsAt())
                    .isAfter(end.plus(YEAR.dividedBy(2)).minus(DAY.multipliedBy(3)));
            assertThat(world.store.state().own()).hasSizeBetween(1, 2);
        }
    }

    /**
     * Troubles for up to 60 days, deaths of nodes before or after any change, an administrator who promotes or deletes the next
     * certificate, and a wrong clock for an hour. Mail goes out all the time.
     */
    @Test
    void troublesDelayARenewalAndNeverStopMail() throws Exception {
        trouble(1, 2);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    @Tag("on-demand")
    void troublesOfTenYearsDelayARenewalAndNeverStopMail(long seed) throws Exception {
        trouble(seed, 10);
    }

    private void trouble(long seed, int years) throws Exception {
        var random = new Random(seed);
        try (var world = new RolloverWorld(folder)) {
            world.store.watch(point -> {
                if (random.nextInt(12) == 0) {
                    throw new MemoryRolloverStore.Died();
                }
            });
            Instant end = world.clock.instant().plus(YEAR.multipliedBy(years));
            while (world.clock.instant().isBefore(end)) {
                if (random.nextInt(8) == 0) {
                    world.tenant.failures().on(TROUBLES.get(random.nextInt(TROUBLES.size())));
                } else if (random.nextInt(3) == 0) {
                    world.tenant.failures().clear();
                }
                administratorOrClock(world, random);
                world.pass(DAY.multipliedBy(1 + random.nextInt(10)));
                world.assertMailGoesOut();
            }
            world.tenant.failures().clear();
            world.store.watch(point -> {});
            world.pass(DAY.multipliedBy(30));
            CertificateCredential current = world.store.current();
            assertThat(Rollover.dueAt(current.x509()))
                    .as("seed " + seed)
                    .isAfter(world.clock.instant().minus(DAY.multipliedBy(3)));
            assertThat(world.works(current)).isTrue();
        }
    }

    private static void administratorOrClock(RolloverWorld world, Random random) throws Exception {
        switch (random.nextInt(40)) {
            case 0 -> world.store.put(null);
            case 1 -> {
                if (world.store.next().filter(world::works).isPresent()) {
                    world.store.switchToNext();
                }
            }
            case 2 -> {
                Duration wrong = Duration.ofDays(random.nextInt(700) - 30);
                world.clock.advance(wrong);
                world.pass(Duration.ofHours(3));
                world.clock.advance(wrong.negated());
            }
            default -> {}
        }
    }
}
