package org.signetmail.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.signetmail.settings.SampleSettings.SECRET;
import static org.signetmail.settings.SampleSettings.blank;
import static org.signetmail.settings.SampleSettings.by;
import static org.signetmail.settings.SampleSettings.contoso;
import static org.signetmail.settings.SampleSettings.typed;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;
import org.signetmail.account.MailAccount;
import org.signetmail.seal.SealBroken;

@OnEveryDatabase
class LockedSettingsTest {
    private static final Instant NOON = Instant.parse("2026-03-12T12:00:00.123Z");

    @Parameter
    Storage storage;

    @TempDir
    Path folder;

    private StoreOnDisk disk;
    private SettingsStore store;

    private void start() {
        disk = StoreOnDisk.open(storage, folder, Clock.fixed(NOON, ZoneOffset.UTC));
        store = disk.settings();
    }

    @AfterEach
    void stop() {
        disk.close();
    }

    private Path keyFile() {
        return folder.resolve("signet.key");
    }

    @BeforeEach
    void loseTheKey() throws Exception {
        start();
        store.save(typed(contoso(0)), "admin");
        stop();
        Files.move(keyFile(), folder.resolve("backup"));
        start();
    }

    @Test
    void signetIsLockedAndKeepsWhatItHas() throws Exception {
        assertThat(disk.seal().missingKey()).isPresent();
        assertThat(store.load().clientSecret()).isNotNull();
        assertThatThrownBy(() -> store.account()).isInstanceOf(SealBroken.class);
        assertThatThrownBy(() -> store.save(typed(contoso(1)), "admin")).isInstanceOf(SealBroken.class);
        Files.move(folder.resolve("backup"), keyFile());
        assertThat(disk.seal().lookAgain()).isEmpty();
        assertThat(((MailAccount.Microsoft365) store.account()).credentials().credential())
                .isEqualTo(SECRET);
    }

    @Test
    void aNewKeyDeletesTheSecretsAndNothingElse() throws Exception {
        MailSettings before = store.load();
        store.startWithNewKey("admin");
        assertThat(disk.seal().missingKey()).isEmpty();
        MailSettings after = store.load();
        assertThat(after.clientSecret()).isNull();
        assertThat(after.relayPassword()).isNull();
        assertThat(blank(by(after.route(), after)).wanted().application()).isEqualTo(before.application());
        assertThat(after.warned()).isEqualTo(before.warned());
        assertThat(store.snapshot(1).changes())
                .containsExactly(new AuditEntry(NOON, "admin", "Stored secrets forgotten, new sealing key"));
        store.save(typed(contoso(after.version())), "admin");
        stop();
        start();
        assertThat(((MailAccount.Microsoft365) store.account()).credentials().credential())
                .isEqualTo(SECRET);
    }

    /** A page opened before the key was restored still has the button. */
    @Test
    void withTheKeyRestoredNoNewKeyIsCreatedAndNothingIsDeleted() throws Exception {
        Files.move(folder.resolve("backup"), keyFile());
        byte[] key = Files.readAllBytes(keyFile());

        assertThatThrownBy(() -> store.startWithNewKey("admin"))
                .isInstanceOf(SealBroken.class)
                .hasMessageContaining("none was forgotten");

        assertThat(keyFile()).hasBinaryContent(key);
        assertThat(((MailAccount.Microsoft365) store.account()).credentials().credential())
                .isEqualTo(SECRET);
        assertThat(store.snapshot(1).changes().get(0).what()).doesNotContain("forgotten");
    }

    @Test
    void anotherKeyIsRejected() throws Exception {
        store.startWithNewKey("admin");
        store.save(typed(contoso(store.load().version())), "admin");
        stop();
        Files.copy(folder.resolve("backup"), keyFile(), StandardCopyOption.REPLACE_EXISTING);
        start();
        assertThat(disk.seal().missingKey().orElseThrow().found()).contains("but the secrets are sealed with");
        assertThatThrownBy(() -> store.account()).isInstanceOf(SealBroken.class);
    }
}
