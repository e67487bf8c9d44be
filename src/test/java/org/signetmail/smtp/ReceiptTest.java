package org.signetmail.smtp;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.signetmail.message.Outcome;

/** The Message-ID in a server's reply to the content. */
@Timeout(30)
class ReceiptTest extends SmtpSending {
    private static final String ID = "<AM9PR01MB4005A1@AM9PR01MB4005.eurprd01.prod.exchangelabs.com>";
    private static final String HOSTNAME = " [Hostname=AM9PR01MB4005.eurprd01.prod.exchangelabs.com]";

    private Outcome.Accepted accepted(String reply) throws Exception {
        try (var smtp = new ScriptedSmtp(overriding(ScriptedSmtp.FINAL_DOT, reply))) {
            return (Outcome.Accepted) sent(smtp, Duration.ofSeconds(10));
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "250 2.0.0 OK " + ID + HOSTNAME,
                "250 2.0.0 OK " + ID,
                "250 2.6.0 " + ID + " [InternalId=4711, Hostname=EX01.contoso.com] Queued mail for delivery"
            })
    void isRecordedBesideOurOwn(String reply) throws Exception {
        Outcome.Accepted accepted = accepted(reply);

        assertThat(accepted.peerMessageId()).contains(ID);
        assertThat(accepted.messageId()).endsWith("@contoso.example>").isNotEqualTo(ID);
        assertThat(accepted.reply()).isEqualTo(reply);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "250 2.0.0 Ok: queued as 4BcD71",
                "250 2.0.0 OK 1700000000 a1-b2c3.4 - gsmtp",
                "250 Ok 0102018b-000000",
                "250 OK id=1abCDe-000001-2f",
                "250 2.0.0 OK",
                "250 2.0.0 OK <>",
                "250 2.0.0 OK <4711>",
                "250 2.0.0 OK <a@b@c>",
                "250 2.0.0 OK <a b@c>",
                "250 2.0.0 queued for <guest@partner.example>",
                "250 2.1.5 OK <<a@b>>"
            })
    void isEmptyForAnyOtherForm(String reply) throws Exception {
        assertThat(accepted(reply).peerMessageId()).isEmpty();
    }

    @Test
    void isEmptyIfItIsOurOwn() {
        assertThat(Receipt.messageId("250 2.0.0 OK <1@contoso.com> [Hostname=x]", "<1@contoso.com>"))
                .isEqualTo(Optional.empty());
    }
}
