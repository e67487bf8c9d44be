package org.signetmail.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.signetmail.settings.SampleSettings.SECRET;
import static org.signetmail.settings.SampleSettings.basic;
import static org.signetmail.settings.SampleSettings.contoso;
import static org.signetmail.settings.SampleSettings.typed;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.signetmail.account.MailAccount;
import org.signetmail.database.MoveCommand;

/** Moves the embedded database to PostgreSQL with the README's command. */
class MoveTest {
    private static final Clock NOON = Clock.fixed(Instant.parse("2026-03-12T12:00:00.123Z"), ZoneOffset.UTC);

    @TempDir
    Path folder;

    private MailSettings saved;
    private List<AuditEntry> trail;

    @BeforeEach
    void installation() throws Exception {
        try (var embedded = StoreOnDisk.open(folder, NOON)) {
            embedded.settings().save(typed(basic(0)), "first");
            saved = embedded.settings().save(typed(contoso(1)), "admin");
            embedded.settings().mailAccepted(NOON.instant());
            trail = embedded.settings().snapshot(10).changes();
        }
    }

    @Test
    void everythingIsCopiedAndTheSealedSecretOpens() throws Exception {
        MoveCommand.Said said = MoveCommand.run(folder);

        assertThat(said.error()).isEmpty();
        assertThat(said.output()).contains("settings: 1").contains("audit: " + trail.size());
        assertThat(said.exit()).isZero();
        try (var moved = StoreOnDisk.open(Storage.POSTGRESQL_WITH_ECLIPSELINK, folder, NOON)) {
            SettingsStore store = moved.settings();
            assertThat(store.load()).usingRecursiveComparison().isEqualTo(saved);
            assertThat(store.account())
                    .isInstanceOfSatisfying(
                            MailAccount.Microsoft365.class,
                            account -> assertThat(account.credentials().credential())
                                    .isEqualTo(SECRET));
            assertThat(store.snapshot(10).changes()).isEqualTo(trail);
            assertThat(store.status().acceptedAt()).isEqualTo(NOON.instant());
        }
    }

    @Test
    void theNextSaveContinuesTheAuditNumbers() throws Exception {
        MoveCommand.run(folder);
        try (var moved = StoreOnDisk.open(Storage.POSTGRESQL_WITH_HIBERNATE, folder, NOON)) {
            moved.settings().save(typed(basic(saved.version())), "later");
            assertThat(moved.settings().snapshot(10).changes().get(0).who()).isEqualTo("later");
            assertThat(moved.settings().snapshot(10).changes()).endsWith(trail.toArray(AuditEntry[]::new));
        }
    }

    @Test
    void theEmbeddedDatabaseIsUnchanged() throws Exception {
        MoveCommand.run(folder);
        try (var embedded = StoreOnDisk.open(folder, NOON)) {
            assertThat(embedded.settings().load()).usingRecursiveComparison().isEqualTo(saved);
        }
    }

    @Test
    void aDatabaseInUseIsNotOverwritten() throws Exception {
        try (var used = StoreOnDisk.open(Storage.POSTGRESQL_WITH_ECLIPSELINK, folder, NOON)) {
            used.settings().save(typed(basic(0)), "somebody");
            MoveCommand.Said said = MoveCommand.run(folder);
            assertThat(said.exit()).isEqualTo(1);
            assertThat(said.error()).startsWith("Nothing was moved.").contains("is already in use by Signet");
            assertThat(used.settings().load().savedBy()).isEqualTo("somebody");
        }
    }

    @Test
    void nothingIsMovedWhileSignetRuns() {
        try (var running = StoreOnDisk.open(folder, NOON)) {
            assertThat(running.settings().load().version()).isEqualTo(saved.version());
            MoveCommand.Said said = MoveCommand.asOtherProcess(folder);
            assertThat(said.exit()).isEqualTo(1);
            assertThat(said.error()).contains("is in use by another process");
        }
    }

    @Test
    void aFolderWithoutADatabaseIsNamed(@TempDir Path empty) {
        MoveCommand.Said said = MoveCommand.run(empty);
        assertThat(said.exit()).isEqualTo(1);
        assertThat(said.error()).contains("The database in " + empty + " does not exist");
        assertThat(empty).isEmptyDirectory();
    }
}
