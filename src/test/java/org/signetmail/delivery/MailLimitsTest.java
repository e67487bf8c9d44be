package org.signetmail.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.signetmail.account.ConfigurationKey;
import org.signetmail.message.MessageLimits;
import org.signetmail.token.LogCapture;

class MailLimitsTest {
    private static MailLimits with(String key, String value) {
        return MailLimits.from(asked -> Optional.ofNullable(Map.of(key, value).get(asked.key())));
    }

    @Test
    void areTheDefaultsIfNothingIsConfigured() {
        assertThat(MailLimits.from(key -> Optional.empty()))
                .isEqualTo(MailLimits.DEFAULT)
                .isEqualTo(new MailLimits(new MessageLimits(35 * 1024 * 1024, 500), 16, 200, 100 * 1024 * 1024));
    }

    @ParameterizedTest
    @CsvSource({"36700160, 36700160", "50MB, 52428800", "50 mb, 52428800", "64KB, 65536", "1GB, 1073741824"})
    void aSizeIsInBytesOrHasAUnit(String value, int bytes) {
        assertThat(with(ConfigurationKey.MAIL_LARGEST.key(), value).message().largest())
                .isEqualTo(bytes);
    }

    @ParameterizedTest
    @CsvSource({
        "signet.mail.largest, 35",
        "signet.mail.largest, 2GB",
        "signet.mail.largest, -1",
        "signet.mail.largest, 35 MiB",
        "signet.mail.largest, 9999999999999GB",
        "signet.mail.recipients, 0",
        "signet.mail.recipients, 5MB",
        "signet.applications.waiting, many",
        "signet.applications.messages, 0",
        "signet.applications.bytes, 0"
    })
    void anInvalidLimitIsLoggedAndTheDefaultApplies(String key, String value) {
        try (var log = new LogCapture()) {
            assertThat(with(key, value)).isEqualTo(MailLimits.DEFAULT);

            assertThat(log.text())
                    .contains("SIGNET-1409", "key=\"" + key + "\"", "value=\"" + value + "\"", "why=\"It");
        }
    }
}
