package org.signetmail.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.signetmail.settings.SampleSettings.CONTOSO;
import static org.signetmail.settings.SampleSettings.typed;

import java.net.UnknownHostException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.signetmail.account.Relay;
import org.signetmail.account.RelayAllowList;
import org.signetmail.account.RelayNotAllowed;
import org.signetmail.account.SmtpServer;
import org.signetmail.account.TlsMode;
import org.signetmail.net.SeveralAddresses;
import org.signetmail.token.AdjustableClock;
import org.signetmail.token.LogCapture;

/** Relays without a configured allow-list. */
class AllowedRelaysTest {
    @TempDir
    Path folder;

    private final AdjustableClock clock = new AdjustableClock();
    private StoreOnDisk disk;
    private SettingsStore store;

    @BeforeEach
    void open() {
        disk = StoreOnDisk.open(folder, clock);
        store = disk.settings();
    }

    @AfterEach
    void close() {
        disk.close();
    }

    private static Relay relay(String host, int port) {
        return new Relay(new SmtpServer(host, port), TlsMode.STARTTLS);
    }

    private MailSettings save(AuthenticationType type, @Nullable Relay relay) throws Exception {
        long version = store.load().version();
        return store.save(typed(SampleSettings.with(version, true, type, CONTOSO, relay, "signet")), "admin");
    }

    private void namesResolveTo(String literal) {
        disk.resolvingBy(host -> List.of(SeveralAddresses.address(literal)));
    }

    private void savingIsRefused() {
        namesResolveTo("127.0.0.1");
    }

    @ParameterizedTest
    @EnumSource(names = {"NONE", "BASIC"})
    void aRelayThatIsNotAllowedIsNotSaved(AuthenticationType type) {
        savingIsRefused();

        assertThatExceptionOfType(RelayNotAllowed.class)
                .isThrownBy(() -> save(type, relay("relay.contoso.com", 587)))
                .withMessageContaining(RelayAllowList.KEY.key());
        assertThat(store.load()).isEqualTo(MailSettings.NOTHING_SAVED);
    }

    @Test
    void aPortThatIsNotAMailPortIsNotSaved() {
        assertThatExceptionOfType(RelayNotAllowed.class)
                .isThrownBy(() -> save(AuthenticationType.NONE, relay("relay.contoso.com", 22)));
    }

    @Test
    void aPublicRelayIsSavedEvenIfItsNameDoesNotResolve() throws Exception {
        save(AuthenticationType.NONE, relay("relay.contoso.com", 25));
        disk.resolvingBy(host -> {
            throw new UnknownHostException(host);
        });

        assertThat(save(AuthenticationType.NONE, relay("other.contoso.com", 25)).relay())
                .isEqualTo(relay("other.contoso.com", 25));
    }

    @Test
    void aRelaySavedEarlierStaysInUseAndIsLoggedOnce() throws Exception {
        save(AuthenticationType.NONE, relay("relay.contoso.com", 587));
        savingIsRefused();
        try (var log = new LogCapture()) {
            for (int second = 0; second < 5; second++) {
                clock.advance(Duration.ofSeconds(2));
                assertThat(store.active().account()).isNotNull();
            }

            assertThat(log.text())
                    .containsOnlyOnce("SIGNET-1305")
                    .contains("host=\"relay.contoso.com\"", "port=\"587\"", RelayAllowList.KEY.key());
        }
        assertThat(disk.settings().relays.allow(store.load())).isFalse();
    }

    @Test
    void aRelaySavedEarlierMayBeSavedAgain() throws Exception {
        save(AuthenticationType.NONE, relay("relay.contoso.com", 587));
        savingIsRefused();

        save(AuthenticationType.BASIC, relay("relay.contoso.com", 587));
        save(AuthenticationType.OAUTH2, relay("relay.contoso.com", 587));
        assertThat(store.load().type()).isEqualTo(AuthenticationType.OAUTH2);
    }

    @ParameterizedTest
    @CsvSource({"relay.contoso.com, 25", "other.contoso.com, 587"})
    void aRelaySavedEarlierAllowsNoOther(String host, int port) throws Exception {
        save(AuthenticationType.NONE, relay("relay.contoso.com", 587));
        savingIsRefused();

        assertThatExceptionOfType(RelayNotAllowed.class)
                .isThrownBy(() -> save(AuthenticationType.NONE, relay(host, port)));
        assertThatExceptionOfType(RelayNotAllowed.class)
                .as("saved but not in use")
                .isThrownBy(() -> save(AuthenticationType.OAUTH2, relay(host, port)));
    }

    @Test
    void mailThroughMicrosoftLogsNoWarning() throws Exception {
        save(AuthenticationType.OAUTH2, relay("relay.contoso.com", 587));
        savingIsRefused();

        assertThat(disk.settings().relays.allow(store.load())).isTrue();
    }
}
