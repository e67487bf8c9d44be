package org.signetmail.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.signetmail.settings.SampleSettings.CONTOSO;
import static org.signetmail.settings.SampleSettings.RELAY;
import static org.signetmail.settings.SampleSettings.SECRET;
import static org.signetmail.settings.SampleSettings.basic;
import static org.signetmail.settings.SampleSettings.blank;
import static org.signetmail.settings.SampleSettings.by;
import static org.signetmail.settings.SampleSettings.contoso;
import static org.signetmail.settings.SampleSettings.typed;
import static org.signetmail.settings.SampleSettings.with;

import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;
import org.signetmail.account.ApplicationRegistration;
import org.signetmail.account.ClientId;
import org.signetmail.account.ClientSecret;
import org.signetmail.account.Cloud;
import org.signetmail.account.Clouds;
import org.signetmail.account.DeliveryRoute;
import org.signetmail.account.InvalidInput;
import org.signetmail.account.MailAccount;
import org.signetmail.account.SmtpServer;
import org.signetmail.account.TenantId;
import org.signetmail.account.Trust;

@OnEveryDatabase
class SecretInfoTest {
    private static final Instant NOON = Instant.parse("2026-03-12T12:00:00Z");
    private static final ApplicationRegistration FABRIKAM = new ApplicationRegistration(
            Cloud.MICROSOFT.get(3), new TenantId("fabrikam.com"), new ClientId("00000000-0000-0000-0000-000000000001"));

    @Parameter
    Storage storage;

    @TempDir
    Path folder;

    private StoreOnDisk disk;
    private SettingsStore store;

    @BeforeEach
    void start() {
        open(Clouds.with(Optional.empty()));
    }

    private void open(Clouds clouds) {
        disk = StoreOnDisk.open(storage, folder, Clock.fixed(NOON, ZoneOffset.UTC), clouds);
        store = disk.settings();
    }

    @AfterEach
    void stop() {
        disk.close();
    }

    private static ClientSecret secretOf(MailAccount account) {
        return (ClientSecret) ((MailAccount.Microsoft365) account).credentials().credential();
    }

    @Nested
    class WithABlankSecretField {
        @Test
        void aBlankSecretFieldKeepsTheStoredSecret() throws Exception {
            store.save(typed(contoso(0)), "admin");
            store.save(blank(by(DeliveryRoute.GRAPH, contoso(1))), "other");
            assertThat(secretOf(store.account())).isEqualTo(SECRET);
            assertThat(store.load().clientSecret()).isEqualTo(new SecretInfo(NOON, "admin"));
            assertThat(secretOf(store.snapshot(1).candidate(blank(contoso(2))))).isEqualTo(SECRET);
        }

        @Test
        void theSecretIsMissingIfNoneIsStored() {
            assertThatThrownBy(() -> store.save(blank(contoso(0)), "admin"))
                    .isInstanceOf(SecretRequired.class)
                    .hasMessage("Client Secret is missing.");
            assertThatThrownBy(() -> store.save(blank(basic(0)), "admin"))
                    .isInstanceOf(SecretRequired.class)
                    .hasMessage("Password is missing.");
            assertThat(store.load()).isEqualTo(MailSettings.NOTHING_SAVED);
        }

        @Test
        void theMessageNamesTheChangedFields() throws Exception {
            store.save(typed(contoso(0)), "admin");
            assertThatThrownBy(() -> store.snapshot(1)
                            .candidate(blank(with(1, true, AuthenticationType.OAUTH2, FABRIKAM, null, null))))
                    .hasMessage("Cloud, Tenant ID and Client ID were changed. A stored client secret is only ever sent "
                            + "where it was saved for: type it again.");
            var otherClient = new ApplicationRegistration(CONTOSO.cloud(), CONTOSO.tenant(), FABRIKAM.client());
            assertThatThrownBy(() -> store.save(
                            blank(with(1, true, AuthenticationType.OAUTH2, otherClient, null, null)), "admin"))
                    .isInstanceOf(SecretRequired.class)
                    .hasMessageStartingWith("Client ID was changed. ");
            assertThat(store.load().version()).isEqualTo(1);
        }
    }

    @Nested
    class WithoutNeedForTheSecret {
        @Test
        void theSecretStaysForItsDestination() throws Exception {
            store.save(typed(contoso(0)), "admin");
            store.save(blank(basic(1)), "admin");
            store.save(blank(with(2, false, AuthenticationType.NONE, CONTOSO, RELAY, "signet")), "admin");
            store.save(blank(contoso(3)), "admin");
            assertThat(secretOf(store.account())).isEqualTo(SECRET);
        }

        @Test
        void theSecretIsDeletedWithItsDestination() throws Exception {
            store.save(typed(contoso(0)), "admin");
            MailSettings other =
                    store.save(blank(with(1, true, AuthenticationType.NONE, FABRIKAM, RELAY, "another")), "admin");
            assertThat(other.clientSecret()).isNull();
            assertThat(other.relayPassword()).isNull();
            assertThat(store.snapshot(1).changes().get(0).what())
                    .contains("Client Secret forgotten", "User: signet → another; Password forgotten");
            assertThatThrownBy(() -> store.save(blank(contoso(2)), "admin")).isInstanceOf(SecretRequired.class);
        }

        @Test
        void aSecretWithoutADestinationIsRefused() {
            assertThatThrownBy(() ->
                            store.save(typed(with(0, true, AuthenticationType.OAUTH2, null, null, null)), "admin"))
                    .isInstanceOf(InvalidInput.class)
                    .hasMessage("Client Secret can only be stored together with Client ID and Tenant ID.");
        }
    }

    @Nested
    class OfACustomCloud {
        private final Cloud first = custom("https://login.first.test");

        private static Cloud custom(String authority) {
            return Cloud.custom(
                    URI.create(authority),
                    URI.create("https://graph.test/v1.0"),
                    new SmtpServer("smtp.test", 587),
                    Trust.JVM);
        }

        private static MailSettings on(Cloud cloud, long version) {
            return with(
                    version,
                    true,
                    AuthenticationType.OAUTH2,
                    new ApplicationRegistration(cloud, CONTOSO.tenant(), CONTOSO.client()),
                    null,
                    null);
        }

        @BeforeEach
        void save() throws Exception {
            reopen(Optional.of(first));
            store.save(typed(on(first, 0)), "admin");
        }

        private void reopen(Optional<Cloud> custom) {
            stop();
            open(Clouds.with(custom));
        }

        @Test
        void theSecretIsNotSentToAnotherConfiguredAddress() {
            Cloud second = custom("https://login.second.test");
            reopen(Optional.of(second));
            assertThat(store.load().registration()).isPresent();
            assertThat(store.load().clientSecret()).isNull();
            assertThatThrownBy(() -> store.account())
                    .isInstanceOf(NotConfigured.class)
                    .hasMessageStartingWith("Cloud was changed.");
            assertThatThrownBy(() -> store.snapshot(1).candidate(blank(on(second, 1))))
                    .isInstanceOf(SecretRequired.class);
            assertThatThrownBy(() -> store.save(blank(on(second, 1)), "admin")).isInstanceOf(SecretRequired.class);
        }

        @Test
        void theSecretIsKeptWhileTheCloudIsNotOffered() throws Exception {
            reopen(Optional.empty());
            MailSettings without = store.load();
            assertThat(without.application()).isNull();
            assertThat(without.cloudId()).isEqualTo(Cloud.CUSTOM_ID);
            assertThatThrownBy(() -> store.account()).isInstanceOf(NotConfigured.class);
            store.save(blank(by(DeliveryRoute.GRAPH, without)), "admin");
            reopen(Optional.of(first));
            assertThat(secretOf(store.account())).isEqualTo(SECRET);
        }
    }
}
