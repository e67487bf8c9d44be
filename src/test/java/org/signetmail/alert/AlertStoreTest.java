package org.signetmail.alert;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;
import org.signetmail.account.InvalidInput;
import org.signetmail.account.Mailbox;
import org.signetmail.account.Relay;
import org.signetmail.account.RelayNotAllowed;
import org.signetmail.account.RelayPassword;
import org.signetmail.account.SmtpServer;
import org.signetmail.account.TlsMode;
import org.signetmail.account.Trust;
import org.signetmail.net.SeveralAddresses;
import org.signetmail.settings.OnBothDatabases;
import org.signetmail.settings.Storage;
import org.signetmail.settings.StoreOnDisk;
import org.signetmail.token.AdjustableClock;

@OnBothDatabases
class AlertStoreTest {
    private static final String PASSWORD = "canary of the relay";
    private static final String SECRET = "canary of the webhook";
    private static final String ADDRESS = "https://hooks.example/services/canary-of-the-address";

    @Parameter
    Storage storage;

    @TempDir
    Path folder;

    private StoreOnDisk disk;
    private AlertsOnDisk alerts;

    @BeforeEach
    void open() {
        var clock = new AdjustableClock();
        disk = StoreOnDisk.open(storage, folder, clock);
        alerts = new AlertsOnDisk(disk, clock);
        alerts.allow(Trust.JVM, host -> List.of(SeveralAddresses.address("203.0.113.25")), "");
    }

    @AfterEach
    void close() {
        disk.close();
    }

    @Test
    void nothingIsSavedAtFirst() {
        assertThat(alerts.store().saved()).isEqualTo(AlertSettings.NONE);
        assertThat(alerts.alerts().states())
                .extracting(ChannelState::channel)
                .containsExactlyInAnyOrder(Channel.values());
    }

    @Test
    void savesBothAndShowsNoSecret() throws Exception {
        save(relay("mail.example"), Optional.of(PASSWORD), Optional.of(ADDRESS), Optional.of(SECRET));

        AlertSettings saved = alerts.store().saved();
        assertThat(saved.relay()).hasValue(relay("mail.example"));
        assertThat(saved.relayPasswordStored()).isTrue();
        assertThat(saved.webhook()).hasValue(WebhookForm.SLACK);
        assertThat(saved.webhookOrigin()).isEqualTo("https://hooks.example");
        assertThat(saved.signed()).isTrue();
        assertThat(saved.toString()).doesNotContain("canary");
        assertThat(row()).doesNotContain("canary").contains("mail.example");
    }

    @Test
    void aStoredSecretStaysWhereNothingIsTyped() throws Exception {
        save(relay("mail.example"), Optional.of(PASSWORD), Optional.of(ADDRESS), Optional.of(SECRET));
        save(relay("mail.example"), Optional.empty(), Optional.empty(), Optional.empty());

        assertThat(webhook().secret().orElseThrow().value()).isEqualTo(SECRET);
        assertThat(webhook().target().url()).hasToString(ADDRESS);
        assertThat(alerts.store().saved().relayPasswordStored()).isTrue();
    }

    @Test
    void aStoredPasswordGoesToNoOtherRelay() throws Exception {
        save(relay("mail.example"), Optional.of(PASSWORD), Optional.empty(), Optional.empty());

        assertThatExceptionOfType(InvalidInput.class)
                .isThrownBy(() -> save(relay("other.example"), Optional.empty(), Optional.empty(), Optional.empty()))
                .withMessageContaining("Enter the password");
        assertThat(alerts.store().saved().relay()).hasValue(relay("mail.example"));
    }

    @Test
    void aStoredSecretSignsForNoOtherAddress() throws Exception {
        save(relay("mail.example"), Optional.of(PASSWORD), Optional.of(ADDRESS), Optional.of(SECRET));
        save(relay("mail.example"), Optional.empty(), Optional.of(ADDRESS + "/other"), Optional.empty());

        assertThat(webhook().secret()).isEmpty();
        assertThat(alerts.store().saved().signed()).isFalse();
    }

    @Test
    void aRelayThatIsNotAllowedIsNotSaved() {
        alerts.allow(Trust.JVM, host -> List.of(SeveralAddresses.address("127.0.0.1")), "");

        assertThatExceptionOfType(RelayNotAllowed.class)
                .isThrownBy(
                        () -> save(relay("mail.example"), Optional.of(PASSWORD), Optional.empty(), Optional.empty()));
        assertThat(alerts.store().saved()).isEqualTo(AlertSettings.NONE);
    }

    @Test
    void aNewSealingKeySealsThemAgain() throws Exception {
        save(relay("mail.example"), Optional.of(PASSWORD), Optional.of(ADDRESS), Optional.of(SECRET));
        String before = row();
        disk.rotation().sealWithNewKey("admin");

        assertThat(row()).isNotEqualTo(before);
        assertThat(disk.rotation().keys().orElseThrow().inUse()).hasSize(1);
        assertThat(webhook().secret().orElseThrow().value()).isEqualTo(SECRET);
        save(relay("mail.example"), Optional.empty(), Optional.empty(), Optional.empty());
    }

    @Test
    void noneIsRemovedWithItsSecrets() throws Exception {
        save(relay("mail.example"), Optional.of(PASSWORD), Optional.of(ADDRESS), Optional.of(SECRET));
        alerts.store()
                .save(new AlertChange(
                        Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty()));

        assertThat(alerts.store().saved()).isEqualTo(AlertSettings.NONE);
        assertThat(row()).doesNotContain("mail.example").doesNotContain("hooks.example");
    }

    private void save(FallbackRelay relay, Optional<String> password, Optional<String> address, Optional<String> secret)
            throws Exception {
        boolean webhook =
                address.isPresent() || alerts.store().saved().webhook().isPresent();
        alerts.store()
                .save(new AlertChange(
                        Optional.of(relay),
                        password.map(RelayPassword::new),
                        webhook ? Optional.of(WebhookForm.SLACK) : Optional.empty(),
                        address.map(WebhookTarget::parse),
                        secret.map(WebhookSecret::new)));
    }

    private static FallbackRelay relay(String host) {
        return new FallbackRelay(
                new Relay(new SmtpServer(host, 587), TlsMode.STARTTLS),
                Optional.of("signet"),
                new Mailbox("alerts@partner.example"));
    }

    private Webhook webhook() throws Exception {
        return alerts.store().webhook(alerts.store().row());
    }

    private String row() {
        return disk.inTransaction(entities -> {
            var row = (Object[]) entities.createNativeQuery(
                            "select relay_host, relay_user, relay_password_sealed, webhook_origin, webhook_sealed"
                                    + " from alert_settings")
                    .getSingleResult();
            return Arrays.toString(row);
        });
    }
}
