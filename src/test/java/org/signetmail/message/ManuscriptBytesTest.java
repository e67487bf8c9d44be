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

/** That the bytes are exactly what was meant: no header leaves its line, and the body stays. */
class ManuscriptBytesTest {
    private static final Session SESSION = Session.getInstance(new Properties());
    private static final SenderRule.Sender BY_SYSTEM =
            new SenderRule.Sender(new Mailbox("notifications@contoso.com"), Optional.empty());

    private final MimeMessage message = new MimeMessage(SESSION);

    @BeforeEach
    void writeIt() throws MessagingException {
        message.setRecipients(RecipientType.TO, "guest@partner.example");
        message.setText("t");
    }

    private static RenderedMessage rendered(MimeMessage message, SenderRule.Sender sender) throws InvalidMessage {
        return OutgoingMessage.of(message, null, Instant.EPOCH).renderedFor(sender);
    }

    private static String text(RenderedMessage mail) {
        return new String(mail.bytes(), StandardCharsets.ISO_8859_1);
    }

    private void isRefused(String because) {
        assertThatExceptionOfType(InvalidMessage.class)
                .isThrownBy(() -> rendered(message, BY_SYSTEM))
                .withMessageContaining(because);
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
        void beginNoOtherHeader(String value) throws Exception {
            message.setHeader("X-Order", value);
            isRefused("X-Order has a line break");
        }

        @ParameterizedTest
        @ValueSource(strings = {"a\u0000b", "a\u0007b", "a\u007fb"})
        void haveNoControlCharacters(String value) throws Exception {
            message.setHeader("X-Order", value);
            isRefused("X-Order has a control character");
        }

        @Test
        void areAscii() throws Exception {
            message.setHeader("X-Order", "Grüße");
            isRefused("RFC 2047");
        }

        @Test
        void ofPartsBeginNoOtherHeaderEither() throws Exception {
            var part = new MimeBodyPart();
            part.setText("t");
            part.setHeader("Content-Disposition", "attachment; filename=\"a\r\nX-Evil: 1\"");
            message.setContent(new MimeMultipart(part));
            isRefused("Content-Disposition has a line break");
        }

        @ParameterizedTest
        @ValueSource(strings = {"X Order", "X-Order:", "X-Örder", "X-Order\r\nBcc"})
        void haveNamesThatAreNames(String name) throws Exception {
            message.setHeader(name, "a");
            isRefused("name that is none");
        }

        @ParameterizedTest
        @ValueSource(strings = {"X Order", "X-Order ", "X-Order:", "X-Örder", "X-Order\r\nBcc"})
        void ofPartsHaveNamesThatAreNames(String name) throws Exception {
            var part = new MimeBodyPart();
            part.setText("t");
            part.setHeader(name, "a");
            message.setContent(new MimeMultipart(part));
            isRefused("name that is none");
        }

        /** Of such a value Jakarta Mail tells only what stands behind the line breaks; it writes all of it. */
        @ParameterizedTest
        @ValueSource(strings = {"\r\nBcc: x@y.example", "\r\n\r\nbody", "\n\nbody", " \r\nBcc: x@y.example"})
        void beginNoOtherHeaderAtTheirVeryBeginning(String value) throws Exception {
            message.setHeader("X-Order", value);
            isRefused("X-Order has a line break");
        }

        @ParameterizedTest
        @ValueSource(strings = {"\r\nBcc: x@y.example", "\r\n\r\nbody", "\n\nbody", " \r\nBcc: x@y.example"})
        void ofPartsBeginNoOtherHeaderAtTheirVeryBeginning(String value) throws Exception {
            var part = new MimeBodyPart();
            part.setText("t");
            part.setHeader("X-Order", value);
            message.setContent(new MimeMultipart(part));
            isRefused("X-Order has a line break");
        }

        @Test
        void thatAreLinesWithoutANameAreNone() throws Exception {
            var part = new MimeBodyPart();
            part.setText("t");
            part.addHeaderLine("X-Order");
            message.setContent(new MimeMultipart(part));
            isRefused("name that is none");
        }

        /** Jakarta Mail takes it for the rest of a header that is not there, and writes the word null. */
        @Test
        void thatBeginAsAFoldAreNone() throws Exception {
            var part = new MimeBodyPart();
            part.setText("t");
            part.addHeaderLine(" : a");
            message.setContent(new MimeMultipart(part));
            isRefused("name that is none");
        }

        /** Jakarta Mail replaces this one while it writes, and Signet keeps it. */
        @ParameterizedTest
        @ValueSource(strings = {"<a@b.example>\r\nBcc: x@y.example", "<a@b.example>\r\n ", "<\u760D\u760A@b.example>"})
        void thatStayAreLookedAtToo(String id) throws Exception {
            message.setHeader("Message-ID", id);
            isRefused("The header Message-ID has");
        }

        @Test
        void areNoLongerThanALineMayBe() throws Exception {
            message.setHeader("X-Order", "x".repeat(998 - "X-Order: ".length()));
            assertThat(text(rendered(message, BY_SYSTEM))).contains("xxx\r\n");
            message.setHeader("X-Order", "x".repeat(999 - "X-Order: ".length()));
            isRefused("a line of 999 bytes");
        }

        @Test
        void thatAreFoldedStayWhole() throws Exception {
            message.setHeader("X-Order", "first\n\tsecond\r\n third");
            assertThat(text(rendered(message, BY_SYSTEM))).contains("X-Order: first\r\n\tsecond\r\n third\r\n");
        }
    }

    @Nested
    class ItsBody {
        @Test
        void hasEveryLineInCrlf() throws Exception {
            String raw = "To: guest@partner.example\nContent-Type: text/plain\n\none\rtwo\nthree\r\n\n\rend";
            var unixMail = new MimeMessage(SESSION, new ByteArrayInputStream(raw.getBytes(StandardCharsets.US_ASCII)));
            assertThat(text(rendered(unixMail, BY_SYSTEM))).endsWith("\r\n\r\none\r\ntwo\r\nthree\r\n\r\n\r\nend\r\n");
        }

        @Test
        void hasLinesThatEveryServerTakes() throws Exception {
            message.setText("x".repeat(2_000));
            assertThat(text(rendered(message, BY_SYSTEM))).contains("quoted-printable");

            message.setText("x".repeat(998));
            message.setHeader("Content-Transfer-Encoding", "7bit");
            assertThat(text(rendered(message, BY_SYSTEM))).endsWith("xxx\r\n");

            message.setText("x".repeat(999));
            message.setHeader("Content-Transfer-Encoding", "7bit");
            isRefused("a line of 999 bytes");
        }

        @Test
        void hasNoNul() throws Exception {
            message.setText("a\u0000b");
            assertThat(rendered(message, BY_SYSTEM).bytes()).doesNotContain(0);
            message.setHeader("Content-Transfer-Encoding", "7bit");
            isRefused("NUL");
        }

        /** A signature over the content would break with any other byte. */
        @Test
        void ofAMessageThatWasReadStaysAsItWasRead() throws Exception {
            String body = "--b\r\nContent-type:  text/plain\r\n\r\n odd \r\n\r\n--b--\r\nepilogue\r\n";
            String raw = "To: guest@partner.example\r\nMIME-Version: 1.0\r\nContent-Type: multipart/signed;\r\n"
                    + " boundary=b\r\n\r\n" + body;
            var signed = new MimeMessage(SESSION, new ByteArrayInputStream(raw.getBytes(StandardCharsets.US_ASCII)));
            assertThat(text(rendered(signed, BY_SYSTEM))).endsWith("\r\n\r\n" + body);
        }

        @Test
        void thatIsMoreThanAsciiIsTold() throws Exception {
            assertThat(rendered(message, BY_SYSTEM).eightBit()).isFalse();
            message.setText("Grüße", "UTF-8");
            message.setHeader("Content-Transfer-Encoding", "8bit");
            assertThat(rendered(message, BY_SYSTEM).eightBit()).isTrue();
        }
    }
}
