package org.signetmail.message;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.mail.Message.RecipientType;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.internet.MimeMessage;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Optional;
import java.util.Properties;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.signetmail.account.Mailbox;

/** Which Message-IDs of applications are kept. */
class MessageIdTest {
    private static final SenderRule.Sender SYSTEM =
            new SenderRule.Sender(new Mailbox("notifications@contoso.com"), Optional.empty());

    private final MimeMessage message = new MimeMessage(Session.getInstance(new Properties()));

    @BeforeEach
    void createMessage() throws MessagingException {
        message.setRecipients(RecipientType.TO, "guest@partner.example");
        message.setText("t");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<1.2.3@localhost>",
                "<1.2.3@localhost.localdomain>",
                "<1.2.3@LOCALHOST>",
                "<1.2.3@9f3c1d2e4b5a>",
                "<1.2.3@payara-6d5f7c9b8-x2x7q>",
                "<1.2.3@ip-10-0-0-5.ec2.internal>",
                "<1.2.3@mail.default.svc.cluster.local>",
                "<1.2.3@Shop.Local>",
                "<1.2.3@server.lan>",
                "<1.2.3@router.home.arpa>",
                "<1.2.3@10.0.0.5>",
                "<1.2.3@[127.0.0.1]>",
                "<1.2.3@[IPv6:::1]>",
                "<1.2.3@contoso.com.>",
                "<1.2.3@.com>",
                "<@contoso.com>",
                "<1.2.3>",
                "1.2.3",
                "<1.2.3@>",
                "<>",
                ""
            })
    void anIdWithoutAPublicDomainIsReplacedByOneWithTheSendersDomain(String id) throws Exception {
        assertReplaced(id);
    }

    @Test
    void anIdWithAnOverlongDomainIsReplaced() throws Exception {
        assertReplaced("<1@" + "a.".repeat(20_000) + "com>");
    }

    private void assertReplaced(String id) throws Exception {
        message.setHeader("Message-ID", id);
        var outgoingMessage = OutgoingMessage.of(message, null, Instant.EPOCH);

        RenderedMessage mail = outgoingMessage.renderedFor(SYSTEM);

        assertThat(mail.messageId()).matches("<[0-9a-f-]{36}@contoso\\.com>");
        assertThat(new String(mail.bytes(), StandardCharsets.US_ASCII))
                .containsOnlyOnce("Message-ID: " + mail.messageId() + "\r\n");
        assertThat(outgoingMessage.renderedFor(SYSTEM).messageId()).isEqualTo(mail.messageId());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<1.2.3@fabrikam.com>",
                "<1.2.3@Mail.Fabrikam.COM>",
                "<1.2.3@local.fabrikam.com>",
                "<1.2.3@localhost.fabrikam.com>",
                "<1.2.3@shop.internal-tools.example>",
                "<1.2.3@fabrikam.museum>",
                "<1.2.3@xn--bcher-kva.xn--p1ai>",
                "<\"a@b\"@fabrikam.com>",
                "<a%b=c@10.fabrikam.com>"
            })
    void anIdWithAPublicDomainIsKept(String id) throws Exception {
        message.setHeader("Message-ID", id);

        assertThat(OutgoingMessage.of(message, null, Instant.EPOCH)
                        .renderedFor(SYSTEM)
                        .messageId())
                .isEqualTo(id);
    }
}
