package org.signetmail.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.signetmail.settings.SampleSettings.CONTOSO;
import static org.signetmail.settings.SampleSettings.contoso;
import static org.signetmail.settings.SampleSettings.typed;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
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
import org.signetmail.account.CertificateCredential;
import org.signetmail.account.CertificateId;
import org.signetmail.account.ClientSecret;
import org.signetmail.account.CredentialKind;
import org.signetmail.account.InvalidInput;
import org.signetmail.account.ObjectId;
import org.signetmail.credential.CredentialInfo;
import org.signetmail.credential.Rollover;
import org.signetmail.credential.Rollover.Phase;
import org.signetmail.credential.Rollover.Reason;
import org.signetmail.credential.RolloverStore.Stored;
import org.signetmail.credential.Slot;
import org.signetmail.log.AuditNote.Kind;
import org.signetmail.practice.SignedCertificate;

/** The renewal of certificates as it is stored. */
@OnEveryDatabase
class RenewalStoreTest {
    private static final ObjectId OBJECT_ID = new ObjectId("11111111-2222-3333-4444-555555555555");
    private static final RolloverSettings ON = new RolloverSettings(true, Optional.of(OBJECT_ID), 6);

    @Parameter
    Storage storage;

    @TempDir
    Path folder;

    private final Clock clock = Clock.systemUTC();
    private final CertificateCredential first = certificate();
    private final CertificateCredential second = certificate();
    private StoreOnDisk disk;
    private RenewalStore renewal;

    private CertificateCredential certificate() {
        try {
            Instant now = clock.instant();
            var signed = SignedCertificate.of(now.minusSeconds(60), now.plus(Duration.ofDays(300)));
            return CertificateCredential.of(signed.certificate(), signed.key());
        } catch (Exception impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    @BeforeEach
    void saveACertificate() throws Exception {
        disk = StoreOnDisk.open(storage, folder, clock);
        renewal = disk.renewal();
        disk.settings().save(typed(contoso(0)), "admin");
        disk.credentials().addNext(first, CONTOSO, null, null, "admin");
        assertThat(disk.credentials()
                        .promote(in(Slot.CURRENT).number(), in(Slot.NEXT).number(), null, "admin", "promoted"))
                .isTrue();
    }

    @AfterEach
    void stop() {
        disk.close();
    }

    private CredentialInfo in(Slot slot) {
        return disk.credentials().all().stream()
                .filter(info -> info.slot().filter(slot::equals).isPresent())
                .findFirst()
                .orElseThrow();
    }

    private Stored read() throws Exception {
        return renewal.read().orElseThrow();
    }

    private Rollover prepared() throws Exception {
        renewal.configure(ON, "admin");
        Rollover before = read().rollover();
        Rollover after = before.prepared(second, clock.instant());
        assertThat(renewal.prepare(before, after, second, CONTOSO)).isTrue();
        return after;
    }

    @Test
    void itIsOffUntilAnAdministratorTurnsItOn() throws Exception {
        assertThat(renewal.settings()).isEqualTo(new RolloverSettings(false, Optional.empty(), 12));
        assertThat(renewal.read()).isEmpty();

        renewal.configure(ON, "admin");

        Stored stored = read();
        assertThat(renewal.settings()).isEqualTo(ON);
        assertThat(stored.current()).isEqualTo(first);
        assertThat(stored.objectId()).isEqualTo(OBJECT_ID);
        assertThat(stored.next()).isEmpty();
        assertThat(stored.nextIsOther()).isFalse();
        assertThat(stored.rollover()).isEqualTo(Rollover.none());
        assertThat(disk.settings().audit(Set.of(Kind.CHANGE), 1).get(0).what()).contains("turned on");
    }

    @Test
    void aSecretIsNotRenewed() throws Exception {
        renewal.configure(ON, "admin");
        disk.credentials().addNext(new ClientSecret("abc~another.secret-of-contoso"), CONTOSO, null, null, "admin");
        assertThat(read().nextIsOther()).isTrue();
        disk.credentials().promote(in(Slot.CURRENT).number(), in(Slot.NEXT).number(), null, "admin", "promoted");

        assertThat(renewal.read()).isEmpty();
    }

    @Test
    void theWholeStateIsReadAsItWasWritten() throws Exception {
        Rollover prepared = prepared();
        var id = new CertificateId("22222222-2222-3333-4444-555555555555");
        Rollover further = prepared.serving(first, clock.instant())
                .with(Rollover.OwnKey.of(id, first))
                .with(Rollover.OwnKey.of(id, second))
                .stopped(Reason.POLICY, "CredentialInvalidLifetimeAsPerAppPolicy", clock.instant(), Duration.ofDays(1));

        assertThat(renewal.replace(prepared, further)).isTrue();

        assertThat(read().rollover()).isEqualTo(further);
        assertThat(renewal.state()).isEqualTo(further);
    }

    @Test
    void theNextKeyIsStoredSealedWithTheState() throws Exception {
        Rollover prepared = prepared();

        assertThat(read().next()).contains(second);
        assertThat(read().rollover()).isEqualTo(prepared);
        assertThat(in(Slot.NEXT).kind()).isEqualTo(CredentialKind.CERTIFICATE);
        assertThat(in(Slot.NEXT).addedBy()).isEqualTo("Signet");
        assertThat(in(Slot.NEXT).toString()).doesNotContain(second.privateKey().substring(640, 680));
    }

    @Test
    void aStateThatHasChangedMeanwhileIsNotOverwritten() throws Exception {
        Rollover prepared = prepared();
        Rollover unknown = prepared.to(Phase.UNKNOWN, clock.instant());
        assertThat(disk.renewal().replace(prepared, unknown))
                .as("the other node")
                .isTrue();

        assertThat(renewal.replace(prepared, unknown)).isFalse();
        assertThat(renewal.prepare(prepared, unknown, certificate(), CONTOSO)).isFalse();
        assertThat(renewal.promote(prepared, unknown, second)).isFalse();
        assertThat(read().next()).contains(second);
        assertThat(read().current()).isEqualTo(first);
    }

    @Test
    void anAdministratorsNextCredentialIsNeitherReplacedNorPromoted() throws Exception {
        Rollover prepared = prepared();
        disk.credentials().addNext(certificate(), CONTOSO, null, null, "admin");
        long entered = in(Slot.NEXT).number();

        assertThat(renewal.promote(prepared, prepared.finished(clock.instant()), second))
                .isFalse();
        assertThat(renewal.prepare(prepared, prepared, certificate(), CONTOSO)).isFalse();
        assertThat(in(Slot.NEXT).number()).isEqualTo(entered);
        assertThat(read().rollover()).isEqualTo(prepared);
    }

    /** Two nodes that promote at the same moment. */
    @Test
    void theNextCertificateBecomesTheCurrentOneOnce() throws Exception {
        Rollover prepared = prepared();
        Rollover finished = prepared.finished(clock.instant()).serving(second, clock.instant());
        var nodes = Executors.newFixedThreadPool(2);
        Callable<Boolean> promotion = () -> disk.renewal().promote(prepared, finished, second);
        List<Future<Boolean>> done = nodes.invokeAll(List.of(promotion, promotion));
        nodes.shutdown();

        assertThat(List.of(done.get(0).get(), done.get(1).get())).containsExactlyInAnyOrder(true, false);
        assertThat(read().current()).isEqualTo(second);
        assertThat(read().next()).isEmpty();
        assertThat(disk.settings().audit(Set.of(Kind.CREDENTIAL), 1).get(0).what())
                .contains(second.thumbprint());
    }

    @Test
    void changedSettingsAreTriedAtOnce() throws Exception {
        Rollover prepared = prepared();
        renewal.replace(prepared, prepared.stopped(Reason.PROOF, "x", clock.instant(), Duration.ofDays(1)));
        renewal.configure(ON, "admin");
        assertThat(read().rollover().obstacle()).as("nothing was changed").isPresent();

        renewal.configure(new RolloverSettings(true, Optional.of(OBJECT_ID), 3), "admin");

        assertThat(read().rollover()).isEqualTo(prepared);
        assertThat(read().months()).isEqualTo(3);
    }

    @Test
    void aCertificateIdIsOfTheCurrentCertificate() throws Exception {
        var id = new CertificateId("22222222-2222-3333-4444-555555555555");
        assertThat(renewal.enter(id, "admin")).as("while it is off").isFalse();
        renewal.configure(ON, "admin");

        assertThat(renewal.enter(id, "admin")).isTrue();

        assertThat(read().rollover().own()).containsExactly(Rollover.OwnKey.of(id, first));
    }

    @Test
    void itNeedsTheObjectIdAndALifeOfOneTo24Months() {
        assertThatExceptionOfType(InvalidInput.class)
                .isThrownBy(() -> new RolloverSettings(true, Optional.empty(), 12))
                .withMessageContaining("Object ID");
        for (int months : new int[] {0, 25}) {
            assertThatExceptionOfType(InvalidInput.class)
                    .isThrownBy(() -> new RolloverSettings(true, Optional.of(OBJECT_ID), months))
                    .withMessageContaining("1 to 24");
        }
    }
}
