package org.signetmail.settings;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;
import org.signetmail.credential.Rollover;
import org.signetmail.credential.Rollover.Phase;
import org.signetmail.credential.Rollover.Reason;
import org.signetmail.credential.Slot;
import org.signetmail.log.AuditNote.Kind;

/** What the timeline tells of a renewal that stopped. */
@OnEveryDatabase
class RenewalNoticesTest {
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
    void close() {
        on.disk.close();
    }

    private void stop(Reason reason, String code) throws Exception {
        Rollover before = on.read().rollover();
        Rollover calling = before.to(Phase.UNKNOWN, on.clock.instant());
        assertThat(on.renewal.replace(before, calling)).isTrue();
        Rollover stopped = calling.to(Phase.PREPARED, on.clock.instant())
                .stopped(reason, code, on.clock.instant(), Duration.ofDays(1));
        assertThat(on.renewal.replace(calling, stopped)).isTrue();
    }

    private List<String> timeline() {
        return on.disk.settings().audit(Set.of(Kind.CREDENTIAL), 100).stream()
                .map(AuditEntry::what)
                .filter(what -> what.contains("stopped"))
                .toList();
    }

    @Test
    void aRefusalThatIsRepeatedEachDayIsNotedOnce() throws Exception {
        on.prepared();
        stop(Reason.POLICY, "CredentialInvalidLifetimeAsPerAppPolicy");
        stop(Reason.POLICY, "CredentialInvalidLifetimeAsPerAppPolicy");
        assertThat(timeline()).hasSize(1);

        stop(Reason.PROOF, "Authentication_MissingOrMalformed");
        assertThat(timeline()).hasSize(2).first().asString().contains("Authentication_MissingOrMalformed");
    }

    @Test
    void afterItWorkedARefusalIsNewAgain() throws Exception {
        on.prepared();
        stop(Reason.POLICY, "");
        Rollover before = on.read().rollover();
        assertThat(on.renewal.replace(before, before.to(Phase.TRIED, on.clock.instant())))
                .isTrue();
        assertThat(on.in(Slot.NEXT).workedAt()).isPresent();

        stop(Reason.POLICY, "");

        assertThat(timeline()).hasSize(2);
    }
}
