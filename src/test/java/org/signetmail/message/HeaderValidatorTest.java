package org.signetmail.message;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import jakarta.mail.Session;
import jakarta.mail.internet.MimeBodyPart;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import java.nio.charset.StandardCharsets;
import java.util.Properties;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** RFC 5322, section 2.2: which names and values a header may have. */
class HeaderValidatorTest {
    private static void assertRefused(String name, String value, boolean outermost) {
        assertThatExceptionOfType(InvalidMessage.class)
                .as("%s: %s", name, value)
                .isThrownBy(() -> HeaderValidator.checkValue(name, value, outermost));
    }

    private static void assertTaken(String name, String value, boolean outermost) {
        assertThatCode(() -> HeaderValidator.checkValue(name, value, outermost))
                .as("%s: %s", name, value)
                .doesNotThrowAnyException();
    }

    @Nested
    class AName {
        @ParameterizedTest
        @ValueSource(strings = {"X", "X-Name", "!", "~", "a9_"})
        void hasPrintableCharacters(String name) {
            assertThatCode(() -> HeaderValidator.checkName(name)).doesNotThrowAnyException();
        }

        @ParameterizedTest
        @ValueSource(strings = {"", " ", "X Name", "X\u007f", "X:Y", "X\t", "\u00e4", "X\r\nBcc"})
        void hasNoneOfTheseAnywhere(String name) {
            assertThatExceptionOfType(InvalidMessage.class).isThrownBy(() -> HeaderValidator.checkName(name));
        }
    }

    @Nested
    class AValueOfTheMessage {
        @ParameterizedTest
        @ValueSource(strings = {"", "a", "a\tb", "~", "a\r\n b", "a\n b", "a\r\n\tb", "a\r\n b\r\n c"})
        void isAsciiAndMayFold(String value) {
            assertTaken("X-Name", value, true);
        }

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "a\r\nBcc: b",
                    "a\nb",
                    "a\r b",
                    "a\rb",
                    "a\r\n",
                    "a\n",
                    "\r\n",
                    "a\r\n ",
                    "a\r\n \t",
                    "a\r\n \r\n b",
                    "a\r\n \n b"
                })
        void hasNoLineBreakThatIsNotFolding(String value) {
            assertRefused("X-Name", value, true);
        }

        @ParameterizedTest
        @ValueSource(
                strings = {"a\u0000", "\u0001", "\u001f", "\u007f", "\u0085", "\u009f", "\u0080", "\u00e4", "\u20ac"})
        void hasNoControlCharacterAndNoneBeyondAscii(String value) {
            assertRefused("X-Name", value, true);
        }

        @Test
        void mayHaveCharactersBeyondAsciiInAddresses() {
            for (String name : HeaderValidator.addresses()) {
                assertTaken(name, "M\u00fcller <a@contoso.com>", true);
                assertTaken(name, "\u65e5\u672c <a@contoso.com>", true);
                assertRefused(name, "\u007f", true);
            }
            assertTaken("REPLY-TO", "\u20ac", true);
        }

        /** UTF-8 that was read byte by byte would reach the reader as other characters. */
        @Test
        void isNotUtf8ReadAsLatin1InAddresses() {
            String read = new String("M\u00fcller".getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1);

            assertRefused("From", read + " <a@contoso.com>", true);
            assertTaken("From", read + " \u20ac <a@contoso.com>", true);
        }
    }

    @Nested
    class AValueOfAPart {
        @Test
        void mayHaveAnyByteBeyondAscii() {
            assertTaken("Content-Disposition", "\u0080\u00ff", false);
            assertRefused("Content-Disposition", "\u0100", false);
            assertRefused("Content-Disposition", "\u001f", false);
            assertTaken("Content-Disposition", "\u007f", false);
            assertRefused("From", "\u0100", false);
        }
    }

    @Nested
    class AMessage {
        private final MimeMessage message = new MimeMessage(Session.getInstance(new Properties()));

        private void assertMessageRefused() {
            assertThatExceptionOfType(InvalidMessage.class).isThrownBy(() -> HeaderValidator.check(message));
        }

        @Test
        void mayHaveWhiteSpaceBetweenNameAndColon() throws Exception {
            message.setText("x");
            message.addHeaderLine("Subject \t: Hello");

            assertThatCode(() -> HeaderValidator.check(message)).doesNotThrowAnyException();
        }

        @ParameterizedTest
        @ValueSource(strings = {"no colon", ": no name", " : no name", "Sub ject: x"})
        void hasANameInEachLine(String line) throws Exception {
            message.setText("x");
            message.addHeaderLine(line);

            assertMessageRefused();
        }

        @Test
        void isCheckedInEachPart() throws Exception {
            var part = new MimeBodyPart();
            part.setText("x");
            part.setHeader("Content-Disposition", "attachment; filename=\"a\r\nBcc: b\"");
            var first = new MimeBodyPart();
            first.setText("x");
            var inner = new MimeBodyPart();
            inner.setContent(new MimeMultipart(first, part));
            message.setContent(new MimeMultipart(inner));
            message.saveChanges();
            part.setHeader("Content-Disposition", "attachment; filename=\"a\r\nBcc: b\"");

            assertMessageRefused();
        }

        @Test
        void hasNoInvalidNameInAPart() throws Exception {
            var part = new MimeBodyPart();
            part.setText("x");
            message.setContent(new MimeMultipart(part));
            message.saveChanges();
            part.setHeader("X\u00e4", "y");

            assertMessageRefused();
        }

        @Test
        void isAsciiInItsAddressesOrNot() throws Exception {
            message.setText("x");
            assertThat(HeaderValidator.addressesAreAscii(message)).isTrue();
            message.setHeader("X-Name", "\u00e4");
            message.setHeader("To", "a@contoso.com");
            assertThat(HeaderValidator.addressesAreAscii(message)).isTrue();
            message.setHeader("Cc", "\u00e4@contoso.com");
            assertThat(HeaderValidator.addressesAreAscii(message)).isFalse();
        }
    }

    @Test
    void aLineHas998OctetsAtMostAndNoNul() {
        byte[] longest = ("a".repeat(998) + "\r\n").getBytes(StandardCharsets.US_ASCII);
        byte[] longer = ("a".repeat(999) + "\r\n").getBytes(StandardCharsets.US_ASCII);
        byte[] twice = ("a".repeat(998) + "\r\n" + "a".repeat(998) + "\r\n").getBytes(StandardCharsets.US_ASCII);

        assertThatCode(() -> LineValidator.check(longest, 0, longest.length)).doesNotThrowAnyException();
        assertThatCode(() -> LineValidator.check(twice, 0, twice.length)).doesNotThrowAnyException();
        assertThatCode(() -> LineValidator.check(longer, 1, longer.length)).doesNotThrowAnyException();
        assertThatExceptionOfType(InvalidMessage.class)
                .isThrownBy(() -> LineValidator.check(longer, 0, longer.length))
                .withMessageContaining("999");
        assertThatExceptionOfType(InvalidMessage.class)
                .isThrownBy(() -> LineValidator.check(new byte[] {'a', 0, '\r', '\n'}, 0, 4));
    }
}
