package org.signetmail.message;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import jakarta.mail.Message.RecipientType;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeMessage;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import java.util.Optional;
import java.util.Properties;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.signetmail.account.Mailbox;

/** Which parts of an application's message are kept, and which are replaced. */
class OutgoingMessageTest {
    private static final Session SESSION = Session.getInstance(new Properties());
    private static final Instant NOW = Instant.parse("2026-11-03T07:08:09Z");
    private static final Mailbox SYSTEM = new Mailbox("notifications@contoso.com");
    private static final Mailbox USER = new Mailbox("zoe@contoso.com");
    private static final SenderRule.Sender BY_SYSTEM = new SenderRule.Sender(SYSTEM, Optional.empty());
    private static final SenderRule.Sender FOR_USER =
            new SenderRule.Sender(SYSTEM, Optional.of(USER), Optional.of("Zoë Example"));

    private final MimeMessage message = new MimeMessage(SESSION);

    @BeforeEach
    void createMessage() throws MessagingException {
        message.setFrom(new InternetAddress("ceo@fabrikam.com"));
        message.setRecipients(RecipientType.TO, "Guest <guest@partner.example>");
        message.setSubject("s");
        message.setText("t");
    }

    private static RenderedMessage rendered(MimeMessage message, SenderRule.Sender sender) throws InvalidMessage {
        return OutgoingMessage.of(message, null, NOW).renderedFor(sender);
    }

    private static MimeMessage read(RenderedMessage mail) throws MessagingException {
        return new MimeMessage(SESSION, new ByteArrayInputStream(mail.bytes()));
    }

    private static String text(RenderedMessage mail) {
        return new String(mail.bytes(), StandardCharsets.ISO_8859_1);
    }

    private void assertRefused(String reason) {
        assertThatExceptionOfType(InvalidMessage.class)
                .isThrownBy(() -> rendered(message, BY_SYSTEM))
                .withMessageContaining(reason);
    }

    @Nested
    class ItsSender {
        @Test
        void isTheOneOfTheRuleRegardlessOfTheMessage() throws Exception {
            message.setSender(new InternetAddress("ceo@fabrikam.com"));
            message.setReplyTo(InternetAddress.parse("trap@fabrikam.com"));
            message.setHeader("Return-Path", "<ceo@fabrikam.com>");

            RenderedMessage mail = rendered(message, FOR_USER);

            assertThat(mail.from()).isEqualTo(SYSTEM);
            assertThat(read(mail).getFrom()).containsExactly(new InternetAddress(SYSTEM.address()));
            assertThat(read(mail).getReplyTo()).containsExactly(new InternetAddress(USER.address()));
            assertThat(text(mail)).doesNotContain("fabrikam", "Sender:", "Return-Path");
        }

        @Test
        void keepsTheDisplayNameOfTheMessage() throws Exception {
            message.setFrom(new InternetAddress("ceo@fabrikam.com", "Zoë, Sales", "UTF-8"));
            var from = (InternetAddress) read(rendered(message, FOR_USER)).getFrom()[0];
            assertThat(from.getPersonal()).isEqualTo("Zoë, Sales");
            assertThat(from.getAddress()).isEqualTo(SYSTEM.address());
        }

        /** The encoded form is one line, the decoded form is not: Jakarta Mail writes the decoded form. */
        @Test
        void mayNotHaveAnEncodedLineBreakInItsName() throws Exception {
            message.setHeader("From", "=?UTF-8?Q?a=0D=0ABcc=3A_x=40y.example?= <ceo@fabrikam.com>");
            assertRefused("control character");
        }

        @Test
        void hasTheUsersNameIfTheMessageHasNone() throws Exception {
            var from = (InternetAddress) read(rendered(message, FOR_USER)).getFrom()[0];
            assertThat(from.getPersonal()).isEqualTo("Zoë Example");
        }

        @Test
        void mayHaveAnotherReplyToIfItIsTheSystem() throws Exception {
            message.setReplyTo(InternetAddress.parse("support@contoso.com"));
            assertThat(read(rendered(message, BY_SYSTEM)).getReplyTo())
                    .containsExactly(new InternetAddress("support@contoso.com"));
        }
    }

    @Nested
    class ItsIdAndDate {
        @Test
        void areTheSameForEveryAttempt() throws Exception {
            var outgoingMessage = OutgoingMessage.of(message, null, NOW);
            RenderedMessage first = outgoingMessage.renderedFor(BY_SYSTEM);
            assertThat(first.messageId()).matches("<[0-9a-f-]{36}@contoso\\.com>");
            assertThat(outgoingMessage.renderedFor(BY_SYSTEM).bytes()).isEqualTo(first.bytes());
            assertThat(text(first)).contains("Date: Tue, 3 Nov 2026 07:08:09 +0000");
        }

        @Test
        void areKeptIfTheMessageHasThem() throws Exception {
            message.setHeader("Message-ID", "<own@contoso.com>");
            message.setHeader("Date", "Mon, 2 Nov 2026 01:02:03 +0100");

            RenderedMessage mail = rendered(message, BY_SYSTEM);

            assertThat(mail.messageId()).isEqualTo("<own@contoso.com>");
            assertThat(text(mail))
                    .containsOnlyOnce("Message-ID: <own@contoso.com>\r\n")
                    .containsOnlyOnce("Date: Mon, 2 Nov 2026 01:02:03 +0100\r\n");
        }

        @Test
        void doNotRevealTheNameOfThisMachine() throws Exception {
            assertThat(text(rendered(message, BY_SYSTEM)))
                    .doesNotContain(java.net.InetAddress.getLocalHost().getHostName())
                    .doesNotContain(System.getProperty("user.name") + "@");
        }
    }

    @Nested
    class ItsRecipients {
        @Test
        void areAllAddressesInTheHeadersWithoutDuplicates() throws Exception {
            message.setRecipients(RecipientType.CC, "a@b.example, GUEST@partner.example, a@B.example");
            message.setRecipients(RecipientType.BCC, "hidden@b.example");

            RenderedMessage mail = rendered(message, BY_SYSTEM);

            assertThat(mail.to().stream().map(Mailbox::address))
                    .containsExactly("guest@partner.example", "a@b.example", "hidden@b.example");
            assertThat(text(mail))
                    .contains("To: Guest <guest@partner.example>\r\n")
                    .doesNotContain("hidden", "Bcc");
        }

        @Test
        void inBccAreSentToGraphOnly() throws Exception {
            message.setRecipients(RecipientType.BCC, "hidden@b.example, second@b.example");

            byte[] sent = Base64.getDecoder()
                    .decode(rendered(message, BY_SYSTEM).addressedByHeaders().base64());

            var read = new MimeMessage(SESSION, new ByteArrayInputStream(sent));
            assertThat(read.getRecipients(RecipientType.BCC))
                    .containsExactly(InternetAddress.parse("hidden@b.example, second@b.example"));
        }

        @Test
        void mayDifferFromTheHeaders() throws Exception {
            RenderedMessage mail = OutgoingMessage.of(message, InternetAddress.parse("other@b.example"), NOW)
                    .renderedFor(BY_SYSTEM);
            assertThat(mail.to()).containsExactly(new Mailbox("other@b.example"));
            assertThat(text(mail)).contains("guest@partner.example").doesNotContain("other@");
        }

        @Test
        void mayBeHiddenBehindAnEmptyGroup() throws Exception {
            message.setHeader("To", "undisclosed-recipients:;");
            message.setRecipients(RecipientType.BCC, "hidden@b.example");
            RenderedMessage mail = rendered(message, BY_SYSTEM);
            assertThat(mail.to()).containsExactly(new Mailbox("hidden@b.example"));
            assertThat(text(mail)).contains("To: undisclosed-recipients:;\r\n");
        }

        @Test
        void mustNotBeEmpty() throws Exception {
            message.removeHeader("To");
            assertRefused("no recipient");
        }

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "people: a@b.example, c@d.example;",
                    "a@b.example> SIZE=1\r\nRCPT TO:<x@y.example",
                    "\"a b\"@c.example",
                    "a@[127.0.0.1]",
                    "postmaster"
                })
        void mustBeUnambiguousAddresses(String to) throws Exception {
            message.setHeader("To", to);
            assertThatExceptionOfType(InvalidMessage.class).isThrownBy(() -> rendered(message, BY_SYSTEM));
        }
    }
}
