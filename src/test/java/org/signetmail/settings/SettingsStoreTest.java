package org.signetmail.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.signetmail.settings.SampleSettings.CONTOSO;
import static org.signetmail.settings.SampleSettings.PASSWORD;
import static org.signetmail.settings.SampleSettings.RELAY;
import static org.signetmail.settings.SampleSettings.SECRET;
import static org.signetmail.settings.SampleSettings.basic;
import static org.signetmail.settings.SampleSettings.blank;
import static org.signetmail.settings.SampleSettings.by;
import static org.signetmail.settings.SampleSettings.contoso;
import static org.signetmail.settings.SampleSettings.typed;
import static org.signetmail.settings.SampleSettings.with;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;
import org.signetmail.account.ClientCredentials;
import org.signetmail.account.ClientSecret;
import org.signetmail.account.CredentialKind;
import org.signetmail.account.DeliveryRoute;
import org.signetmail.account.InvalidInput;
import org.signetmail.account.MailAccount;
import org.signetmail.account.Relay;
import org.signetmail.account.RelayLogin;
import org.signetmail.account.RelayPassword;
import org.signetmail.account.SmtpServer;
import org.signetmail.account.TlsMode;

@OnEveryDatabase
class SettingsStoreTest {
    private static final Instant NOON = Instant.parse("2026-03-12T12:00:00.123Z");

    @Parameter
    Storage storage;

    @TempDir
    Path folder;

    private StoreOnDisk disk;
    private SettingsStore store;

    @BeforeEach
    void start() {
        disk = StoreOnDisk.open(storage, folder, Clock.fixed(NOON, ZoneOffset.UTC));
        store = disk.settings();
    }

    @AfterEach
    void stop() {
        disk.close();
    }

    private void restart() {
        stop();
        start();
    }

    @Nested
    class Saving {
        @Test
        void nothingIsSavedInitially() {
            assertThat(store.load()).isEqualTo(MailSettings.NOTHING_SAVED);
            assertThat(store.snapshot(5).changes()).isEmpty();
        }

        @Test
        void everyFieldSurvivesARestart() throws Exception {
            MailSettings saved = store.save(typed(contoso(0)), "admin");
            restart();
            var stored = new SecretInfo(NOON, "admin");
            assertThat(store.load())
                    .isEqualTo(saved)
                    .isEqualTo(new MailSettings(
                            1,
                            true,
                            AuthenticationType.OAUTH2,
                            "WORLDWIDE",
                            CONTOSO,
                            CredentialKind.CLIENT_SECRET,
                            stored,
                            contoso(0).secretExpiresOn(),
                            DeliveryRoute.SMTP,
                            RELAY,
                            "signet",
                            stored,
                            contoso(0).systemMailbox(),
                            contoso(0).userSender(),
                            contoso(0).furtherDomains(),
                            contoso(0).warned(),
                            NOON,
                            "admin"));
        }

        @Test
        void theLongestInputFits() throws Exception {
            String longest = "ü".repeat(1_000);
            MailSettings wanted = with(0, true, AuthenticationType.BASIC, CONTOSO, RELAY, longest);
            store.save(
                    new SettingsChange(
                            wanted, Optional.of(new ClientSecret(longest)), Optional.of(new RelayPassword(longest))),
                    "admin");
            assertThat(((MailAccount.SmtpRelay) store.account()).login())
                    .contains(new MailAccount.Login(new RelayLogin(RELAY, longest), new RelayPassword(longest)));
            assertThatThrownBy(() -> new RelayLogin(RELAY, longest + "x")).isInstanceOf(InvalidInput.class);
            assertThatThrownBy(() -> new RelayPassword(longest + "x")).isInstanceOf(InvalidInput.class);
        }

        @Test
        void savingTheSameAgainWritesNothing() throws Exception {
            MailSettings saved = store.save(typed(contoso(0)), "admin");
            assertThat(store.save(blank(saved), "other")).isEqualTo(saved);
            assertThat(store.snapshot(5).changes()).hasSize(1);
        }

        @Test
        void everythingCanBeClearedAgain() throws Exception {
            store.save(typed(contoso(0)), "admin");
            MailSettings off = store.save(
                    blank(by(DeliveryRoute.GRAPH, with(1, false, AuthenticationType.NONE, null, null, null))), "admin");
            assertThat(off.application()).isNull();
            assertThat(off.relay()).isNull();
            List<String> sealed =
                    disk.inTransaction(entities -> StoredSettings.read(entities).sealed());
            assertThat(sealed).isEmpty();
        }
    }

    @Nested
    class TheAccount {
        @Test
        void isMissingWhileTheCustomServerIsOff() {
            assertThatThrownBy(() -> store.account())
                    .isInstanceOf(NotConfigured.class)
                    .hasMessageContaining("turned off");
        }

        @Test
        void containsTheSecretAfterARestart() throws Exception {
            store.save(typed(contoso(0)), "admin");
            restart();
            assertThat(store.account())
                    .isEqualTo(
                            new MailAccount.Microsoft365(new ClientCredentials(CONTOSO, SECRET), DeliveryRoute.SMTP));
        }

        @Test
        void ofARelayAuthenticatesWithThePassword() throws Exception {
            store.save(typed(basic(0)), "admin");
            restart();
            assertThat(store.account())
                    .isEqualTo(new MailAccount.SmtpRelay(
                            RELAY, Optional.of(new MailAccount.Login(new RelayLogin(RELAY, "signet"), PASSWORD))));
        }

        @Test
        void ofARelayWithoutUserNeedsNoPassword() throws Exception {
            var open = new MailAccount.SmtpRelay(RELAY, Optional.empty());
            store.save(blank(with(0, true, AuthenticationType.BASIC, null, RELAY, null)), "admin");
            assertThat(store.account()).isEqualTo(open);
            store.save(blank(with(1, true, AuthenticationType.NONE, null, RELAY, "signet")), "admin");
            assertThat(store.account()).isEqualTo(open);
        }

        @Test
        void namesWhatIsMissing() throws Exception {
            store.save(blank(with(0, true, AuthenticationType.OAUTH2, null, null, null)), "admin");
            assertThatThrownBy(() -> store.account())
                    .isInstanceOf(NotConfigured.class)
                    .hasMessageContaining("Client ID");
            store.save(blank(with(1, true, AuthenticationType.NONE, null, null, null)), "admin");
            assertThatThrownBy(() -> store.account())
                    .isInstanceOf(NotConfigured.class)
                    .hasMessageContaining("Host");
        }

        @Test
        void ofACandidateIsNotSaved() throws Exception {
            assertThat(store.snapshot(1).candidate(typed(contoso(0))))
                    .isEqualTo(
                            new MailAccount.Microsoft365(new ClientCredentials(CONTOSO, SECRET), DeliveryRoute.SMTP));
            assertThat(store.load()).isEqualTo(MailSettings.NOTHING_SAVED);
        }

        @Test
        void neverSendsAPasswordWithoutTls() {
            var clear = new Relay(new SmtpServer("smtp.contoso.com", 25), TlsMode.NONE);
            var wanted = typed(with(0, true, AuthenticationType.BASIC, null, clear, "signet"));
            assertThatThrownBy(() -> store.save(wanted, "admin")).isInstanceOf(InvalidInput.class);
            assertThatThrownBy(() -> store.snapshot(1).candidate(wanted)).isInstanceOf(InvalidInput.class);
        }
    }

    @Test
    void noFileHoldsASecretInClear() throws Exception {
        store.save(typed(contoso(0)), "admin");
        store.save(typed(basic(1)), "admin");
        stop();
        List<Path> files;
        try (var found = Files.walk(folder)) {
            files = found.filter(Files::isRegularFile).toList();
        }
        assertThat(files).isNotEmpty();
        for (Path file : files) {
            for (var charset :
                    List.of(StandardCharsets.ISO_8859_1, StandardCharsets.UTF_16BE, StandardCharsets.UTF_16LE)) {
                assertThat(Files.readString(file, StandardCharsets.ISO_8859_1))
                        .as(file.toString())
                        .doesNotContain(new String(SECRET.value().getBytes(charset), StandardCharsets.ISO_8859_1))
                        .doesNotContain(new String(PASSWORD.value().getBytes(charset), StandardCharsets.ISO_8859_1));
            }
        }
        start();
    }

    @Test
    void noRowHoldsASecretInClear() throws Exception {
        store.save(typed(contoso(0)), "admin");
        store.save(typed(basic(1)), "admin");
        var rows = new StringBuilder();
        for (String table : List.of("settings", "standing", "audit")) {
            List<?> found = disk.inTransaction(entities ->
                    entities.createNativeQuery("select * from " + table).getResultList());
            found.forEach(row -> rows.append(Arrays.toString((Object[]) row)));
        }
        assertThat(rows).contains("Client ID").doesNotContain(SECRET.value()).doesNotContain(PASSWORD.value());
    }
}
