package org.signetmail.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.signetmail.settings.SampleSettings.SECRET;
import static org.signetmail.settings.SampleSettings.contoso;
import static org.signetmail.settings.SampleSettings.typed;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.signetmail.account.MailAccount;
import org.signetmail.database.MoveCommand;

/** Runs the operator's migration command from the packaged WAR. */
class MoveIT {
    private static final Clock NOON = Clock.fixed(Instant.parse("2026-03-12T12:00:00.123Z"), ZoneOffset.UTC);

    @Test
    void movesEverythingOnceAndRefusesTheSecondTime(@TempDir Path folder) throws Exception {
        MailSettings saved;
        try (var embedded = StoreOnDisk.open(folder, NOON)) {
            saved = embedded.settings().save(typed(contoso(0)), "admin");
        }

        MoveCommand.Said moved = MoveCommand.byScript(folder);
        assertThat(moved.exit()).as(moved.error()).isZero();

        try (var server = StoreOnDisk.open(Storage.POSTGRESQL_WITH_HIBERNATE, folder, NOON)) {
            assertThat(server.settings().load()).usingRecursiveComparison().isEqualTo(saved);
            assertThat(server.settings().account())
                    .isInstanceOfSatisfying(
                            MailAccount.Microsoft365.class,
                            account -> assertThat(account.credentials().credential())
                                    .isEqualTo(SECRET));
        }
        MoveCommand.Said again = MoveCommand.byScript(folder);
        assertThat(again.exit()).isEqualTo(1);
        assertThat(again.error()).startsWith("Nothing was moved.");
    }
}
