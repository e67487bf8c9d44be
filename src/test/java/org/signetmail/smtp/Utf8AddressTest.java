package org.signetmail.smtp;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.signetmail.account.Mailbox;
import org.signetmail.account.Symptom;
import org.signetmail.account.TlsMode;
import org.signetmail.account.Trust;
import org.signetmail.message.DeliveryClient.SendingLimits;
import org.signetmail.message.Outcome;
import org.signetmail.message.PlainTextMail;
import org.signetmail.message.RenderedMessage;
import org.signetmail.message.RenderedMessages;
import org.signetmail.message.SenderRule;
import org.signetmail.token.AccessToken;
import org.signetmail.token.LoopbackTls;

/** Messages with non-ASCII addresses (RFC 6531): sent only to a server that offers SMTPUTF8. */
@Timeout(30)
class Utf8AddressTest extends SmtpSending {
    private static final Mailbox ZOE = new Mailbox("zoë@contoso.example");
    private static final Mailbox BREAK = new Mailbox("\u760D\u760A@partner.example");
    private static final Mailbox ASCII = new Mailbox("guest@partner.example");

    private static RenderedMessage message(Mailbox from, Mailbox... to) {
        return RenderedMessages.rendered(
                new SenderRule.Sender(from, Optional.empty()), new PlainTextMail(List.of(to), "s", "t"), Instant.EPOCH);
    }

    private static Outcome deliver(ScriptedSmtp smtp, RenderedMessage mail) {
        var to = new SmtpEndpoint(smtp.server(), TlsMode.NONE, Trust.JVM, "contoso.example");
        try (var client = client(to, NONE, Duration.ofSeconds(10))) {
            return client.deliver(mail);
        }
    }

    private static Function<String, String> offering(String... extensions) {
        return said -> said.startsWith("EHLO")
                ? "250-relay.example\r\n250-" + String.join("\r\n250-", extensions) + "\r\n250 HELP"
                : ScriptedSmtp.willing(said);
    }

    private static Stream<String> heard(ScriptedSmtp smtp) {
        return smtp.heard().stream()
                .map(said -> new String(said.getBytes(StandardCharsets.ISO_8859_1), StandardCharsets.UTF_8));
    }

    @ParameterizedTest
    @ValueSource(strings = {"SMTPUTF8", "SMTPUTF8 PIPELINING", "SMTPUTF8 PIPELINING CHUNKING"})
    void theCommandsAreUtf8(String extensions) throws Exception {
        try (var smtp = new ScriptedSmtp(offering(("8BITMIME " + extensions).split(" ", -1)))) {
            assertThat(deliver(smtp, message(ZOE, BREAK, ASCII))).isInstanceOf(Outcome.Accepted.class);

            assertThat(heard(smtp))
                    .containsSubsequence(
                            "MAIL FROM:<zoë@contoso.example> BODY=8BITMIME SMTPUTF8",
                            "RCPT TO:<" + BREAK + ">",
                            "RCPT TO:<guest@partner.example>");
            assertThat(heard(smtp).filter(said -> said.matches("(?s)(MAIL|RCPT).*")))
                    .hasSize(3);
        }
    }

    @Test
    void anAsciiMessageDoesNotRequestSmtputf8() throws Exception {
        try (var smtp = new ScriptedSmtp(offering("8BITMIME", "SMTPUTF8"))) {
            assertThat(deliver(smtp, message(FROM, ASCII))).isInstanceOf(Outcome.Accepted.class);
            assertThat(smtp.heard()).contains("MAIL FROM:<notifications@contoso.example>");
        }
    }

    @Test
    void aServerWithoutSmtputf8GetsNoMessage() throws Exception {
        for (RenderedMessage mail : List.of(message(ZOE, ASCII), message(FROM, BREAK), message(FROM, ASCII, ZOE))) {
            try (var smtp = new ScriptedSmtp(offering("8BITMIME", "PIPELINING", "CHUNKING"))) {
                Outcome outcome = deliver(smtp, mail);

                assertThat(codeOf(outcome, Outcome.Refused.class)).isEqualTo(Symptom.NO_UTF8);
                assertThat(outcome.toString()).contains("SMTPUTF8");
                assertThat(smtp.heard()).noneMatch(said -> said.startsWith("MAIL"));
            }
        }
    }

    @Test
    void theUserOfATokenIsUtf8() throws Exception {
        var tls = new LoopbackTls(folder);
        SmtpCredentials token =
                SmtpCredentials.ofToken(ZOE, new AccessToken("canaryToken", Instant.EPOCH, Instant.MAX));
        try (var smtp = new ScriptedSmtp(
                        tls.localhost(),
                        true,
                        said -> said.startsWith("EHLO")
                                ? "250-relay.example\r\n250-8BITMIME\r\n250-SMTPUTF8\r\n250 AUTH XOAUTH2"
                                : said.startsWith("AUTH") ? "235 2.7.0 welcome" : ScriptedSmtp.willing(said));
                var client = new SmtpDeliveryClient(
                        new SmtpEndpoint(smtp.server(), TlsMode.IMPLICIT, Trust.only(tls.caFile()), ZOE.domain()),
                        fresh -> token,
                        new SendingLimits(3, 0),
                        new BdatSupport(true),
                        Duration.ofSeconds(10),
                        Clock.systemUTC())) {
            assertThat(client.deliver(message(ZOE, ASCII))).isInstanceOf(Outcome.Accepted.class);

            String said = smtp.heard().get(1).split(" ", -1)[2];
            assertThat(new String(Base64.getDecoder().decode(said), StandardCharsets.UTF_8))
                    .isEqualTo("user=zoë@contoso.example\u0001auth=Bearer canaryToken\u0001\u0001");
        }
    }
}
