package org.signetmail.expiry;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.LocalDate;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.signetmail.account.Cloud;
import org.signetmail.practice.Contoso;
import org.signetmail.settings.AuthenticationType;
import org.signetmail.settings.OnBothDatabases;
import org.signetmail.settings.Storage;

@OnBothDatabases
class ExpiryNoticesTest {
    private static final String ADMIN = "mail-admins@contoso.example";

    @Parameter
    Storage storage;

    @TempDir
    Path folder;

    private ExpiryFixture fixture;
    private LocalDate lastDay;

    @BeforeEach
    void open() {
        fixture = new ExpiryFixture(storage, folder, Cloud.MICROSOFT.get(0));
        lastDay = fixture.today().plusDays(70); // 2 Feb 2027
        fixture.save(Contoso.CLIENT_SECRET, lastDay, ADMIN);
    }

    @AfterEach
    void close() {
        fixture.close();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            60 | 60 | WARN | The client secret expires in 60 days, on 2 Feb 2027.
            12 | 12 | WARN | The client secret expires in 12 days, on 2 Feb 2027.
            3  | 3  | BAD  | The client secret expires in 3 days, on 2 Feb 2027.
            1  | 1  | BAD  | The client secret expires in 1 day, on 2 Feb 2027.
            0  | 0  | BAD  | The client secret may expire at any hour: its last day is 2 Feb 2027.
            -1 | 0  | BAD  | The client secret expires today, on 2 Feb 2027.
            -5 | -4 | BAD  | The client secret expired on 2 Feb 2027.
            """)
    void theNoticeHasTheRightNumberOfDays(int daysBefore, int daysLeft, ExpiryNotice.Tone tone, String headline) {
        fixture.moveTo(lastDay.minusDays(daysBefore));

        var notice = fixture.notice().orElseThrow();
        assertThat(notice.tone()).isEqualTo(tone);
        assertThat(notice.headline()).isEqualTo(headline);
        assertThat(notice.daysLeft()).hasValue(daysLeft);
        assertThat(notice.text()).contains(daysLeft < 0 ? "can’t send mail with it" : "counted in UTC+14");
    }

    @Test
    void thereIsNoNoticeBeforeTheSixtiethDay() {
        fixture.moveTo(lastDay.minusDays(61));

        assertThat(fixture.notice()).isEmpty();
    }

    @Test
    void anUnknownDateIsShown() {
        fixture.save(Contoso.CLIENT_SECRET, null, ADMIN);

        var notice = fixture.notice().orElseThrow();
        assertThat(notice.tone()).isEqualTo(ExpiryNotice.Tone.WARN);
        assertThat(notice.text()).contains("can’t warn you");
        assertThat(notice.daysLeft()).isEmpty();
    }

    @Test
    void aMissingRecipientIsShown() {
        fixture.save(Contoso.CLIENT_SECRET, lastDay);
        fixture.moveTo(lastDay.minusDays(20));

        assertThat(fixture.notice().orElseThrow().text()).contains("No warnings are sent by mail");
    }

    @Test
    void aServerThatIsSwitchedOffHasNoNotice() {
        fixture.change(
                Optional.empty(), saved -> fixture.settings(saved, false, AuthenticationType.OAUTH2, lastDay, ADMIN));
        fixture.moveTo(lastDay);

        assertThat(fixture.notice()).isEmpty();
    }

    @Test
    void thereIsNoNoticeBeforeASecretIsStored(@TempDir Path empty) {
        try (var fresh = new ExpiryFixture(storage, empty, Cloud.MICROSOFT.get(0))) {
            assertThat(fresh.notice()).isEmpty();
            assertThat(fresh.warnedOn()).isEmpty();
        }
    }
}
