package org.signetmail.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.signetmail.journal.AuditNote;

class AuditTrailTest {
    private static final Instant NOON = Instant.parse("2026-03-12T12:00:00.123Z");

    @TempDir
    Path folder;

    private StoreOnDisk disk;
    private final AuditTrail trail = new AuditTrail();

    @BeforeEach
    void start() {
        disk = StoreOnDisk.open(folder, Clock.fixed(NOON, ZoneOffset.UTC));
        trail.transaction = disk.settings().transaction;
        trail.clock = disk.settings().clock;
    }

    @AfterEach
    void stop() {
        disk.close();
    }

    @Test
    void keepsWhatIsNotedWithItsTime() {
        trail.keep(new AuditNote("admin", "Signed in from 192.0.2.7"));
        assertThat(disk.settings().recentChanges(5))
                .containsExactly(new AuditEntry(NOON, "admin", "Signed in from 192.0.2.7"));
    }

    @Test
    void keepsTheBeginningOfWhatIsTooLong() {
        trail.keep(new AuditNote("a".repeat(301), "b".repeat(4001)));
        assertThat(disk.settings().recentChanges(5))
                .containsExactly(new AuditEntry(NOON, "a".repeat(300), "b".repeat(4000)));
    }

    @Test
    void whatWasDoneStaysDoneWhereTheDatabaseIsAway() {
        disk.loseDatabase();
        assertThatCode(() -> trail.keep(new AuditNote("admin", "Signed out"))).doesNotThrowAnyException();
    }
}
