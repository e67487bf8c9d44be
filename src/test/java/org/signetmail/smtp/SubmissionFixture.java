package org.signetmail.smtp;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.signetmail.account.Mailbox;
import org.signetmail.account.TlsMode;
import org.signetmail.account.Trust;
import org.signetmail.message.DeliveryClient.SendingLimits;
import org.signetmail.message.Outcome;
import org.signetmail.message.PlainTextMail;
import org.signetmail.message.RenderedMessage;
import org.signetmail.message.RenderedMessages;
import org.signetmail.message.SenderRule;

/** Submits messages to a scripted server with the extensions that a test sets. */
abstract class SubmissionFixture {
    static final String OFFER = "PIPELINING CHUNKING SIZE";

    static final Mailbox FROM = new Mailbox("notifications@contoso.example");
    static final Mailbox FIRST = new Mailbox("first@partner.example");
    static final Mailbox SECOND = new Mailbox("second@partner.example");
    static final String MAIL = "MAIL FROM:<notifications@contoso.example>";
    static final String RCPT = "RCPT TO:<first@partner.example>";
    static final RenderedMessage TO_ONE = message(".hidden\n..\nend", FIRST);
    static final RenderedMessage TO_TWO = message("text", FIRST, SECOND);
    static final String LAST = "BDAT " + TO_ONE.size() + " LAST";

    BdatSupport bdatSupport = new BdatSupport(true);

    static RenderedMessage message(String text, Mailbox... to) {
        return RenderedMessages.rendered(
                new SenderRule.Sender(FROM, Optional.empty()),
                new PlainTextMail(List.of(to), "s", text),
                Instant.EPOCH);
    }

    static String text(RenderedMessage mail) {
        return new String(mail.bytes(), StandardCharsets.ISO_8859_1);
    }

    SmtpDeliveryClient client(ScriptedSmtp smtp) {
        return client(smtp, Duration.ofSeconds(3));
    }

    SmtpDeliveryClient client(ScriptedSmtp smtp, Duration timeout) {
        var to = new SmtpEndpoint(smtp.server(), TlsMode.NONE, Trust.JVM, FROM.domain());
        SmtpCredentials none = SmtpCredentials.ofPassword(Optional.empty());
        return new SmtpDeliveryClient(
                to, fresh -> none, new SendingLimits(3, 0), bdatSupport, timeout, Clock.systemUTC());
    }

    static Function<String, String> offering(String extensions, Function<String, String> script) {
        return said -> said.startsWith("EHLO")
                ? "250-relay.example\r\n250-" + extensions.replace(" ", "\r\n250-") + "\r\n250 HELP"
                : script.apply(said);
    }

    /** Sends no reply until the last command, then all that are due. */
    static Function<String, String> silentUntil(String last, String... replies) {
        return said -> said.startsWith(last)
                ? String.join("\r\n", replies)
                : said.matches("(MAIL|RCPT).*") ? ScriptedSmtp.SILENCE : ScriptedSmtp.willing(said);
    }

    void recordBdatWorking() throws IOException {
        try (var smtp = new ScriptedSmtp(offering(OFFER, ScriptedSmtp::willing));
                var client = client(smtp)) {
            assertThat(client.deliver(TO_ONE)).isInstanceOf(Outcome.Accepted.class);
        }
    }
}
