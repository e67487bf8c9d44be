package org.signetmail.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.signetmail.settings.SampleSettings.CONTOSO;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;
import org.signetmail.account.CertificateId;
import org.signetmail.account.ClientSecret;
import org.signetmail.account.CredentialKind;
import org.signetmail.account.InvalidInput;
import org.signetmail.credential.Rollover;
import org.signetmail.credential.Rollover.Phase;
import org.signetmail.credential.Rollover.Reason;
import org.signetmail.credential.RolloverStore.Stored;
import org.signetmail.credential.Slot;
import org.signetmail.log.AuditNote.Kind;

/** The renewal of certificates as it is stored. */
@OnEveryDatabase
class RenewalStoreTest {
    @Parameter
    Storage storage;

    @TempDir
    Path folder;

    private RenewalOnDisk on;

    @BeforeEach
    void saveACertificate() throws Exception {
        on = new RenewalOnDisk(storage, folder);
    }

    @AfterEach
    void stop() {
        on.disk.close();
    }

    @Test
    void itIsOffUntilAnAdministratorTurnsItOn() throws Exception {
        assertThat(on.renewal.settings()).isEqualTo(new RolloverSettings(false, Optional.empty(), 12));
        assertThat(on.renewal.read()).isEmpty();

        on.renewal.configure(RenewalOnDisk.ON, "admin");

        Stored stored = on.read();
        assertThat(on.renewal.settings()).isEqualTo(RenewalOnDisk.ON);
        assertThat(stored.current()).isEqualTo(on.first);
        assertThat(stored.objectId()).isEqualTo(RenewalOnDisk.OBJECT_ID);
        assertThat(stored.next()).isEmpty();
        assertThat(stored.nextIsOther()).isFalse();
        assertThat(stored.rollover()).isEqualTo(Rollover.none());
        assertThat(on.disk.settings().audit(Set.of(Kind.CHANGE), 1).get(0).what())
                .contains("turned on");
    }

    @Test
    void aSecretIsNotRenewed() throws Exception {
        on.renewal.configure(RenewalOnDisk.ON, "admin");
        on.disk.credentials().addNext(new ClientSecret("abc~another.secret-of-contoso"), CONTOSO, null, null, "admin");
        assertThat(on.read().nextIsOther()).isTrue();
        on.disk
                .credentials()
                .promote(on.in(Slot.CURRENT).number(), on.in(Slot.NEXT).number(), null, "admin", "promoted");

        assertThat(on.renewal.read()).isEmpty();
    }

    @Test
    void theWholeStateIsReadAsItWasWritten() throws Exception {
        Rollover prepared = on.prepared();
        var id = new CertificateId("22222222-2222-3333-4444-555555555555");
        Rollover further = prepared.serving(on.first, on.clock.instant())
                .with(Rollover.OwnKey.of(id, on.first))
                .with(Rollover.OwnKey.of(id, on.second))
                .stopped(
                        Reason.POLICY,
                        "CredentialInvalidLifetimeAsPerAppPolicy",
                        on.clock.instant(),
                        Duration.ofDays(1));

        assertThat(on.renewal.replace(prepared, further)).isTrue();

        assertThat(on.read().rollover()).isEqualTo(further);
        assertThat(on.renewal.state()).isEqualTo(further);
    }

    @Test
    void theNextKeyIsStoredSealedWithTheState() throws Exception {
        Rollover prepared = on.prepared();

        assertThat(on.read().next()).contains(on.second);
        assertThat(on.read().rollover()).isEqualTo(prepared);
        assertThat(on.in(Slot.NEXT).kind()).isEqualTo(CredentialKind.CERTIFICATE);
        assertThat(on.in(Slot.NEXT).addedBy()).isEqualTo("Signet");
        assertThat(on.in(Slot.NEXT).toString())
                .doesNotContain(on.second.privateKey().substring(640, 680));
    }

    @Test
    void aStateThatHasChangedMeanwhileIsNotOverwritten() throws Exception {
        Rollover prepared = on.prepared();
        Rollover unknown = prepared.to(Phase.UNKNOWN, on.clock.instant());
        assertThat(on.disk.renewal().replace(prepared, unknown))
                .as("the other node")
                .isTrue();

        assertThat(on.renewal.replace(prepared, unknown)).isFalse();
        assertThat(on.renewal.prepare(prepared, unknown, on.certificate(), CONTOSO))
                .isFalse();
        assertThat(on.renewal.promote(prepared, unknown, on.second)).isFalse();
        assertThat(on.read().next()).contains(on.second);
        assertThat(on.read().current()).isEqualTo(on.first);
    }

    @Test
    void anAdministratorsNextCredentialIsNeitherReplacedNorPromoted() throws Exception {
        Rollover prepared = on.prepared();
        on.disk.credentials().addNext(on.certificate(), CONTOSO, null, null, "admin");
        long entered = on.in(Slot.NEXT).number();

        assertThat(on.renewal.promote(prepared, prepared.finished(on.clock.instant()), on.second))
                .isFalse();
        assertThat(on.renewal.prepare(prepared, prepared, on.certificate(), CONTOSO))
                .isFalse();
        assertThat(on.in(Slot.NEXT).number()).isEqualTo(entered);
        assertThat(on.read().rollover()).isEqualTo(prepared);
    }

    /** Two nodes that promote at the same moment. */
    @Test
    void theNextCertificateBecomesTheCurrentOneOnce() throws Exception {
        Rollover prepared = on.prepared();
        Rollover finished = prepared.finished(on.clock.instant()).serving(on.second, on.clock.instant());
        var nodes = Executors.newFixedThreadPool(2);
        Callable<Boolean> promotion = () -> on.disk.renewal().promote(prepared, finished, on.second);
        List<Future<Boolean>> done = nodes.invokeAll(List.of(promotion, promotion));
        nodes.shutdown();

        assertThat(List.of(done.get(0).get(), done.get(1).get())).containsExactlyInAnyOrder(true, false);
        assertThat(on.read().current()).isEqualTo(on.second);
        assertThat(on.read().next()).isEmpty();
        assertThat(on.disk.settings().audit(Set.of(Kind.CREDENTIAL), 1).get(0).what())
                .contains(on.second.thumbprint());
    }

    @Test
    void changedSettingsAreTriedAtOnce() throws Exception {
        Rollover prepared = on.prepared();
        on.renewal.replace(prepared, prepared.stopped(Reason.PROOF, "x", on.clock.instant(), Duration.ofDays(1)));
        on.renewal.configure(RenewalOnDisk.ON, "admin");
        assertThat(on.read().rollover().obstacle()).as("nothing was changed").isPresent();

        on.renewal.configure(new RolloverSettings(true, Optional.of(RenewalOnDisk.OBJECT_ID), 3), "admin");

        assertThat(on.read().rollover()).isEqualTo(prepared);
        assertThat(on.read().months()).isEqualTo(3);
    }

    @Test
    void aCertificateIdIsOfTheCurrentCertificate() throws Exception {
        var id = new CertificateId("22222222-2222-3333-4444-555555555555");
        assertThat(on.renewal.enter(id, "admin")).as("while it is off").isFalse();
        on.renewal.configure(RenewalOnDisk.ON, "admin");

        assertThat(on.renewal.enter(id, "admin")).isTrue();

        assertThat(on.read().rollover().own()).containsExactly(Rollover.OwnKey.of(id, on.first));
    }

    @Test
    void itNeedsTheObjectIdAndALifeOfOneTo24Months() {
        assertThatExceptionOfType(InvalidInput.class)
                .isThrownBy(() -> new RolloverSettings(true, Optional.empty(), 12))
                .withMessageContaining("Object ID");
        for (int months : new int[] {0, 25}) {
            assertThatExceptionOfType(InvalidInput.class)
                    .isThrownBy(() -> new RolloverSettings(true, Optional.of(RenewalOnDisk.OBJECT_ID), months))
                    .withMessageContaining("1 to 24");
        }
    }
}
