package org.signetmail.expiry;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SecretExpiryTest {
    private static final LocalDate LAST_DAY = LocalDate.of(2026, 9, 8);

    private final SecretExpiry expiry = new SecretExpiry(LAST_DAY);

    @ParameterizedTest
    @CsvSource({
        "61, FAR, -1",
        "60, NEAR, 60",
        "59, NEAR, 60",
        "31, NEAR, 60",
        "30, NEAR, 30",
        "15, NEAR, 30",
        "14, CLOSE, 14",
        "8, CLOSE, 14",
        "7, CLOSE, 7",
        "4, CLOSE, 7",
        "3, LAST, 3",
        "2, LAST, 3",
        "1, LAST, 1",
        "0, LAST, 0",
        "-1, PAST, 0",
        "-400, PAST, 0",
    })
    void everyDayHasItsStageAndItsWarning(int daysLeft, ExpiryStage stage, int warning) {
        LocalDate today = LAST_DAY.minusDays(daysLeft);

        assertThat(expiry.daysLeft(today)).hasValue(daysLeft);
        assertThat(expiry.stage(today)).isEqualTo(stage);
        assertThat(expiry.warningDue(today)).isEqualTo(warning < 0 ? OptionalInt.empty() : OptionalInt.of(warning));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            12 | The client secret expires in 12 days, on 8 Sep 2026
            2  | The client secret expires in 2 days, on 8 Sep 2026
            1  | The client secret expires tomorrow, on 8 Sep 2026
            0  | The client secret expires today, on 8 Sep 2026
            -1 | The client secret expired on 8 Sep 2026
            """)
    void theSentenceSaysTheRightNumber(int daysLeft, String sentence) {
        assertThat(expiry.said(LAST_DAY.minusDays(daysLeft))).isEqualTo(sentence);
    }

    @Test
    void anUnknownDayIsUnknown() {
        var unknown = new SecretExpiry(null);

        assertThat(unknown.daysLeft(LAST_DAY)).isEmpty();
        assertThat(unknown.stage(LAST_DAY)).isEqualTo(ExpiryStage.UNKNOWN);
        assertThat(unknown.warningDue(LAST_DAY)).isEmpty();
    }
}
