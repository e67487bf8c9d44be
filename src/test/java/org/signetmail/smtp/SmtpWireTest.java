package org.signetmail.smtp;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.signetmail.account.TlsMode;
import org.signetmail.account.Trust;
import org.signetmail.message.Outcome;

/** The outcome if a server misbehaves at some step. */
@Timeout(30)
class SmtpWireTest extends SmtpSending {
    @Test
    void anAcceptedMessageRecordsTheServersReply() throws IOException {
        try (var smtp = new ScriptedSmtp(ScriptedSmtp::willing)) {
            assertThat(sent(smtp, Duration.ofSeconds(10))).isInstanceOfSatisfying(Outcome.Accepted.class, accepted -> {
                assertThat(accepted.reply()).isEqualTo("250 2.0.0 queued as 4711");
                assertThat(accepted.by()).isEqualTo("localhost");
            });
            assertThat(smtp.heard())
                    .startsWith(
                            "EHLO contoso.example",
                            "MAIL FROM:<notifications@contoso.example>",
                            "RCPT TO:<first@partner.example>",
                            "RCPT TO:<second@partner.example>",
                            "DATA",
                            ScriptedSmtp.FINAL_DOT);
        }
    }

    @Test
    void aDomainWithoutDotIsReplacedByTheLocalAddress() throws IOException {
        try (var smtp = new ScriptedSmtp(ScriptedSmtp::willing)) {
            sent(new SmtpEndpoint(smtp.server(), TlsMode.NONE, Trust.JVM, "intranet"), NONE, Duration.ofSeconds(10));

            assertThat(smtp.heard().get(0)).matches("EHLO \\[(127\\.0\\.0\\.1|IPv6:[0-9a-f:]+)\\]");
        }
    }

    @ParameterizedTest
    @CsvSource({
        "<connected>, 554 5.7.1 go away, 554 5.7.1",
        "<connected>, 421 4.3.2 Service not active, 421 4.3.2",
        "<connected>, HTTP/1.1 400 Bad Request, NET_NOT_UNDERSTOOD",
        "<connected>, <hang up>, NET_UNREACHABLE",
        "EHLO, <hang up>, NET_UNREACHABLE",
        "MAIL, 530 5.7.57 Client not authenticated, 530 5.7.57",
        "MAIL, <hang up>, NET_UNREACHABLE",
        "RCPT TO:<second, 550 5.1.1 Nobody here, 550 5.1.1",
        "RCPT, <hang up>, NET_UNREACHABLE",
        "DATA, 451 4.3.0 Not now, 451 4.3.0",
        "DATA, <hang up>, NET_UNREACHABLE",
        "<final dot>, 430 4.2.0 STOREDRV; mailbox logon failure, 430 4.2.0",
        "<final dot>, 554 too bad, 554"
    })
    void aRefusingReplyMakesTheOutcomeRefused(String command, String reply, String code) throws IOException {
        try (var smtp = new ScriptedSmtp(overriding(command, reply))) {
            assertThat(codeOf(sent(smtp, Duration.ofSeconds(10)), Outcome.Refused.class))
                    .isEqualTo(code);
        }
    }

    @Test
    void aRefusedEhloMakesTheOutcomeRefused() throws IOException {
        try (var smtp = new ScriptedSmtp(
                said -> said.matches("(EHLO|HELO).*") ? "501 5.5.4 Invalid domain name" : ScriptedSmtp.willing(said))) {
            assertThat(codeOf(sent(smtp, Duration.ofSeconds(10)), Outcome.Refused.class))
                    .isEqualTo("501 5.5.4");
        }
    }

    @Test
    void oneRefusedRecipientStopsTheMessageForAll() throws IOException {
        try (var smtp = new ScriptedSmtp(overriding("RCPT TO:<second", "550 5.1.1 Nobody here"))) {
            assertThat(sent(smtp, Duration.ofSeconds(10)))
                    .isInstanceOfSatisfying(
                            Outcome.Refused.class,
                            refused -> assertThat(refused.symptom().words()).isEqualTo("550 5.1.1 Nobody here"));
            assertThat(smtp.heard()).doesNotContain("DATA");
        }
    }

    @ParameterizedTest
    @CsvSource({
        "<hang up>, NET_UNREACHABLE",
        "<silence>, NET_TIME_OUT",
        "<drip>, NET_TIME_OUT",
        "<flood>, NET_UNREACHABLE",
        "mumble, NET_NOT_UNDERSTOOD"
    })
    void withoutAReplyAfterTheFinalDotTheOutcomeIsUnknown(String reply, String code) throws IOException {
        try (var smtp = new ScriptedSmtp(overriding(ScriptedSmtp.FINAL_DOT, reply))) {
            assertThat(codeOf(sent(smtp, Duration.ofSeconds(2)), Outcome.Unknown.class))
                    .isEqualTo(code);
            assertThat(smtp.heard()).containsOnlyOnce(ScriptedSmtp.FINAL_DOT);
        }
    }
}
