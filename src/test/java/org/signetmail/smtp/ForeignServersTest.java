package org.signetmail.smtp;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.mail.Message.RecipientType;
import jakarta.mail.Session;
import jakarta.mail.internet.MimeMessage;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.signetmail.account.MailAccount;
import org.signetmail.account.Mailbox;
import org.signetmail.account.Relay;
import org.signetmail.account.TlsMode;
import org.signetmail.message.Outcome;
import org.signetmail.message.OutgoingMessage;
import org.signetmail.message.RenderedMessage;
import org.signetmail.message.SenderRule;
import org.signetmail.net.AddressResolver;

/** What two servers take that nobody here wrote: SubEthaSMTP offers CHUNKING, Apache James offers PIPELINING. */
@Timeout(60)
class ForeignServersTest {
    private static final Mailbox FROM = new Mailbox("notifications@contoso.example");
    private static final String ONE = "first@partner.example";
    private static final String ALL = "first@partner.example, second@partner.example, third@partner.example";

    private static RenderedMessage mail(String to, String text, String encoding) throws Exception {
        var message = new MimeMessage(Session.getInstance(new Properties()));
        message.setRecipients(RecipientType.TO, to);
        message.setSubject("Grüße", "UTF-8");
        message.setText(text, "UTF-8");
        if (!encoding.isEmpty()) {
            message.setHeader("Content-Transfer-Encoding", encoding);
        }
        return OutgoingMessage.of(message, null, Instant.EPOCH)
                .renderedFor(new SenderRule.Sender(FROM, Optional.empty()));
    }

    private static List<RenderedMessage> mails() throws Exception {
        return List.of(
                mail(ONE, ".\r\n..\r\n.hidden\r\n\r\n.\r\nend.", "7bit"),
                mail(ALL, "Grüße\r\n.ë\r\n", "8bit"),
                mail(ONE, ("x".repeat(990) + "\r\n.\r\n").repeat(3), "7bit"),
                mail(ONE, "x".repeat(5_000), ""),
                mail(ALL, ("." + "y".repeat(78) + "\r\n").repeat((1 << 20) / 81), "7bit"),
                mail(ONE, "last", ""));
    }

    private static SmtpDeliveryClient carrier(EhloRewritingProxy at, BdatSupportByServer servers) {
        var relay = new MailAccount.SmtpRelay(new Relay(at.server(), TlsMode.NONE), Optional.empty());
        return SmtpDeliveryClient.toRelay(
                relay, FROM, servers, AddressResolver.SYSTEM, Duration.ofSeconds(20), Clock.systemUTC());
    }

    private static String text(RenderedMessage mail) {
        return new String(mail.bytes(), StandardCharsets.ISO_8859_1);
    }

    /** Everything arrives as it is; and a mail of whose recipients one is refused goes to nobody. */
    private static void takesAll(ForeignServer server, EhloRewritingProxy at) throws Exception {
        takesAll(server, at, new BdatSupportByServer(true));
    }

    private static void takesAll(ForeignServer server, EhloRewritingProxy at, BdatSupportByServer servers)
            throws Exception {
        try (var carrier = carrier(at, servers)) {
            for (RenderedMessage mail : mails()) {
                assertThat(carrier.deliver(mail)).isInstanceOf(Outcome.Accepted.class);
                // A server may put lines of its own in front.
                String taken = server.taken().get(server.taken().size() - 1);
                assertThat(taken.endsWith(text(mail)))
                        .as("the bytes at the end of what arrived")
                        .isTrue();
            }
            assertThat(server.taken()).hasSameSizeAs(mails());
            assertThat(carrier.deliver(mail(ALL + ", nobody@partner.example", "t", "")))
                    .isInstanceOfSatisfying(
                            Outcome.Refused.class,
                            refused -> assertThat(refused.symptom().status()).isBetween(550, 554));
            assertThat(server.taken()).hasSameSizeAs(mails());
        }
    }

    @Test
    void subEthaTakesThemOneByOne() throws Exception {
        try (var server = new ForeignServer.SubEtha();
                var at = new EhloRewritingProxy(server.port(), "")) {
            takesAll(server, at);
            assertThat(at.answered()).contains("250-CHUNKING", "250-8BITMIME").doesNotContain("PIPELINING");
            assertThat(at.said()).contains("\r\nDATA\r\n").doesNotContain("BDAT");
        }
    }

    /** It refuses an empty chunk and takes others: what asks with one learns that BDAT does not work, and loses nothing. */
    @Test
    void subEthaRefusesAnEmptyChunkAndGetsThemByData() throws Exception {
        try (var server = new ForeignServer.SubEtha();
                var at = new EhloRewritingProxy(server.port(), "PIPELINING")) {
            takesAll(server, at);
            assertThat(at.said()).containsOnlyOnce("BDAT").contains("BDAT 0\r\n", "\r\nDATA\r\n");
            assertThat(at.answered()).contains("551 5.7.1 Error: Null BDAT request");
        }
    }

    @Test
    void subEthaTakesThemByBdatOnceItIsKnownToWork() throws Exception {
        var servers = new BdatSupportByServer(true);
        try (var server = new ForeignServer.SubEtha();
                var at = new EhloRewritingProxy(server.port(), "PIPELINING")) {
            servers.chunkingOf(at.server()).works();
            takesAll(server, at, servers);
            assertThat(at.said()).contains(" LAST\r\n").doesNotContain("BDAT 0", "\r\nDATA\r\n");
        }
    }

    @Test
    void jamesTakesThemWithPipelining() throws Exception {
        try (var server = new ForeignServer.James();
                var at = new EhloRewritingProxy(server.port(), "")) {
            takesAll(server, at);
            assertThat(at.answered()).contains("PIPELINING", "8BITMIME").doesNotContain("CHUNKING");
            assertThat(at.said())
                    .contains("RCPT TO:<first@partner.example>\r\nDATA\r\n")
                    .doesNotContain("BDAT");
        }
    }

    /** A server in whose name BDAT is offered, as a filter in between does. */
    @Test
    void jamesRefusesBdatAndGetsThemByData() throws Exception {
        try (var server = new ForeignServer.James();
                var at = new EhloRewritingProxy(server.port(), "CHUNKING")) {
            takesAll(server, at);
            assertThat(at.said()).containsOnlyOnce("BDAT");
            assertThat(at.said()).contains("BDAT 0\r\n", "\r\nDATA\r\n");
        }
    }
}
