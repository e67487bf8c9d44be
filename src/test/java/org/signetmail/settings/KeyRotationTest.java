package org.signetmail.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.signetmail.settings.SampleSettings.PASSWORD;
import static org.signetmail.settings.SampleSettings.SECRET;
import static org.signetmail.settings.SampleSettings.basic;
import static org.signetmail.settings.SampleSettings.blank;
import static org.signetmail.settings.SampleSettings.contoso;
import static org.signetmail.settings.SampleSettings.typed;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.signetmail.account.MailAccount;
import org.signetmail.seal.Seal;
import org.signetmail.seal.SealBroken;
import org.signetmail.token.LogCapture;

class KeyRotationTest {
    private static final Instant NOON = Instant.parse("2026-03-12T12:00:00.123Z");
    private static final Clock CLOCK = Clock.fixed(NOON, ZoneOffset.UTC);

    @TempDir
    Path folder;

    private StoreOnDisk disk;

    @BeforeEach
    void bothSecretsAreStored() throws Exception {
        disk = StoreOnDisk.open(folder, CLOCK);
        disk.settings().save(typed(contoso(0)), "admin");
    }

    @AfterEach
    void stop() {
        disk.close();
    }

    private void restart() {
        disk.close();
        disk = StoreOnDisk.open(folder, CLOCK);
    }

    private List<String> sealed() {
        return disk.inTransaction(entities -> StoredSettings.read(entities).sealed());
    }

    private Seal.Keys keys() {
        return disk.rotation().keys().orElseThrow();
    }

    private List<String> files() throws IOException {
        try (var files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString())
                    .filter(name -> name.startsWith("signet.key"))
                    .sorted()
                    .toList();
        }
    }

    static void everySecretOpens(StoreOnDisk disk) throws Exception {
        assertThat(disk.seal().missingKey()).isEmpty();
        assertThat(((MailAccount.Microsoft365) disk.settings().account())
                        .credentials()
                        .credential())
                .isEqualTo(SECRET);
        long version = disk.settings().load().version();
        assertThat(disk.settings().snapshot(1).candidate(blank(basic(version))))
                .isInstanceOfSatisfying(
                        MailAccount.SmtpRelay.class,
                        relay -> assertThat(relay.login().orElseThrow().password())
                                .isEqualTo(PASSWORD));
    }

    @Test
    void everySecretIsSealedWithTheNewKeyAndOpens() throws Exception {
        String former = keys().inUse().iterator().next();
        List<String> before = sealed();

        assertThat(disk.rotation().sealWithNewKey("admin")).isEmpty();

        assertThat(sealed()).hasSize(2).doesNotContainAnyElementsOf(before);
        assertThat(keys().inUse()).hasSize(1).doesNotContain(former);
        everySecretOpens(disk);
        restart();
        everySecretOpens(disk);
    }

    @Test
    void theFormerKeyIsInASeparateFileReadableByItsOwnerOnly() throws Exception {
        String former = Files.readString(folder.resolve("signet.key"));
        disk.rotation().sealWithNewKey("admin");

        assertThat(files()).containsExactly("signet.key", "signet.key.old-20260312-120000-123");
        Path old = folder.resolve("signet.key.old-20260312-120000-123");
        assertThat(old).hasContent(former);
        for (Path file : List.of(old, folder.resolve("signet.key"))) {
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                    .isEqualTo("rw-------");
        }
        assertThat(folder.resolve("signet.key")).content().doesNotContain(keyLine(former));
    }

    /** An older backup of the database needs the former key. */
    @Test
    void theFormerKeyWorksAgainWhenItsLineIsRestored() throws Exception {
        List<String> before = sealed();
        disk.rotation().sealWithNewKey("admin");
        Files.writeString(
                folder.resolve("signet.key"),
                Files.readString(folder.resolve("signet.key"))
                        + Files.readString(folder.resolve("signet.key.old-20260312-120000-123")));
        restore(before);
        restart();
        everySecretOpens(disk);
    }

    private static String keyLine(String file) {
        return file.lines().filter(line -> !line.startsWith("#")).findFirst().orElseThrow();
    }

    private void restore(List<String> before) {
        disk.inTransaction(entities -> entities.createNativeQuery(
                                "update credential set sealed = '" + before.get(0) + "'")
                        .executeUpdate()
                + entities.createNativeQuery("update settings set relay_password_sealed = '" + before.get(1) + "'")
                        .executeUpdate());
    }

    @Test
    void theRotationIsAuditedAndLoggedWithoutKeys() throws Exception {
        String former = keyLine(Files.readString(folder.resolve("signet.key")));
        try (var log = new LogCapture()) {
            disk.rotation().addKey("admin");
            disk.rotation().sealWithNewKey("other");
            String current = keyLine(Files.readString(folder.resolve("signet.key")));
            String id = keys().inUse().iterator().next();
            assertThat(disk.settings().snapshot(2).changes())
                    .containsExactly(
                            new AuditEntry(NOON, "other", "Stored secrets sealed with the new key " + id),
                            new AuditEntry(NOON, "admin", "Sealing key " + id + " added"));
            assertThat(log.text())
                    .contains("SIGNET-1208", "SIGNET-1209", "SIGNET-1210")
                    .doesNotContain(former.substring(former.lastIndexOf(':') + 1))
                    .doesNotContain(current.substring(current.lastIndexOf(':') + 1));
        }
    }

    @Test
    void anAddedKeyIsNotUsedBeforeTheRotation() throws Exception {
        disk.rotation().addKey("admin");
        String waiting = keys().waiting().orElseThrow();
        disk.rotation().addKey("admin");
        assertThat(keys().waiting()).as("no third key").contains(waiting);
        disk.settings().save(typed(basic(disk.settings().load().version())), "admin");
        assertThat(keys().inUse()).doesNotContain(waiting);

        disk.rotation().sealWithNewKey("admin");

        assertThat(keys().inUse()).containsExactly(waiting);
        assertThat(keys().waiting()).isEmpty();
    }

    @Test
    void aSecretThatCannotBeOpenedLeavesAllUnchanged() throws Exception {
        List<String> before = sealed();
        List<String> damaged = List.of(before.get(0), before.get(1).replaceFirst(".{6}$", "AAAAAA"));
        restore(damaged);

        assertThatThrownBy(() -> disk.rotation().sealWithNewKey("admin")).isInstanceOf(SealBroken.class);

        assertThat(sealed()).isEqualTo(damaged);
        restore(before);
        restart();
        everySecretOpens(disk);
    }

    /** If the key file is read-only, for example mounted, the operator adds the line. */
    @Test
    void aLineAddedByTheOperatorIsUsed() throws Exception {
        String added = "signet-key:1:00112233445566ff:" + "A".repeat(43) + "=";
        Files.writeString(folder.resolve("signet.key"), Files.readString(folder.resolve("signet.key")) + added + "\n");
        disk.rotation().sealWithNewKey("admin");
        assertThat(keys().inUse()).containsExactly("00112233445566ff");
        everySecretOpens(disk);
    }

    /** The row is read before the rotation and opened after it. */
    @Test
    void aRowReadBeforeTheRotationOpensAfterwards() throws Exception {
        try (var other = StoreOnDisk.open(folder, CLOCK)) {
            everySecretOpens(other);
            String before = sealed().get(0);
            List<String> binding = disk.inTransaction(entities -> StoredSettings.read(entities)
                    .credentials()
                    .current()
                    .orElseThrow()
                    .boundTo());
            disk.rotation().sealWithNewKey("admin");
            everySecretOpens(other);
            assertThat(other.seal().open(before, binding)).isEqualTo(SECRET.value());
        }
    }
}
