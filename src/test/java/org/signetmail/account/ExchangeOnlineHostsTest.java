package org.signetmail.account;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The submission servers at which Basic authentication will end: facts sheet, sections 3.1 and 10.3. */
class ExchangeOnlineHostsTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "smtp.office365.com",
                "SMTP.Office365.com",
                "smtp.office365.us",
                "outlook-dod.office365.us",
                "smtp.partner.outlook.cn",
                "smtp-legacy.office365.com"
            })
    void thoseOfEachCloudAreKnown(String host) {
        assertThat(Clouds.isExchangeOnline(new SmtpServer(host, 25))).isTrue();
    }

    /** High Volume Email, a tenant's own connector, and others. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "smtp.hve.mx.microsoft",
                "smtp-hve.office365.com",
                "contoso-com.mail.protection.outlook.com",
                "smtp.office365.com.evil.example",
                "smtp-mail.outlook.com",
                "localhost"
            })
    void othersAreNot(String host) {
        assertThat(Clouds.isExchangeOnline(new SmtpServer(host, 587))).isFalse();
    }
}
