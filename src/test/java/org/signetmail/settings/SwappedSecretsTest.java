package org.signetmail.settings;

import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.signetmail.settings.SampleSettings.SECRET;
import static org.signetmail.settings.SampleSettings.basic;
import static org.signetmail.settings.SampleSettings.blank;
import static org.signetmail.settings.SampleSettings.contoso;
import static org.signetmail.settings.SampleSettings.typed;

import java.nio.file.Path;
import java.time.Clock;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.signetmail.seal.SealBroken;

/** An attacker with write access to the database but without the key can't redirect a secret. */
class SwappedSecretsTest {
    private static final String OTHER_TENANT = "11111111-2222-3333-4444-555555555555";
    private static final String ANOTHER_HOST = "update settings set relay_host = 'evil.example',"
            + " relay_password_bound_to = replace(relay_password_bound_to, relay_host, 'evil.example')";

    @TempDir
    Path folder;

    private StoreOnDisk disk;

    @BeforeEach
    void bothAreStored() throws Exception {
        disk = StoreOnDisk.open(folder, Clock.systemUTC());
        disk.settings().save(typed(contoso(0)), "admin");
    }

    @AfterEach
    void stop() {
        disk.close();
    }

    private void write(String sql) {
        disk.inTransaction(entities -> entities.createNativeQuery(sql).executeUpdate());
    }

    private void noSecretOpens() {
        assertThatThrownBy(() -> disk.settings().account())
                .isInstanceOf(SealBroken.class)
                .hasMessageNotContaining(SECRET.value());
    }

    private void thePasswordDoesNotOpen() {
        long version = disk.settings().load().version();
        assertThatThrownBy(() -> disk.settings().snapshot(1).candidate(blank(basic(version))))
                .isInstanceOf(SealBroken.class);
    }

    @Test
    void aSealedTextOpensInNoOtherColumn() {
        String password = disk.inTransaction(
                entities -> StoredSettings.read(entities).sealed().get(1));
        write("update settings set relay_password_sealed = (select sealed from credential)");
        write("update credential set sealed = '" + password + "'");
        noSecretOpens();
        thePasswordDoesNotOpen();
    }

    @Test
    void noSecretIsSentToAManipulatedTenant() {
        write("update credential set bound_to = replace(bound_to, (select tenant_id from settings), '" + OTHER_TENANT
                + "')");
        write("update settings set tenant_id = '" + OTHER_TENANT + "'");
        noSecretOpens();
    }

    @Test
    void noPasswordIsSentToAManipulatedHost() throws Exception {
        write(ANOTHER_HOST);
        var stored = disk.settings().load();
        assertThatThrownBy(() -> disk.settings()
                        .snapshot(1)
                        .candidate(blank(SampleSettings.with(
                                stored.version(),
                                true,
                                AuthenticationType.BASIC,
                                stored.application(),
                                stored.relay(),
                                stored.relayUser()))))
                .isInstanceOf(SealBroken.class);
    }

    /** A row of another installation with another key. */
    @Test
    void aSealedTextOfAnotherInstallationDoesNotOpen(@TempDir Path elsewhere) throws Exception {
        String foreign;
        try (var other = StoreOnDisk.open(elsewhere, Clock.systemUTC())) {
            other.settings().save(typed(contoso(0)), "admin");
            foreign = other.inTransaction(
                    entities -> StoredSettings.read(entities).sealed().get(0));
        }
        write("update credential set sealed = '" + foreign + "'");
        noSecretOpens();
    }
}
