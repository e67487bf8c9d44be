package org.signetmail.account;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MailboxTest {

    @ParameterizedTest
    @CsvSource({
        "zoe@contoso.com, zoe@contoso.com",
        "' Zoe.X+y@Contoso.COM\t', Zoe.X+y@contoso.com",
        "zoe@bücher.example, zoe@xn--bcher-kva.example",
        "zoe@BÜCHER.example, zoe@xn--bcher-kva.example",
        "postmaster@localhost, postmaster@localhost",
        "!#$%&'*+/=?^_`{|}~-@contoso.com, !#$%&'*+/=?^_`{|}~-@contoso.com"
    })
    void isNormalized(String typed, String kept) {
        assertThat(new Mailbox(typed).address()).isEqualTo(kept);
        assertThat(new Mailbox(typed).isAscii()).isTrue();
    }

    @ParameterizedTest
    @CsvSource({
        "zoë@contoso.com, zoë@contoso.com",
        "zoe\u0308@contoso.com, zoë@contoso.com",
        "Zoë.Größe+1@bücher.example, Zoë.Größe+1@xn--bcher-kva.example",
        "\u760D@contoso.com, \u760D@contoso.com",
        "\u760A.\u760D@contoso.com, \u760A.\u760D@contoso.com",
        "почта@contoso.com, почта@contoso.com",
        "उपयोगकर्ता@contoso.com, उपयोगकर्ता@contoso.com",
        "\u212Aelvin@contoso.com, Kelvin@contoso.com",
        "\uD83D\uDCEE@contoso.com, \uD83D\uDCEE@contoso.com"
    })
    void mayHaveCharactersBeyondAsciiInTheLocalPart(String typed, String kept) {
        assertThat(new Mailbox(typed).address()).isEqualTo(kept);
    }

    @ParameterizedTest
    @CsvSource({
        "Jane@contoso.com, jane@contoso.com",
        "JANE@CONTOSO.COM, jane@contoso.com",
        "ZOË@contoso.com, zoë@contoso.com",
        "Jane@bücher.example, jane@xn--bcher-kva.example"
    })
    void isEqualRegardlessOfCase(String one, String other) {
        assertThat(new Mailbox(one)).isEqualTo(new Mailbox(other)).hasSameHashCodeAs(new Mailbox(other));
        assertThat(new Mailbox(one).address()).startsWith(one.substring(0, one.indexOf('@')));
    }

    @ParameterizedTest
    @CsvSource({
        "jane+shop@contoso.com, jane@contoso.com",
        "Jane+a+b@contoso.com, Jane@contoso.com",
        "jane+@contoso.com, jane@contoso.com",
        "+jane@contoso.com, +jane@contoso.com",
        "jane.+shop@contoso.com, jane.+shop@contoso.com",
        "jane@contoso.com, jane@contoso.com"
    })
    void withoutTagRemovesThePlusAndTheTag(String tagged, String plain) {
        assertThat(new Mailbox(tagged).withoutTag().address()).isEqualTo(plain);
    }

    @Test
    void aPlusAddressIsNotEqualToThePlainOne() {
        assertThat(new Mailbox("jane+shop@contoso.com")).isNotEqualTo(new Mailbox("jane@contoso.com"));
    }

    @Test
    void isAsciiIfItsLocalPartIs() {
        assertThat(new Mailbox("zoë@contoso.com").isAscii()).isFalse();
        assertThat(new Mailbox("zoe@bücher.example").isAscii()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "zoe",
                "@contoso.com",
                "zoe@",
                "zoe@contoso..com",
                "zoe@contoso.com.",
                "zoe@-contoso.com",
                ".zoe@contoso.com",
                "zoe.@contoso.com",
                "z..oe@contoso.com",
                "z oe@contoso.com",
                "z@oe@contoso.com",
                "<zoe@contoso.com>",
                "Zoe <zoe@contoso.com>",
                "\"zoe\"@contoso.com",
                "zoe(x)@contoso.com",
                "zoe@[127.0.0.1]",
                "zoe@contoso.com,max@contoso.com",
                "z\uD83Doe@contoso.com",
                "z\uDCEEoe@contoso.com",
                "z\uE000oe@contoso.com",
                "z\uFFFFoe@contoso.com",
                "z\u0378oe@contoso.com",
                "\u0338zoe@contoso.com",
                "zoe.\u0301@contoso.com",
                "z\u037Eoe@contoso.com",
                "zo\u1FEF.@contoso.com"
            })
    void anythingElseIsRefused(String typed) {
        assertRefused(typed);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\u00A0", "\u2003", "\u2028", "\u200B", "\u200D", "\u202E", "\u2066", "\u200E", "\u061C", "\uFEFF",
                "\u3164", "\uFE0F"
            })
    void mayNotHaveInvisibleCharacters(String one) {
        assertThatExceptionOfType(InvalidInput.class)
                .isThrownBy(() -> new Mailbox("z" + one + "oe@contoso.com"))
                .withMessageStartingWith("There is an invisible character after “z”: ")
                .withMessageContaining(String.format(Locale.ROOT, "(U+%04X)", one.codePointAt(0)));
        assertThatExceptionOfType(InvalidInput.class)
                .isThrownBy(() -> new Mailbox("x".repeat(70) + one + "oe@contoso.com"))
                .withMessageStartingWith("There is an invisible character after “…" + "x".repeat(60) + "”: ");
    }

    /** The page strips them from what a user types; an application gets the error. */
    @Test
    void mayNotStartOrEndWithThem() {
        assertThatExceptionOfType(InvalidInput.class)
                .isThrownBy(() -> new Mailbox("\uFEFFzoe@contoso.com"))
                .withMessageStartingWith("There is an invisible character before “zoe”: byte order mark (U+FEFF).");
        assertThatExceptionOfType(InvalidInput.class)
                .isThrownBy(() -> new Mailbox("zoe@contoso.com\u200B"))
                .withMessageStartingWith(
                        "There is an invisible character after “contoso.com”: zero width space (U+200B).");
    }

    @Test
    void hasNoControlCharacters() {
        for (String control : new String[] {"\u0000", "\r", "\n", "\u007F", "\u0085", "\u009B"}) {
            assertThatExceptionOfType(InvalidInput.class)
                    .isThrownBy(() -> new Mailbox("z" + control + "oe@contoso.com"))
                    .withMessage("Address contains a line break or another control character.");
        }
    }

    /** RFC 5321 section 4.5.3.1, in octets (RFC 6531 section 3.1). */
    @Test
    void isNoLongerThanSixtyFourAndTwoHundredAndFiftyFourOctets() {
        assertThat(new Mailbox("z".repeat(64) + "@contoso.com").address()).startsWith("zzz");
        assertThat(new Mailbox("ë".repeat(32) + "@contoso.com").address()).startsWith("ëëë");
        assertRefused("z".repeat(65) + "@contoso.com");
        assertRefused("ë".repeat(33) + "@contoso.com");
        assertRefused("\u760D".repeat(22) + "@contoso.com");

        String domain = ("a".repeat(62) + ".").repeat(2) + "b".repeat(60) + ".de"; // 189
        assertThat(new Mailbox("ë".repeat(32) + "@" + domain).address()).endsWith(".de");
        assertRefused("ë".repeat(32) + "@b" + domain);
    }

    private static void assertRefused(String typed) {
        assertThatExceptionOfType(InvalidInput.class)
                .isThrownBy(() -> new Mailbox(typed))
                .withMessage("“" + typed + "” is not one mail address, such as name@contoso.com.");
    }
}
