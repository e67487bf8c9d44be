package org.signetmail.account;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DomainTest {

    @ParameterizedTest
    @CsvSource({
        "contoso.de, contoso.de",
        "' Contoso.DE\t', contoso.de",
        "@contoso.de, contoso.de",
        "mail.contoso.de, mail.contoso.de",
        "contoso.onmicrosoft.com, contoso.onmicrosoft.com",
        "BÜCHER.example, xn--bcher-kva.example",
        "XN--BCHER-KVA.example, xn--bcher-kva.example",
        "contoso.москва, contoso.xn--80adxhks",
        "contoso。de, contoso.de",
        "4-you.example, 4-you.example"
    })
    void isKeptInLowerCaseAndAsciiForm(String typed, String kept) {
        assertThat(new Domain(typed).name()).isEqualTo(kept);
    }

    @ParameterizedTest
    @CsvSource({
        "contoso.de, user@CONTOSO.DE, true",
        "bücher.example, user@xn--bcher-kva.example, true",
        "xn--bcher-kva.example, user@Bücher.example, true",
        "contoso.de, user@mail.contoso.de, false",
        "mail.contoso.de, user@contoso.de, false",
        "contoso.de, user@notcontoso.de, false",
        "contoso.de, contoso.de@partner.example, false"
    })
    void holdsMailboxesOfExactlyThisDomain(String domain, String mailbox, boolean held) {
        assertThat(new Domain(domain).holds(new Mailbox(mailbox))).isEqualTo(held);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "contoso",
                "contoso.",
                "contoso.de.",
                "contoso..de",
                "-contoso.de",
                "contoso-.de",
                "contoso_group.de",
                "contoso.d",
                "10.0.0.1",
                "[10.0.0.1]",
                "https://contoso.de",
                "contoso.de/mail",
                "contoso.de:25",
                "contoso de",
                "xn--ü.de"
            })
    void invalidInputIsQuoted(String typed) {
        assertRefused(typed, "“" + typed + "” is not a domain, such as contoso.com.");
    }

    @Test
    void anAddressHasItsOwnMessage() {
        assertRefused(
                "user@contoso.de",
                "“user@contoso.de” is an address. Enter only its domain, the part after the @; it covers all of its"
                        + " users.");
        assertRefused("@@contoso.de", "“@@contoso.de” is an address.");
        assertRefused("@", "“@” is not a domain");
        assertRefused("user@", "“user@” is an address.");
    }

    @ParameterizedTest
    @ValueSource(strings = {"*.contoso.de", ".contoso.de"})
    void aPatternHasItsOwnMessage(String typed) {
        assertRefused(typed, "“" + typed + "” is not one domain. A subdomain is a separate domain");
    }

    @Test
    void blankInputAndControlCharactersAreRefused() {
        assertRefused(" ", "Domain is missing.");
        assertRefused("contoso\u0000.de", "Domain contains a line break or another control character.");
    }

    @Test
    void theLimitIs253CharactersAndLongerInputIsQuotedTruncated() {
        String longest = ("a".repeat(62) + ".").repeat(3) + "b".repeat(61) + ".de";
        assertThat(new Domain(longest).name()).isEqualTo(longest).hasSize(253);
        assertRefused("b" + longest, "“b" + longest.substring(0, 59) + "…” is not a domain, such as contoso.com.");
    }

    private static void assertRefused(String typed, String sentence) {
        assertThatExceptionOfType(InvalidInput.class)
                .isThrownBy(() -> new Domain(typed))
                .withMessageStartingWith(sentence);
    }
}
