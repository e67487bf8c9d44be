package org.signetmail.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.signetmail.settings.SampleSettings.CONTOSO;
import static org.signetmail.settings.SampleSettings.contoso;
import static org.signetmail.settings.SampleSettings.typed;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.signetmail.account.CertificateCredential;
import org.signetmail.account.ObjectId;
import org.signetmail.credential.CredentialInfo;
import org.signetmail.credential.Rollover;
import org.signetmail.credential.RolloverStore.Stored;
import org.signetmail.credential.Slot;
import org.signetmail.practice.SignedCertificate;

/** A database whose current credential is a certificate, with renewal still off. */
final class RenewalOnDisk {
    static final ObjectId OBJECT_ID = new ObjectId("11111111-2222-3333-4444-555555555555");
    static final RolloverSettings ON = new RolloverSettings(true, Optional.of(OBJECT_ID), 6);

    final Clock clock = Clock.systemUTC();
    final CertificateCredential first = certificate();
    final CertificateCredential second = certificate();
    final StoreOnDisk disk;
    final RenewalStore renewal;

    RenewalOnDisk(Storage storage, Path folder) throws Exception {
        disk = StoreOnDisk.open(storage, folder, clock);
        renewal = disk.renewal();
        disk.settings().save(typed(contoso(0)), "admin");
        disk.credentials().addNext(first, CONTOSO, null, null, "admin");
        assertThat(disk.credentials()
                        .promote(in(Slot.CURRENT).number(), in(Slot.NEXT).number(), null, "admin", "promoted"))
                .isTrue();
    }

    CertificateCredential certificate() {
        try {
            Instant now = clock.instant();
            var signed = SignedCertificate.of(now.minusSeconds(60), now.plus(Duration.ofDays(300)));
            return CertificateCredential.of(signed.certificate(), signed.key());
        } catch (Exception impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    CredentialInfo in(Slot slot) {
        return disk.credentials().all().stream()
                .filter(info -> info.isIn(slot))
                .findFirst()
                .orElseThrow();
    }

    Stored read() throws Exception {
        return renewal.read().orElseThrow();
    }

    /** Turned on, with the second certificate made and not yet added. */
    Rollover prepared() throws Exception {
        renewal.configure(ON, "admin");
        Rollover before = read().rollover();
        Rollover after = before.prepared(second, clock.instant());
        assertThat(renewal.prepare(before, after, second, CONTOSO)).isTrue();
        return after;
    }
}
