package org.signetmail.directory;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.signetmail.account.CertificateCredential;
import org.signetmail.account.ObjectId;
import org.signetmail.credential.Rollover.Phase;
import org.signetmail.credential.Rollover.Reason;
import org.signetmail.practice.Contoso;
import org.signetmail.practice.Failure;

/** Renewals that Microsoft refuses, or does not answer: explained, tried again, and mail goes out meanwhile. */
class RolloverObstaclesTest {
    private static final Duration WEEK = Duration.ofDays(7);
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

    @ParameterizedTest
    @CsvSource({
        "ADD_KEY_POLICY, POLICY",
        "GRAPH_503, NO_REPLY",
        "GRAPH_THROTTLED, NO_REPLY",
        "GRAPH_DOWN, NO_REPLY",
        "GRAPH_401, REFUSED",
        "ENTRA_SERVER_ERROR, NO_REPLY",
        "ENTRA_DOWN, NO_REPLY",
        "CERTIFICATE_UNKNOWN, REFUSED"
    })
    void aRefusedOrUnansweredRenewalIsExplainedAndTriedAgain(Failure failure, Reason reason) throws Exception {
        world.passToDue();
        world.tenant.failures().on(failure);
        world.pass(Duration.ofDays(20));
        assertThat(world.obstacle()).isEqualTo(reason);
        assertThat(world.store.current()).isEqualTo(world.first);
        world.tenant.failures().clear();
        world.assertMailGoesOut();

        world.pass(FORTNIGHT);

        world.assertRenewed();
    }

    @Test
    void anotherObjectIdIsExplainedAsTheProof() throws Exception {
        world.store.objectId(new ObjectId(Contoso.SERVICE_PRINCIPAL_ID));
        world.pass(RolloverWorld.HALF.plus(WEEK));
        assertThat(world.obstacle()).isEqualTo(Reason.PROOF);
        assertThat(world.registered()).hasSize(1);
        world.assertMailGoesOut();

        world.store.objectId(new ObjectId(Contoso.OBJECT_ID));
        world.pass(FORTNIGHT);

        world.assertRenewed();
    }

    @Test
    void whatWasRefusedIsTriedAgainAtOnceWhenAnAdministratorPresses() throws Exception {
        world.tenant.failures().on(Failure.ADD_KEY_POLICY);
        world.nodes.get(0).proceedAtOnce();
        assertThat(world.obstacle()).isEqualTo(Reason.POLICY);
        world.tenant.failures().clear();
        world.nodes.get(0).proceed();
        assertThat(world.obstacle()).isEqualTo(Reason.POLICY); // Not before tomorrow.

        world.nodes.get(1).proceedAtOnce();

        assertThat(world.store.state().phase()).isEqualTo(Phase.TRIED);
    }

    /** Refused for ever: an administrator uploads the prepared certificate by hand. */
    @Test
    void thePreparedCertificateServesOnceItIsUploadedByHand() throws Exception {
        world.tenant.failures().on(Failure.ADD_KEY_POLICY);
        world.pass(RolloverWorld.HALF.plus(WEEK));
        world.upload(world.store.next().orElseThrow());

        world.pass(Duration.ofDays(2));

        world.assertRenewed();
    }

    @Test
    void anEndedCertificateProvesNothingAndIsExplained() throws Exception {
        world.tenant.failures().on(Failure.ADD_KEY_POLICY);
        world.pass(RolloverWorld.LIFE.plus(FORTNIGHT));
        world.tenant.failures().clear();
        world.pass(WEEK);
        assertThat(world.obstacle()).isEqualTo(Reason.ENDED);

        world.upload(world.store.next().orElseThrow());
        world.pass(Duration.ofDays(1));

        world.assertRenewed();
    }

    /** The certificate was added, and the reply was lost: trying it tells. */
    @Test
    void anUnansweredAddKeyIsSettledByTryingTheCertificate() throws Exception {
        world.passToDue();
        world.tenant.failures().on(Failure.GRAPH_DROPS);
        world.pass(Duration.ofHours(12));
        world.tenant.failures().clear();
        assertThat(world.store.state().phase()).isIn(Phase.UNKNOWN, Phase.TRIED);

        world.pass(FORTNIGHT);

        world.assertRenewed();
        assertThat(world.registered()).hasSize(2);
        assertThat(world.store.state().own())
                .as("its Certificate ID is not known")
                .isEmpty();
    }

    @Test
    void aCertificateThatEntraKnowsLateServesLate() throws Exception {
        world.passToDue();
        world.tenant.failures().on(Failure.CERTIFICATES_LATE);
        world.pass(Duration.ofDays(1));
        assertThat(world.store.state().phase()).isEqualTo(Phase.ADDED);
        assertThat(world.store.current()).isEqualTo(world.first);
        world.tenant.failures().clear();

        world.pass(Duration.ofDays(2));

        world.assertRenewed();
    }

    @Test
    void aNextCredentialOfAnAdministratorIsNeverReplaced() throws Exception {
        CertificateCredential entered = world.made();
        world.store.put(entered);
        world.pass(RolloverWorld.HALF.plus(WEEK));
        assertThat(world.obstacle()).isEqualTo(Reason.NEXT_TAKEN);
        assertThat(world.store.next()).contains(entered);

        world.store.put(null);
        world.store.putOther(true);
        world.pass(WEEK);
        assertThat(world.obstacle()).isEqualTo(Reason.NEXT_TAKEN);

        world.store.putOther(false);
        world.pass(FORTNIGHT);
        world.assertRenewed();
    }

    @Test
    void onceTheOtherNextCredentialIsGoneNothingStopsARenewalThatIsNotDue() throws Exception {
        world.store.put(world.made());
        world.nodes.get(0).proceedAtOnce();
        assertThat(world.obstacle()).isEqualTo(Reason.NEXT_TAKEN);
        world.store.put(null);

        world.nodes.get(0).proceed();

        assertThat(world.store.state().obstacle()).isEmpty();
        assertThat(world.registered()).as("not due").hasSize(1);
    }
}
