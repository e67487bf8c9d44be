package org.signetmail.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.signetmail.account.Relay;
import org.signetmail.account.SmtpServer;
import org.signetmail.account.TlsMode;
import org.signetmail.settings.AuthenticationType;
import org.signetmail.settings.SampleSettings;
import org.signetmail.web.BannersView.Banner;

class BasicEndsTest {
    private static final String EXCHANGE = "smtp.office365.com";

    @TempDir
    Path folder;

    private PageFixture page;

    @BeforeEach
    void open() {
        page = new PageFixture(folder, Clock.fixed(Instant.parse("2026-11-28T12:00:00Z"), ZoneOffset.UTC));
    }

    @AfterEach
    void close() {
        page.close();
    }

    private List<Banner> bannersAfterSaving(AuthenticationType type, boolean on, String host) throws Exception {
        var relay = new Relay(new SmtpServer(host, 587), TlsMode.STARTTLS);
        page.disk
                .settings()
                .save(
                        SampleSettings.typed(
                                SampleSettings.with(0, on, type, SampleSettings.CONTOSO, relay, "signet@contoso.com")),
                        "admin");
        page.request().render();
        return page.banners.getBanners().stream()
                .filter(banner -> banner.headline().contains("Basic"))
                .toList();
    }

    /** Facts sheet, section 10.3: what is announced and what is not. */
    @Test
    void theBannerHasMicrosoftsDates() throws Exception {
        var banner =
                bannersAfterSaving(AuthenticationType.BASIC, true, EXCHANGE).get(0);

        assertThat(banner.tone()).isEqualTo("warn");
        assertThat(banner.text())
                .contains("all clouds", "until the end of December 2026", "off by default", "may turn it on again")
                .contains("In tenants created after that it is not available by default")
                .contains("second half of 2027 Microsoft will announce when it is removed", "not known yet");
        assertThat(banner.action()).isEqualTo("Switch to OAuth 2.0");
        assertThat(banner.target()).isEqualTo("oauth2");
    }

    @Test
    void otherServersHaveNone() throws Exception {
        assertThat(bannersAfterSaving(AuthenticationType.BASIC, true, "smtp.contoso.com"))
                .isEmpty();
    }

    @Test
    void otherAuthenticationTypesHaveNone() throws Exception {
        assertThat(bannersAfterSaving(AuthenticationType.OAUTH2, true, EXCHANGE))
                .isEmpty();
    }

    @Test
    void noneIsShownWhileTheServerIsOff() throws Exception {
        assertThat(bannersAfterSaving(AuthenticationType.BASIC, false, EXCHANGE))
                .isEmpty();
    }
}
