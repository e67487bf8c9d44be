package org.signetmail.log;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.signetmail.token.LogCapture;

class LogLineTest {
    private static String logged(Object value) {
        try (var log = new LogCapture()) {
            LogEvent.MAIL_REFUSED.with("words", value).with("code", 535).log();
            return log.text().strip();
        }
    }

    @Test
    void aLineHasCodeSentenceAndDetails() {
        assertThat(logged("5.7.3 no"))
                .isEqualTo("org.signetmail SIGNET-1401 A message was refused. words=\"5.7.3 no\" code=\"535\"");
    }

    @Test
    void untrustedTextStaysInOneLineAndInItsQuotes() {
        assertThat(logged("no\r\nSIGNET-1502 forged\" code=\"250\u001b[2J\u2028\u202e"))
                .isEqualTo("org.signetmail SIGNET-1401 A message was refused."
                        + " words=\"no SIGNET-1502 forged' code='250 [2J \" code=\"535\"");
    }

    @Test
    void bracesAreNotFormatted() {
        assertThat(logged("{0} it's")).contains("words=\"{0} it's\"");
    }

    @Test
    void longValuesAreCut() {
        assertThat(logged("x".repeat(5000))).contains("words=\"" + "x".repeat(1000) + "…\" code");
    }
}
