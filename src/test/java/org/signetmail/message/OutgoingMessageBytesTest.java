package org.signetmail.message;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import jakarta.mail.Message.RecipientType;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.internet.MimeBodyPart;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Optional;
import java.util.Properties;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.signetmail.account.Mailbox;

/** The bytes of a message: headers can't inject others, and the body is unchanged. */
class OutgoingMessageBytesTest {
    private static final Session SESSION = Session.getInstance(new Properties());
    private static final SenderRule.Sender BY_SYSTEM =
            new SenderRule.Sender(new Mailbox("notifications@contoso.com"), Optional.empty());

    private final MimeMessage message = new MimeMessage(SESSION);

    @BeforeEach
    void createMessage() throws MessagingException {
        message.setRecipients(RecipientType.TO, "guest@partner.example");
        message.setText("t");
    }

    private static RenderedMessage rendered(MimeMessage message, SenderRule.Sender sender) throws InvalidMessage {
        return OutgoingMessage.of(message, null, Instant.EPOCH).renderedFor(sender);
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
    class ItsHeaders {
        @ParameterizedTest
        @ValueSource(
                strings = {
                    "a\r\nBcc: x@y.example",
                    "a\nBcc: x@y.example",
                    "a\rBcc: x@y.example",
                    "a\r\n\r\nbody",
                    "a\r\n \r\n\r\nbody",
                    "a\r\n \r\n b",
                    "a\r\n"
                })
        void cannotBeginAnotherHeader(String value) throws Exception {
            message.setHeader("X-Order", value);
            assertRefused("X-Order contains a line break");
        }

        @ParameterizedTest
        @ValueSource(strings = {"a\u0000b", "a\u0007b", "a\u007fb"})
        void mayNotContainControlCharacters(String value) throws Exception {
            message.setHeader("X-Order", value);
            assertRefused("X-Order contains a control character");
        }

        @Test
        void mustBeAscii() throws Exception {
            message.setHeader("X-Order", "Grüße");
            assertRefused("RFC 2047");
        }

        @Test
        void ofPartsCannotBeginAnotherHeader() throws Exception {
            var part = new MimeBodyPart();
            part.setText("t");
            part.setHeader("Content-Disposition", "attachment; filename=\"a\r\nX-Evil: 1\"");
            message.setContent(new MimeMultipart(part));
            assertRefused("Content-Disposition contains a line break");
        }

        @ParameterizedTest
        @ValueSource(strings = {"X Order", "X-Order:", "X-Örder", "X-Order\r\nBcc"})
        void mustHaveValidNames(String name) throws Exception {
            message.setHeader(name, "a");
            assertRefused("invalid header name");
        }

        @ParameterizedTest
        @ValueSource(strings = {"X Order", "X-Order ", "X-Order:", "X-Örder", "X-Order\r\nBcc"})
        void ofPartsMustHaveValidNames(String name) throws Exception {
            var part = new MimeBodyPart();
            part.setText("t");
            part.setHeader(name, "a");
            message.setContent(new MimeMultipart(part));
            assertRefused("invalid header name");
        }

        /** Jakarta Mail returns such a value without the leading line breaks, but writes all of it. */
        @ParameterizedTest
        @ValueSource(strings = {"\r\nBcc: x@y.example", "\r\n\r\nbody", "\n\nbody", " \r\nBcc: x@y.example"})
        void cannotBeginAnotherHeaderByLeadingLineBreaks(String value) throws Exception {
            message.setHeader("X-Order", value);
            assertRefused("X-Order contains a line break");
        }

        @ParameterizedTest
        @ValueSource(strings = {"\r\nBcc: x@y.example", "\r\n\r\nbody", "\n\nbody", " \r\nBcc: x@y.example"})
        void ofPartsCannotBeginAnotherHeaderByLeadingLineBreaks(String value) throws Exception {
            var part = new MimeBodyPart();
            part.setText("t");
            part.setHeader("X-Order", value);
            message.setContent(new MimeMultipart(part));
            assertRefused("X-Order contains a line break");
        }

        @Test
        void withoutANameAreRefused() throws Exception {
            var part = new MimeBodyPart();
            part.setText("t");
            part.addHeaderLine("X-Order");
            message.setContent(new MimeMultipart(part));
            assertRefused("invalid header name");
        }

        /** Jakarta Mail reads it as the continuation of a missing header, and writes the word null. */
        @Test
        void thatBeginWithWhiteSpaceAreRefused() throws Exception {
            var part = new MimeBodyPart();
            part.setText("t");
            part.addHeaderLine(" : a");
            message.setContent(new MimeMultipart(part));
            assertRefused("invalid header name");
        }

        /** Jakarta Mail replaces the Message-ID while it writes, but Signet keeps it. */
        @ParameterizedTest
        @ValueSource(strings = {"<a@b.example>\r\nBcc: x@y.example", "<a@b.example>\r\n ", "<\u760D\u760A@b.example>"})
        void includeTheMessageIdInTheCheck(String id) throws Exception {
            message.setHeader("Message-ID", id);
            assertRefused("The header Message-ID contains");
        }

        @Test
        void mayNotExceedTheLineLimit() throws Exception {
            message.setHeader("X-Order", "x".repeat(998 - "X-Order: ".length()));
            assertThat(text(rendered(message, BY_SYSTEM))).contains("xxx\r\n");
            message.setHeader("X-Order", "x".repeat(999 - "X-Order: ".length()));
            assertRefused("a line of 999 bytes");
        }

        @Test
        void mayBeFolded() throws Exception {
            message.setHeader("X-Order", "first\n\tsecond\r\n third");
            assertThat(text(rendered(message, BY_SYSTEM))).contains("X-Order: first\r\n\tsecond\r\n third\r\n");
        }
    }

    @Nested
    class ItsBody {
        @Test
        void hasCrlfLineEndings() throws Exception {
            String raw = "To: guest@partner.example\nContent-Type: text/plain\n\none\rtwo\nthree\r\n\n\rend";
            var unixMessage =
                    new MimeMessage(SESSION, new ByteArrayInputStream(raw.getBytes(StandardCharsets.US_ASCII)));
            assertThat(text(rendered(unixMessage, BY_SYSTEM)))
                    .endsWith("\r\n\r\none\r\ntwo\r\nthree\r\n\r\n\r\nend\r\n");
        }

        @Test
        void mayNotExceedTheLineLimit() throws Exception {
            message.setText("x".repeat(2_000));
            assertThat(text(rendered(message, BY_SYSTEM))).contains("quoted-printable");

            message.setText("x".repeat(998));
            message.setHeader("Content-Transfer-Encoding", "7bit");
            assertThat(text(rendered(message, BY_SYSTEM))).endsWith("xxx\r\n");

            message.setText("x".repeat(999));
            message.setHeader("Content-Transfer-Encoding", "7bit");
            assertRefused("a line of 999 bytes");
        }

        @Test
        void mayNotContainNul() throws Exception {
            message.setText("a\u0000b");
            assertThat(rendered(message, BY_SYSTEM).bytes()).doesNotContain(0);
            message.setHeader("Content-Transfer-Encoding", "7bit");
            assertRefused("NUL");
        }

        /** Any changed byte would break a signature over the content. */
        @Test
        void ofAParsedMessageIsUnchanged() throws Exception {
            String body = "--b\r\nContent-type:  text/plain\r\n\r\n odd \r\n\r\n--b--\r\nepilogue\r\n";
            String raw = "To: guest@partner.example\r\nMIME-Version: 1.0\r\nContent-Type: multipart/signed;\r\n"
                    + " boundary=b\r\n\r\n" + body;
            var signed = new MimeMessage(SESSION, new ByteArrayInputStream(raw.getBytes(StandardCharsets.US_ASCII)));
            assertThat(text(rendered(signed, BY_SYSTEM))).endsWith("\r\n\r\n" + body);
        }

        @Test
        void beyondAsciiIsReportedAsEightBit() throws Exception {
            assertThat(rendered(message, BY_SYSTEM).eightBit()).isFalse();
            message.setText("Grüße", "UTF-8");
            message.setHeader("Content-Transfer-Encoding", "8bit");
            assertThat(rendered(message, BY_SYSTEM).eightBit()).isTrue();
        }
    }
}
