package org.signetmail.directory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.signetmail.account.CertificateCredential;
import org.signetmail.account.CertificateId;
import org.signetmail.account.InvalidInput;
import org.signetmail.credential.Rollover.Phase;
import org.signetmail.practice.Failure;

/** Certificates that renew themselves, against the practice tenant: fact sheet, section 10.11. */
class CertificateRolloverTest {
    private static final Duration FORTNIGHT = Duration.ofDays(14);

    @TempDir
    Path folder;

    private RolloverWorld world;

    @BeforeEach
    void start() throws Exception {
        world = new RolloverWorld(folder);
    }

    @AfterEach
    void stop() {
        world.close();
    }

    @Test
    void nothingHappensBeforeHalfTheLife() throws Exception {
        world.passToDue();

        assertThat(world.store.current()).isEqualTo(world.first);
        assertThat(world.tenant.requests().all()).isEmpty();
    }

    @Test
    void atHalfTheLifeTheNextIsAddedAndServesAfterADay() throws Exception {
        world.tenant.failures().on(Failure.NO_CONSENT); // It needs no permission.
        world.passToDue();
        world.pass(Duration.ofHours(12));
        assertThat(world.registered()).hasSize(2);
        assertThat(world.store.state().phase()).isEqualTo(Phase.TRIED);
        assertThat(world.store.current()).isEqualTo(world.first);

        world.pass(Duration.ofDays(1));

        world.assertRenewed();
        assertThat(world.store.promotions()).isEqualTo(1);
    }

    @Test
    void anAdministratorBeginsEarlyAndItServesAfterADay() throws Exception {
        world.pass(FORTNIGHT);
        world.nodes.get(0).proceedAtOnce();
        assertThat(world.store.state().phase()).isEqualTo(Phase.TRIED);
        assertThat(world.registered()).hasSize(2);
        world.nodes.get(0).proceedAtOnce(); // No third one.
        assertThat(world.registered()).hasSize(2);

        world.pass(Duration.ofDays(2));

        world.assertRenewed();
        assertThat(world.store.promotions()).isEqualTo(1);
        world.pass(FORTNIGHT);
        assertThat(world.store.promotions()).isEqualTo(1);
    }

    @Test
    void anAdministratorWhoPressesWhenItIsDueToServeBeginsNoOther() throws Exception {
        world.nodes.get(0).proceedAtOnce();
        world.clock.advance(Duration.ofDays(2));

        world.nodes.get(0).proceedAtOnce();

        world.assertRenewed();
        assertThat(world.store.state().phase()).isEqualTo(Phase.IDLE);
        assertThat(world.registered()).hasSize(2);
    }

    @Test
    void theFirstUploadedByHandStaysUntilItsEnd() throws Exception {
        world.pass(RolloverWorld.LIFE.plus(FORTNIGHT));

        world.assertRenewed();
        assertThat(world.registered()).contains(world.firstId).hasSize(2);
    }

    @Test
    void theFirstIsRemovedAfterAWeekIfItsCertificateIdWasEntered() throws Exception {
        world.enterFirstId();
        world.passToDue();
        world.pass(Duration.ofDays(7));
        assertThat(world.registered()).contains(world.firstId).hasSize(2);

        world.pass(Duration.ofDays(3));

        assertThat(world.registered()).doesNotContain(world.firstId).hasSize(1);
        world.assertRenewed();
    }

    @Test
    void anAddedOneIsRemovedAWeekAfterItsSuccessorServes() throws Exception {
        world.pass(RolloverWorld.HALF.plus(FORTNIGHT));
        CertificateCredential second = world.store.current();
        Set<String> before = world.registered();
        world.pass(RolloverWorld.HALF.plus(FORTNIGHT));

        assertThat(world.store.current()).isNotEqualTo(second);
        assertThat(world.works(second)).isFalse();
        assertThat(world.registered()).hasSize(2).contains(world.firstId).isNotEqualTo(before);
    }

    @Test
    void theNextServesAtOnceWhereDeliveryOrAnAdministratorPromotesIt() throws Exception {
        world.passToDue();
        world.pass(Duration.ofHours(12));
        world.store.switchToNext();

        world.pass(Duration.ofDays(1));

        world.assertRenewed();
        assertThat(world.store.promotions()).isZero();
        assertThat(world.store.state().own()).hasSize(1);
    }

    /** Two timers at the same moment: one key pair, one call. */
    @Test
    void ofTwoNodesOneRenews() throws Exception {
        world.passToDue();
        world.clock.advance(Duration.ofDays(1));
        Thread[] both = world.nodes.stream()
                .map(node -> new Thread(() -> {
                    try {
                        node.proceed();
                    } catch (Exception failed) {
                        throw new IllegalStateException(failed);
                    }
                }))
                .toArray(Thread[]::new);
        for (Thread one : both) {
            one.start();
        }
        for (Thread one : both) {
            one.join();
        }

        assertThat(world.registered()).hasSize(2);
        world.pass(Duration.ofDays(2));
        world.assertRenewed();
        assertThat(world.store.promotions()).isEqualTo(1);
    }

    @Test
    void aClockThatJumpsAYearAheadAndBackDoesNoHarm() throws Exception {
        world.pass(Duration.ofDays(100));
        Instant before = world.clock.instant();
        world.clock.advance(Duration.ofDays(400));
        world.pass(Duration.ofDays(1));
        world.clock.advance(Duration.between(world.clock.instant(), before));
        world.assertMailGoesOut();

        world.pass(RolloverWorld.HALF);

        world.assertRenewed();
    }

    @Test
    void aCertificateIdIsAGuid() {
        assertThat(new CertificateId(" " + world.firstId.toUpperCase(java.util.Locale.ROOT)))
                .hasToString(world.firstId);
        assertThatExceptionOfType(InvalidInput.class)
                .isThrownBy(() -> new CertificateId("7A3B"))
                .withMessageContaining("Certificate ID");
    }
}
