package org.signetmail.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.signetmail.log.AuditNote;
import org.signetmail.log.AuditNote.Kind;
import org.signetmail.token.AdjustableClock;

class AuditTrailTest {
    private final AdjustableClock clock = new AdjustableClock();
    private final Instant noon = clock.instant();

    @TempDir
    Path folder;

    private StoreOnDisk disk;
    private final AuditTrail trail = new AuditTrail();

    @BeforeEach
    void start() {
        disk = StoreOnDisk.open(folder, clock);
        trail.transaction = disk.settings().transaction;
        trail.clock = disk.settings().clock;
    }

    @AfterEach
    void stop() {
        disk.close();
    }

    @Test
    void keepsWhatIsNotedWithItsTime() {
        trail.store(new AuditNote("admin", "Sealing key replaced"));
        assertThat(disk.settings().snapshot(5).changes())
                .containsExactly(new AuditEntry(noon, "admin", "Sealing key replaced"));
    }

    @Test
    void signInsAndTestsAreNotAmongTheRecentChanges() {
        trail.store(new AuditNote(Kind.CHANGE, "admin", "Sealing key replaced"));
        trail.store(new AuditNote(Kind.SIGN_IN, "admin", "Signed in from 192.0.2.7"));
        trail.store(new AuditNote(Kind.TEST, "admin", "Credentials tested"));

        assertThat(disk.settings().snapshot(5).changes())
                .extracting(AuditEntry::what)
                .containsExactly("Sealing key replaced");
        assertThat(disk.settings().audit(EnumSet.of(Kind.SIGN_IN), 5))
                .extracting(AuditEntry::what)
                .containsExactly("Signed in from 192.0.2.7");
        assertThat(disk.settings().audit(EnumSet.allOf(Kind.class), 5))
                .extracting(AuditEntry::what)
                .containsExactly("Credentials tested", "Signed in from 192.0.2.7", "Sealing key replaced");
    }

    @Test
    void anEntryIsKeptForTwoYearsAndThenPurged() {
        trail.store(new AuditNote("admin", "first"));
        clock.advance(Duration.ofDays(1));
        trail.store(new AuditNote("admin", "second"));

        clock.advance(Duration.ofDays(730));
        trail.store(new AuditNote("admin", "on the last day of the first"));
        assertThat(texts()).containsExactly("on the last day of the first", "second", "first");

        clock.advance(Duration.ofDays(1).plusMillis(1));
        trail.store(new AuditNote("admin", "on the last day of the second"));
        assertThat(texts()).containsExactly("on the last day of the second", "on the last day of the first");
    }

    private List<String> texts() {
        return disk.settings().snapshot(10).changes().stream()
                .map(AuditEntry::what)
                .toList();
    }

    @Test
    void keepsTheBeginningOfWhatIsTooLong() {
        trail.store(new AuditNote("a".repeat(301), "b".repeat(4001)));
        assertThat(disk.settings().snapshot(5).changes())
                .containsExactly(new AuditEntry(noon, "a".repeat(300), "b".repeat(4000)));
    }

    @Test
    void aDatabaseFailureDoesNotFailTheAuditedAction() {
        disk.loseDatabase();
        assertThatCode(() -> trail.store(new AuditNote("admin", "Signed out"))).doesNotThrowAnyException();
    }
}
