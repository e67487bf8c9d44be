package org.signetmail.smtp;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.signetmail.account.SmtpServer;
import org.signetmail.message.Outcome;

/** How Signet detects BDAT support, and when it uses BDAT. */
@Timeout(30)
class BdatSupportTest extends SubmissionFixture {
    @ParameterizedTest
    @CsvSource({"500 5.5.1 what", "502 5.5.1 not here", "503 5.5.1 no", "554 5.5.1 never"})
    void aServerWithoutBdatGetsDataAndNoContentAsCommands(String answer) throws IOException {
        try (var smtp = new ScriptedSmtp(offering(OFFER, SmtpSending.overriding("BDAT", answer))).withoutChunks();
                var client = client(smtp)) {
            assertThat(client.deliver(TO_ONE)).isInstanceOf(Outcome.Accepted.class);
            assertThat(client.deliver(TO_ONE)).isInstanceOf(Outcome.Accepted.class);
            assertThat(smtp.heard()).containsOnlyOnce("BDAT 0");
            assertThat(smtp.heard().stream().filter(ScriptedSmtp.FINAL_DOT::equals))
                    .hasSize(2);
            assertThat(smtp.heard()).allMatch(said -> said.matches("(EHLO|MAIL|RCPT|BDAT 0|DATA|QUIT|<final dot>).*"));
        }
    }

    /** A broken connection or a busy server proves nothing about BDAT. */
    @ParameterizedTest
    @CsvSource({
        "<hang up>, NET_UNREACHABLE",
        "<silence>, NET_TIME_OUT",
        "mumble, NET_NOT_UNDERSTOOD",
        "421 4.3.2 closing, 421 4.3.2"
    })
    void anInconclusiveReplyLeadsToAnotherProbe(String answer, String code) throws IOException {
        try (var smtp = new ScriptedSmtp(offering(OFFER, SmtpSending.overriding("BDAT", answer)));
                var client = client(smtp)) {
            assertThat(SmtpSending.codeOf(client.deliver(TO_ONE), Outcome.Refused.class))
                    .isEqualTo(code);
            assertThat(smtp.heard()).contains("BDAT 0").doesNotContain("DATA", LAST);
        }
        assertThat(bdatSupport.isEnabled()).isTrue();
        recordBdatWorking();
        assertThat(bdatSupport.isProven()).isTrue();
    }

    @Test
    void aServerThatStopsSupportingBdatGetsTheMessageOnceMore() throws IOException {
        recordBdatWorking();
        try (var smtp = new ScriptedSmtp(offering(OFFER, SmtpSending.overriding("BDAT", "502 5.5.1 no more")));
                var client = client(smtp)) {
            assertThat(client.deliver(TO_ONE)).isInstanceOf(Outcome.Accepted.class);
            assertThat(smtp.heard()).containsOnlyOnce(LAST).containsOnlyOnce(ScriptedSmtp.FINAL_DOT);
        }
    }

    @Test
    void bdatCanBeDisabled() throws IOException {
        bdatSupport = new BdatSupportByServer(false).of(new SmtpServer("relay.example", 587));
        try (var smtp = new ScriptedSmtp(offering(OFFER, ScriptedSmtp::willing));
                var client = client(smtp)) {
            assertThat(client.deliver(TO_ONE)).isInstanceOf(Outcome.Accepted.class);
            assertThat(smtp.heard()).noneMatch(said -> said.startsWith("BDAT"));
        }
    }
}
