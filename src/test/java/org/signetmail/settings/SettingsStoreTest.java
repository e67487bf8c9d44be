package org.signetmail.settings;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Clock;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SettingsStoreTest {
    @TempDir
    Path folder;

    @Test
    void nothingIsSavedAtFirst() {
        try (var store = StoreOnDisk.open(folder, Clock.systemUTC())) {
            assertThat(store.settings().load()).isEqualTo(MailSettings.NOTHING_SAVED);
            assertThat(store.settings().standing()).isEqualTo(Standing.UNTRIED);
        }
    }
}
