package org.signetmail.message;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import jakarta.mail.Message.RecipientType;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeBodyPart;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import java.util.Optional;
import java.util.Properties;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.signetmail.account.Mailbox;

/** Addresses with local parts beyond ASCII, and other characters that a header can't contain. */
class BeyondAsciiTest {
    private static final Session SESSION = Session.getInstance(new Properties());
    private static final Mailbox SYSTEM = new Mailbox("notifications@contoso.com");
    private static final SenderRule.Sender BY_SYSTEM = new SenderRule.Sender(SYSTEM, Optional.empty());

    /** Characters whose low bytes are carriage return and line feed. */
    private static final String LINE_BREAKS = "\u760D\u760A";

    private final MimeMessage message = new MimeMessage(SESSION);

    @BeforeEach
    void createMessage() throws MessagingException {
        message.setRecipients(RecipientType.TO, "guest@partner.example");
        message.setText("t");
    }

    private RenderedMessage rendered(SenderRule.Sender sender) throws InvalidMessage {
        return OutgoingMessage.of(message, null, Instant.EPOCH).renderedFor(sender);
    }

    private static String text(RenderedMessage mail) {
        return new String(mail.bytes(), StandardCharsets.UTF_8);
    }

    private void assertRefused(String reason) {
        assertThatExceptionOfType(InvalidMessage.class)
                .isThrownBy(() -> rendered(BY_SYSTEM))
                .withMessageContaining(reason);
    }

    @ParameterizedTest
    @ValueSource(strings = {"zoë@partner.example", "почта@partner.example", LINE_BREAKS + "@partner.example"})
    void anAddressIsWrittenToItsHeaderUnchanged(String address) throws Exception {
        for (RecipientType header : new RecipientType[] {RecipientType.TO, RecipientType.CC}) {
            message.removeHeader("To");
            message.removeHeader("Cc");
            message.setRecipients(header, new InternetAddress[] {new InternetAddress(address, "Zoë", "UTF-8")});

            RenderedMessage mail = rendered(BY_SYSTEM);

            assertThat(mail.to()).containsExactly(new Mailbox(address));
            assertThat(text(mail)).contains("\r\n" + header + ": =?UTF-8?Q?Zo=C3=AB?= <" + address + ">\r\n");
            assertThat(text(mail)).endsWith("\r\n\r\nt\r\n");
            assertThat(mail.needsUtf8()).isTrue();
            assertThat(mail.eightBit()).isTrue();
        }
    }

    @Test
    void anInternationalizedDomainIsSentInItsAsciiForm() throws Exception {
        message.setRecipient(RecipientType.TO, new InternetAddress("zoe@bücher.example", "Zoë", "UTF-8"));
        message.setReplyTo(InternetAddress.parse("max@bücher.example"));

        RenderedMessage mail = rendered(BY_SYSTEM);

        assertThat(text(mail))
                .contains("\r\nTo: =?UTF-8?Q?Zo=C3=AB?= <zoe@xn--bcher-kva.example>\r\n")
                .contains("\r\nReply-To: max@xn--bcher-kva.example\r\n");
        assertThat(mail.needsUtf8()).isFalse();
        assertThat(mail.eightBit()).isFalse();
    }

    /** Older mail systems, and Java, read ß as ss: the message would go to another domain. */
    @ParameterizedTest
    @ValueSource(strings = {"To", "Cc", "Bcc", "Reply-To"})
    void aDomainWithTwoReadingsIsRefusedAndTheMessageNamesBoth(String header) throws Exception {
        message.setHeader(header, "Zoe <user@straße.example>");
        assertRefused("xn--strae-oqa.example is exactly this name, strasse.example is how older systems read it");

        message.setHeader(header, "Zoe <user@xn--strae-oqa.example>");
        assertThat(new String(
                        Base64.getDecoder()
                                .decode(rendered(BY_SYSTEM).addressedByHeaders().base64()),
                        StandardCharsets.UTF_8))
                .contains("user@xn--strae-oqa.example");
    }

    @Test
    void soIsOneOfARecipientThatIsNotInTheHeaders() {
        assertThatExceptionOfType(InvalidMessage.class)
                .isThrownBy(() -> OutgoingMessage.of(
                        message, new InternetAddress[] {new InternetAddress("user@straße.example")}, Instant.EPOCH))
                .withMessageContaining("xn--strae-oqa.example");
    }

    @Test
    void anUnencodedNameIsEncoded() throws Exception {
        message.setHeader("To", "Zoë, Größe <zoe@partner.example>".replace(",", ""));
        assertThat(text(rendered(BY_SYSTEM)))
                .contains("\r\nTo: =?UTF-8?Q?Zo=C3=AB_Gr=C3=B6=C3=9Fe?= <zoe@partner.example>\r\n");
    }

    @Test
    void addressesInReplyToOrBccRequireSmtpUtf8() throws Exception {
        message.setReplyTo(new InternetAddress[] {new InternetAddress("zoë@partner.example")});
        assertThat(text(rendered(BY_SYSTEM))).contains("\r\nReply-To: zoë@partner.example\r\n");
        assertThat(rendered(BY_SYSTEM).needsUtf8()).isTrue();

        message.removeHeader("Reply-To");
        assertThat(rendered(BY_SYSTEM).needsUtf8()).isFalse();

        message.setRecipients(RecipientType.BCC, "zoë@partner.example");
        RenderedMessage mail = rendered(BY_SYSTEM);
        assertThat(mail.needsUtf8()).isTrue();
        assertThat(mail.eightBit()).isFalse();
        assertThat(new String(
                        Base64.getDecoder().decode(mail.addressedByHeaders().base64()), StandardCharsets.UTF_8))
                .startsWith("Bcc: zoë@partner.example\r\n");
    }

    @Test
    void userAndSenderMayHaveSuchAddresses() throws Exception {
        var user = new Mailbox("zoë@contoso.com");
        RenderedMessage mail = rendered(new SenderRule.Sender(SYSTEM, Optional.of(user)));
        assertThat(text(mail)).contains("\r\nReply-To: zoë@contoso.com\r\n");
        assertThat(mail.needsUtf8()).isTrue();

        mail = rendered(new SenderRule.Sender(user, Optional.empty(), Optional.of("Zoë")));
        assertThat(text(mail)).contains("From: =?UTF-8?Q?Zo=C3=AB?= <zoë@contoso.com>\r\n");
        assertThat(mail.needsUtf8()).isTrue();
    }

    /** Jakarta Mail reads each byte as a character: the result looks like an address, but is another one. */
    @Test
    void anAddressReadAsLatin1IsRefused() throws Exception {
        message.setHeader(
                "To", new String("zoë@partner.example".getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1));
        assertRefused("mail.mime.allowutf8");

        var properties = new Properties();
        properties.setProperty("mail.mime.allowutf8", "true");
        byte[] raw = "To: zoë@partner.example\r\n\r\nt\r\n".getBytes(StandardCharsets.UTF_8);
        var read = new MimeMessage(Session.getInstance(properties), new ByteArrayInputStream(raw));
        assertThat(OutgoingMessage.of(read, null, Instant.EPOCH)
                        .renderedFor(BY_SYSTEM)
                        .to())
                .containsExactly(new Mailbox("zoë@partner.example"));
    }

    @Test
    void aHeaderBeyondAsciiIsRefused() throws Exception {
        message.setHeader("X-Order", "a" + LINE_BREAKS + "Bcc: x@y.example");
        assertRefused("RFC 2047");
    }

    @Test
    void soIsAHeaderOfAPart() throws Exception {
        var part = new MimeBodyPart();
        part.setText("t");
        part.setContentID("<a" + LINE_BREAKS + LINE_BREAKS + "another body");
        message.setContent(new MimeMultipart(part));
        assertRefused("Content-ID contains characters outside ASCII");
    }

    @Test
    void aMalformedAddressIsRefused() throws Exception {
        message.setHeader("To", "a" + LINE_BREAKS + "\u202Eb@partner.example");
        assertRefused("There is an invisible character after “a" + LINE_BREAKS + "”: right-to-left override (U+202E)");

        message.setHeader("To", "a" + LINE_BREAKS + "@-partner.example");
        assertRefused("is not one mail address");
    }
}
