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

/** Submission to two third-party servers: SubEthaSMTP offers CHUNKING, Apache James offers PIPELINING. */
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

    private static List<RenderedMessage> messages() throws Exception {
        return List.of(
                mail(ONE, ".\r\n..\r\n.hidden\r\n\r\n.\r\nend.", "7bit"),
                mail(ALL, "Grüße\r\n.ë\r\n", "8bit"),
                mail(ONE, ("x".repeat(990) + "\r\n.\r\n").repeat(3), "7bit"),
                mail(ONE, "x".repeat(5_000), ""),
                mail(ALL, ("." + "y".repeat(78) + "\r\n").repeat((1 << 20) / 81), "7bit"),
                mail(ONE, "last", ""));
    }

    private static SmtpDeliveryClient client(EhloRewritingProxy at, BdatSupportByServer servers) {
        var relay = new MailAccount.SmtpRelay(new Relay(at.server(), TlsMode.NONE), Optional.empty());
        return SmtpDeliveryClient.toRelay(
                relay, FROM, servers, AddressResolver.SYSTEM, Duration.ofSeconds(20), Clock.systemUTC());
    }

    private static String text(RenderedMessage mail) {
        return new String(mail.bytes(), StandardCharsets.ISO_8859_1);
    }

    /** Every message arrives unchanged; one with a refused recipient reaches no recipient. */
    private static void acceptsAll(ForeignServer server, EhloRewritingProxy at) throws Exception {
        acceptsAll(server, at, new BdatSupportByServer(true));
    }

    private static void acceptsAll(ForeignServer server, EhloRewritingProxy at, BdatSupportByServer servers)
            throws Exception {
        try (var client = client(at, servers)) {
            for (RenderedMessage mail : messages()) {
                assertThat(client.deliver(mail)).isInstanceOf(Outcome.Accepted.class);
                // A server may prepend lines of its own.
                String taken = server.taken().get(server.taken().size() - 1);
                assertThat(taken.endsWith(text(mail)))
                        .as("the bytes at the end of what arrived")
                        .isTrue();
            }
            assertThat(server.taken()).hasSameSizeAs(messages());
            assertThat(client.deliver(mail(ALL + ", nobody@partner.example", "t", "")))
                    .isInstanceOfSatisfying(
                            Outcome.Refused.class,
                            refused -> assertThat(refused.symptom().status()).isBetween(550, 554));
            assertThat(server.taken()).hasSameSizeAs(messages());
        }
    }

    @Test
    void subEthaAcceptsThemStepByStep() throws Exception {
        try (var server = new ForeignServer.SubEtha();
                var at = new EhloRewritingProxy(server.port(), "")) {
            acceptsAll(server, at);
            assertThat(at.answered()).contains("250-CHUNKING", "250-8BITMIME").doesNotContain("PIPELINING");
            assertThat(at.said()).contains("\r\nDATA\r\n").doesNotContain("BDAT");
        }
    }

    /** SubEtha refuses an empty chunk and accepts others: the probe disables BDAT, and no message is lost. */
    @Test
    void subEthaRefusesAnEmptyChunkAndGetsThemByData() throws Exception {
        try (var server = new ForeignServer.SubEtha();
                var at = new EhloRewritingProxy(server.port(), "PIPELINING")) {
            acceptsAll(server, at);
            assertThat(at.said()).containsOnlyOnce("BDAT").contains("BDAT 0\r\n", "\r\nDATA\r\n");
            assertThat(at.answered()).contains("551 5.7.1 Error: Null BDAT request");
        }
    }

    @Test
    void subEthaAcceptsThemByBdatOnceBdatIsKnownToWork() throws Exception {
        var servers = new BdatSupportByServer(true);
        try (var server = new ForeignServer.SubEtha();
                var at = new EhloRewritingProxy(server.port(), "PIPELINING")) {
            servers.of(at.server()).recordWorking();
            acceptsAll(server, at, servers);
            assertThat(at.said()).contains(" LAST\r\n").doesNotContain("BDAT 0", "\r\nDATA\r\n");
        }
    }

    @Test
    void jamesAcceptsThemWithPipelining() throws Exception {
        try (var server = new ForeignServer.James();
                var at = new EhloRewritingProxy(server.port(), "")) {
            acceptsAll(server, at);
            assertThat(at.answered()).contains("PIPELINING", "8BITMIME").doesNotContain("CHUNKING");
            assertThat(at.said())
                    .contains("RCPT TO:<first@partner.example>\r\nDATA\r\n")
                    .doesNotContain("BDAT");
        }
    }

    /** BDAT is offered by a filter in front of a server without it. */
    @Test
    void jamesRefusesBdatAndGetsThemByData() throws Exception {
        try (var server = new ForeignServer.James();
                var at = new EhloRewritingProxy(server.port(), "CHUNKING")) {
            acceptsAll(server, at);
            assertThat(at.said()).containsOnlyOnce("BDAT");
            assertThat(at.said()).contains("BDAT 0\r\n", "\r\nDATA\r\n");
        }
    }
}
