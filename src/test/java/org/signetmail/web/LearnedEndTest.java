package org.signetmail.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.signetmail.account.Peer;
import org.signetmail.account.Symptom;
import org.signetmail.settings.SampleSettings;
import org.signetmail.web.BannersView.Banner;

/** The page after Entra has refused the client secret as expired, though its typed date is in the future. */
class LearnedEndTest {
    private static final Instant NOW = Instant.parse("2026-08-20T13:48:07Z");
    private static final String ENDED = "The end of the client secret is past.";
    private static final String EXPIRED = "AADSTS7000222";

    @TempDir
    Path folder;

    private PageFixture page;

    @BeforeEach
    void saveContoso() throws Exception {
        page = new PageFixture(folder, Clock.fixed(NOW, ZoneOffset.UTC));
        page.disk.settings().save(SampleSettings.typed(SampleSettings.contoso(0)), "admin");
    }

    @AfterEach
    void close() {
        page.close();
    }

    private List<Banner> bannersAfter(String code) {
        page.disk
                .settings()
                .mailFailed(NOW, new Symptom(Peer.ENTRA, code, 401, "words", "", "", NOW, Optional.empty()));
        page.request().render();
        return page.banners.getBanners();
    }

    @Test
    void theBannerSaysThatTheEndIsPastInsteadOfTheTypedDate() {
        List<Banner> banners = bannersAfter(EXPIRED);

        assertThat(banners)
                .extracting(Banner::headline)
                .contains(ENDED)
                .noneMatch(headline -> headline.contains("8 Sep"));
        assertThat(banners)
                .filteredOn(banner -> banner.headline().equals(ENDED))
                .singleElement()
                .satisfies(banner -> {
                    assertThat(banner.tone()).isEqualTo("bad");
                    assertThat(banner.text()).contains("last today, 13:48 UTC");
                    assertThat(banner.target()).isEqualTo("clientSecretPlace");
                });
    }

    @Test
    void anotherRefusalSaysNothingOfTheEnd() {
        assertThat(bannersAfter("AADSTS7000215"))
                .extracting(Banner::headline)
                .doesNotContain(ENDED)
                .anyMatch(headline -> headline.contains("8 Sep 2026"));
    }

    @Test
    void anAcceptedMessageEndsIt() {
        bannersAfter(EXPIRED);
        page.disk.settings().mailAccepted(NOW);
        page.request().render();

        assertThat(page.banners.getBanners()).extracting(Banner::headline).doesNotContain(ENDED);
    }
}
