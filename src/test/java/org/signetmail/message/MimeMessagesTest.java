package org.signetmail.message;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.internet.MimeMessage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.signetmail.account.Mailbox;

class MimeMessagesTest {
    private static final Mailbox SYSTEM = new Mailbox("notifications@contoso.com");
    private static final Mailbox USER = new Mailbox("zoe@contoso.com");
    private static final Instant DATE = Instant.parse("2026-11-03T07:08:09Z");

    private static RenderedMessage rendered(String subject, String text) {
        return RenderedMessages.rendered(
                new SenderRule.Sender(SYSTEM, Optional.of(USER)),
                new PlainTextMail(List.of(new Mailbox("a@b.example"), new Mailbox("c@d.example")), subject, text),
                DATE);
    }

    private static MimeMessage read(RenderedMessage mail) throws MessagingException {
        return new MimeMessage(Session.getInstance(new Properties()), new ByteArrayInputStream(mail.bytes()));
    }

    private static String text(RenderedMessage mail) {
        return new String(mail.bytes(), StandardCharsets.US_ASCII);
    }

    @Test
    void hasSenderRecipientsSubjectAndDate() throws MessagingException {
        MimeMessage message = read(rendered("Grüße aus München ✉", "Hello"));

        assertThat(message.getHeader("From")).containsExactly("notifications@contoso.com");
        assertThat(message.getHeader("To", null)).isEqualTo("a@b.example, c@d.example");
        assertThat(message.getHeader("Reply-To")).containsExactly("zoe@contoso.com");
        assertThat(message.getSubject()).isEqualTo("Grüße aus München ✉");
        assertThat(message.getHeader("Date", null)).startsWith("Tue, 3 Nov 2026 07:08:09 +0000");
        assertThat(message.getMessageID()).matches("<[0-9a-f-]{36}@contoso\\.com>");
        assertThat(message.getContentType()).isEqualTo("text/plain; charset=UTF-8");
        assertThat(message.getHeader("Auto-Submitted")).isNull();
    }

    @Test
    void aMessageOfTheSystemIsMarkedAsAutoSubmitted() throws MessagingException {
        MimeMessage message = read(RenderedMessages.rendered(
                new SenderRule.Sender(SYSTEM, Optional.empty()), new PlainTextMail(List.of(USER), "s", "t"), DATE));

        assertThat(message.getHeader("Auto-Submitted")).containsExactly("auto-generated");
        assertThat(message.getHeader("Reply-To")).isNull();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "one line",
                "two\nlines",
                "two\r\nlines\r\n",
                "old\rMac",
                "Grüße\n.\n..\n.dots\nfrom\n",
                "",
                "日本語\n✉",
                "\ttab"
            })
    void theTextHasCrlfLineEndings(String text) throws MessagingException, IOException {
        RenderedMessage mail = rendered("s", text);

        String lines = text.replaceAll("\r\n|\r|\n", "\r\n");
        assertThat(read(mail).getContent()).isEqualTo(lines.endsWith("\r\n") ? lines : lines + "\r\n");
        assertThat(text(mail).replace("\r\n", "")).doesNotContain("\r", "\n");
        assertThat(text(mail).split("\r\n")).allMatch(line -> line.length() <= 998);
        for (byte one : mail.bytes()) {
            assertThat(one).isPositive();
        }
    }

    @Test
    void aVeryLongLineIsFolded() throws MessagingException, IOException {
        RenderedMessage mail = rendered("s", "x".repeat(5_000));

        assertThat(text(mail).split("\r\n")).allMatch(line -> line.length() <= 998);
        assertThat(read(mail).getContent()).isEqualTo("x".repeat(5_000) + "\r\n");
    }

    @Test
    void aLongSubjectIsFoldedAndUnfoldedUnchanged() throws MessagingException {
        String subject = "Überfällige Rechnung ".repeat(20).strip();

        assertThat(read(rendered(subject, "t")).getSubject()).isEqualTo(subject);
    }

    @ParameterizedTest
    @ValueSource(strings = {"a\r\nBcc: x@y.example", "a\nb", "a\u0000b", "a\u0085b"})
    void aSubjectWithControlCharactersIsRefused(String subject) {
        assertThatIllegalArgumentException().isThrownBy(() -> new PlainTextMail(List.of(USER), subject, "t"));
    }

    @Test
    void aTextWithControlCharactersIsRefused() {
        assertThatIllegalArgumentException().isThrownBy(() -> new PlainTextMail(List.of(USER), "s", "a\u0000b"));
    }

    @Test
    void theBytesForGraphAreTheSameInBase64OnOneLine() {
        RenderedMessage mail = rendered("s", "x\n".repeat(500));

        assertThat(Base64.getDecoder().decode(mail.base64())).isEqualTo(mail.bytes());
        assertThat(new String(mail.base64(), StandardCharsets.US_ASCII)).doesNotContain("\r", "\n");
    }
}
