package org.signetmail.message;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import jakarta.mail.Address;
import jakarta.mail.Message.RecipientType;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeMessage;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.signetmail.account.Mailbox;

/** The recipients in the headers of a message for an API without an envelope. */
class AddressedByHeadersTest {
    private static final Instant NOW = Instant.parse("2026-11-03T07:08:09Z");
    private static final SenderRule.Sender BY_SYSTEM =
            new SenderRule.Sender(new Mailbox("notifications@contoso.com"), Optional.empty());

    private final MimeMessage message = new MimeMessage(Session.getInstance(new Properties()));

    @BeforeEach
    void createMessage() throws MessagingException {
        message.setRecipients(RecipientType.TO, "Guest <guest@partner.example>");
        message.setSubject("s");
        message.setText("t");
    }

    private static String text(RenderedMessage mail) {
        return new String(mail.bytes(), StandardCharsets.ISO_8859_1);
    }

    /** The remaining recipients keep display names, order and encoding; every other byte is the same. */
    @Test
    void theHeadersForGraphContainOnlyRecipients() throws Exception {
        message.setHeader(
                "To", "\"Doe, Jane\" <Jane@b.example>, Out <out@b.example>, =?UTF-8?Q?Zo=C3=AB?= <zoe@b.example>");
        message.setHeader("Cc", "out@b.example, undisclosed-recipients:;, postmaster");
        message.setHeader("Resent-To", "out@b.example, JANE@B.example");
        message.setHeader("Resent-Cc", "out@b.example");
        message.setHeader("X-To", "out@b.example");

        RenderedMessage mail = OutgoingMessage.of(
                        message, InternetAddress.parse("jane@b.example, zoe@b.example, hidden@b.example"), NOW)
                .renderedFor(BY_SYSTEM);

        List<String> written = lines(mail);
        assertThat(written).contains("Cc: out@b.example, undisclosed-recipients:;, postmaster");
        List<String> addressed = lines(mail.addressedByHeaders());
        assertThat(addressed)
                .contains(
                        "Bcc: hidden@b.example",
                        "To: \"Doe, Jane\" <Jane@b.example>, =?UTF-8?Q?Zo=C3=AB?= <zoe@b.example>",
                        "X-To: out@b.example")
                .noneMatch(line -> line.startsWith("Cc") || line.startsWith("Resent-Cc"));
        assertThat(addressed).filteredOn(line -> line.contains("out@")).containsExactly("X-To: out@b.example");
        assertThat(addressed)
                .filteredOn(AddressedByHeadersTest::isOther)
                .isEqualTo(
                        written.stream().filter(AddressedByHeadersTest::isOther).toList());
    }

    @Test
    void theBytesAreTheSameIfTheHeadersContainAllRecipients() throws Exception {
        RenderedMessage mail = OutgoingMessage.of(message, null, NOW).renderedFor(BY_SYSTEM);

        assertThat(mail.addressedByHeaders()).isSameAs(mail);
    }

    /** No recipient is beyond ASCII, so Graph can send it. */
    @Test
    void anAddressThatIsNotARecipientDoesNotRequireSmtpUtf8() throws Exception {
        message.setRecipients(RecipientType.TO, "zoë@b.example");
        RenderedMessage mail = OutgoingMessage.of(message, InternetAddress.parse("other@b.example"), NOW)
                .renderedFor(BY_SYSTEM);

        assertThat(mail.needsUtf8()).isTrue();
        assertThat(mail.addressedByHeaders().needsUtf8()).isFalse();
    }

    @Test
    void allMalformedRecipientsAreNamed() throws Exception {
        assertThatExceptionOfType(InvalidMessage.class)
                .isThrownBy(() -> OutgoingMessage.of(
                        message,
                        new Address[] {new InternetAddress("ok@b.example"), malformed("a b"), malformed("c")},
                        NOW))
                .satisfies(invalidMessage -> assertThat(invalidMessage.recipients())
                        .extracting(Outcome.RefusedRecipient::address)
                        .containsExactly("a b", "c"));
    }

    private static InternetAddress malformed(String text) {
        var address = new InternetAddress();
        address.setAddress(text);
        return address;
    }

    /** Unfolded. */
    private static List<String> lines(RenderedMessage mail) {
        return List.of(text(mail).replaceAll("\r\n[ \t]+", " ").split("\r\n", -1));
    }

    private static boolean isOther(String line) {
        return !line.matches("(?s)(To|Cc|Bcc|Resent-To|Resent-Cc): .*");
    }
}
