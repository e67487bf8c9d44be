package org.signetmail.settings;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Clock;
import java.util.Locale;
import java.util.Optional;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.signetmail.account.OtherLocales;

/**
 * Settings saved in one default locale can be read in another: tables, dates and times are stored independently of the
 * locale.
 */
class StoreInOtherLocalesTest {
    @TempDir
    Path folder;

    @ParameterizedTest
    @MethodSource(OtherLocales.ALL)
    void settingsAreReadableInAnotherLocale(Locale locale) throws Exception {
        MailSettings saved = OtherLocales.in(locale, this::saved);

        assertThat(OtherLocales.in(Locale.ROOT, this::there)).isEqualTo(saved);
    }

    private MailSettings saved() throws Exception {
        try (var store = StoreOnDisk.open(folder, Clock.systemUTC())) {
            store.settings()
                    .save(
                            new SettingsChange(
                                    SampleSettings.contoso(
                                            store.settings().load().version()),
                                    Optional.of(SampleSettings.SECRET),
                                    Optional.empty()),
                            "admin");
            return store.settings().load();
        }
    }

    private MailSettings there() {
        try (var store = StoreOnDisk.open(folder, Clock.systemUTC())) {
            return store.settings().load();
        }
    }
}
