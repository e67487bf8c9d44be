package org.signetmail.message;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import jakarta.mail.Message.RecipientType;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeMessage;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.signetmail.account.Mailbox;

/** A message without the recipients that were refused. */
class RemainingRecipientsTest {
    private static final Instant NOW = Instant.parse("2026-11-03T07:08:09Z");
    private static final SenderRule.Sender BY_SYSTEM =
            new SenderRule.Sender(new Mailbox("notifications@contoso.com"), Optional.empty());
    private static final Mailbox JANE = new Mailbox("Jane@b.example");
    private static final Mailbox ZOE = new Mailbox("zoe@b.example");
    private static final Mailbox COPY = new Mailbox("copy@b.example");
    private static final Mailbox HIDDEN = new Mailbox("hidden@b.example");
    private static final Mailbox SECRET = new Mailbox("secret@b.example");

    private final MimeMessage message = new MimeMessage(Session.getInstance(new Properties()));

    @BeforeEach
    void createMessage() throws MessagingException {
        message.setHeader("To", "\"Doe, Jane\" <Jane@b.example>, =?UTF-8?Q?Zo=C3=AB?= <zoe@b.example>");
        message.setRecipients(RecipientType.CC, "copy@b.example");
        message.setRecipients(RecipientType.BCC, "hidden@b.example, secret@b.example");
        message.setSubject("s");
        message.setHeader("X-To", "Jane@b.example");
        message.setText("To: Jane@b.example\n\nBcc: hidden@b.example\n");
    }

    private RenderedMessage rendered(InternetAddress @Nullable ... recipients) throws Exception {
        return OutgoingMessage.of(message, recipients, NOW).renderedFor(BY_SYSTEM);
    }

    private static String text(RenderedMessage mail) {
        return new String(mail.bytes(), StandardCharsets.UTF_8);
    }

    private static MimeMessage parsed(RenderedMessage mail) throws MessagingException {
        return new MimeMessage(
                Session.getInstance(new Properties()),
                new ByteArrayInputStream(mail.addressedByHeaders().bytes()));
    }

    private static String header(RenderedMessage mail, String name) throws MessagingException {
        return String.valueOf(parsed(mail).getHeader(name, "\n")).replaceAll("\r\n[ \t]+", " ");
    }

    private static void assertSameForSmtp(RenderedMessage remaining, RenderedMessage mail) {
        assertThat(remaining.bytes()).isEqualTo(mail.bytes());
        assertThat(remaining.messageId()).isEqualTo(mail.messageId());
        assertThat(remaining.from()).isEqualTo(mail.from());
    }

    @Test
    void theHeadersForGraphNameExactlyTheRemainingOnes() throws Exception {
        RenderedMessage mail = rendered((InternetAddress[]) null);

        RenderedMessage remaining = mail.without(List.of(JANE, HIDDEN));

        assertThat(remaining.to()).containsExactly(ZOE, COPY, SECRET);
        assertSameForSmtp(remaining, mail);
        assertThat(header(remaining, "To")).isEqualTo("=?UTF-8?Q?Zo=C3=AB?= <zoe@b.example>");
        assertThat(header(remaining, "Cc")).isEqualTo("copy@b.example");
        assertThat(header(remaining, "Bcc")).isEqualTo("secret@b.example");
        String expected = text(mail.addressedByHeaders())
                .replaceFirst("(?s)To: \"Doe.*?zoe@b.example>", "To: =?UTF-8?Q?Zo=C3=AB?= <zoe@b.example>")
                .replaceFirst("(?s)Bcc: .*?secret", "Bcc: secret");
        assertThat(text(remaining.addressedByHeaders())).isEqualTo(expected);
        assertThat(text(mail.without(List.of(ZOE)).addressedByHeaders()))
                .contains("To: \"Doe, Jane\" <Jane@b.example>\r\n");
    }

    @Test
    void aHeaderWithoutRecipientsIsLeftOut() throws Exception {
        RenderedMessage remaining = rendered((InternetAddress[]) null).without(List.of(JANE, ZOE, HIDDEN, SECRET));

        assertThat(parsed(remaining).getAllRecipients()).containsExactly(new InternetAddress("copy@b.example"));
        assertThat(text(remaining.addressedByHeaders()))
                .doesNotContainPattern("(?m)^(To|Bcc): .*@b.example\r\n(?s).*Message-ID");
        RenderedMessage hidden = rendered((InternetAddress[]) null).without(List.of(JANE, ZOE, COPY, SECRET));
        assertThat(parsed(hidden).getAllRecipients()).containsExactly(new InternetAddress("hidden@b.example"));
    }

    @Test
    void aStoredMessageKeepsTheRemainingOnes() throws Exception {
        RenderedMessage mail = rendered((InternetAddress[]) null);
        RenderedMessage direct = mail.without(List.of(ZOE)).without(List.of(SECRET, COPY));

        RenderedMessage stored = RenderedMessage.restored(RenderedMessage.restored(mail.stored())
                        .without(List.of(ZOE))
                        .stored())
                .without(List.of(SECRET, COPY));

        assertThat(stored.to()).isEqualTo(direct.to()).containsExactly(JANE, HIDDEN);
        assertSameForSmtp(stored, mail);
        assertThat(stored.addressedByHeaders().bytes())
                .isEqualTo(direct.addressedByHeaders().bytes());
        assertThat(stored.addressedByHeaders().to()).isEqualTo(direct.to());
    }

    /** No address of the remaining ones is beyond ASCII, so Graph can send it. */
    @Test
    void aRefusedAddressBeyondAsciiNeedsNoSmtpUtf8() throws Exception {
        message.setRecipients(RecipientType.TO, "zoë@b.example, Jane@b.example");
        message.setRecipients(RecipientType.BCC, "ünal@b.example");
        RenderedMessage mail = rendered((InternetAddress[]) null);

        RenderedMessage kept = mail.without(List.of(JANE));
        assertThat(kept.to()).containsExactly(new Mailbox("zoë@b.example"), COPY, new Mailbox("ünal@b.example"));
        assertThat(text(kept.addressedByHeaders()))
                .contains("To: zoë@b.example\r\n")
                .contains("Bcc: ünal@b.example\r\n");
        RenderedMessage ascii = mail.without(List.of(new Mailbox("zoë@b.example"), new Mailbox("ünal@b.example")));
        assertThat(ascii.addressedByHeaders().needsUtf8()).isFalse();
        assertThat(header(ascii, "To")).isEqualTo("Jane@b.example");
    }

    /** Folded over many lines. */
    @Test
    void eachOfManyRecipientsIsKeptOnce() throws Exception {
        List<String> all = IntStream.range(0, 400)
                .mapToObj(number -> "person" + number + "@a-long-domain.example")
                .toList();
        message.setRecipients(RecipientType.TO, String.join(", ", all.subList(0, 200)));
        message.setRecipients(RecipientType.CC, String.join(", ", all.subList(150, 250)));
        message.setRecipients(RecipientType.BCC, String.join(", ", all.subList(250, 400)));
        List<Mailbox> refused = all.stream()
                .map(Mailbox::new)
                .filter(each -> each.hashCode() % 3 == 0)
                .toList();

        RenderedMessage remaining = rendered((InternetAddress[]) null).without(refused);

        assertThat(remaining.to()).hasSize(400 - refused.size());
        assertThat(List.of(parsed(remaining).getAllRecipients()))
                .extracting(address -> new Mailbox(((InternetAddress) address).getAddress()))
                .doesNotContainAnyElementsOf(refused)
                .containsAll(remaining.to());
        assertThat(text(remaining.addressedByHeaders()).lines()).allMatch(line -> line.length() < 998);
    }

    @Test
    void withoutARefusedOneItIsTheSame() throws Exception {
        RenderedMessage mail = rendered((InternetAddress[]) null);

        RenderedMessage same = mail.without(List.of(new Mailbox("other@b.example")));

        assertThat(same.to()).isEqualTo(mail.to());
        assertThat(same.addressedByHeaders().bytes())
                .isEqualTo(mail.addressedByHeaders().bytes());
    }

    @Test
    void noRecipientIsAnError() throws Exception {
        RenderedMessage mail = rendered(new InternetAddress("Jane@b.example"));

        assertThatIllegalArgumentException().isThrownBy(() -> mail.without(List.of(JANE)));
    }
}
