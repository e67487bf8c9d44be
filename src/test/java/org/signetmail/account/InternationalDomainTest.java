package org.signetmail.account;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.ibm.icu.text.IDNA;
import java.util.Optional;
import java.util.Random;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** No internationalized domain is ever read as another one, wherever one can be entered. */
class InternationalDomainTest {
    private static final Pattern FORM_TO_ENTER =
            Pattern.compile("(?:meant:|Enter it as|the domain as) ([^ ]+?)(?: is|\\.$)");
    private static final String LETTERS = "abcz09-ßςσΣẞIİiſöÖüأبдДאक्षऄ\u0301\u0308\u0323\u0345\u200C\u200DＡ１ﬁ㏂Ⴀა";
    private static final int LABELS = 10_000;
    private static final int SAMPLED = 97;

    private static final IDNA UTS46 = IDNA.getUTS46Instance(IDNA.NONTRANSITIONAL_TO_ASCII
            | IDNA.NONTRANSITIONAL_TO_UNICODE
            | IDNA.CHECK_BIDI
            | IDNA.CHECK_CONTEXTJ
            | IDNA.USE_STD3_RULES);

    static Stream<Named<Function<String, String>>> inputs() {
        return Stream.of(
                Named.of("address", domain -> new Mailbox("user@" + domain).domain()),
                Named.of("further domain", domain -> new Domain(domain).name()),
                Named.of("tenant", domain -> new TenantId(domain).value()),
                Named.of("relay host", domain -> new SmtpServer(domain, 587).host()));
    }

    @ParameterizedTest
    @MethodSource("inputs")
    void aNameWithTwoReadingsIsRefusedAndTheMessageNamesBoth(Function<String, String> input) {
        assertRefused(
                input,
                "straße.example",
                "Mail systems read the domain “straße.example” in two ways. Enter the one that is meant:"
                        + " xn--strae-oqa.example is exactly this name, strasse.example is how older systems read it.");
        assertRefused(input, "ΝΊΚΟΣ.ΝΊΚΟς.example", "xn--kxawhku.xn--kxawhkp.example is exactly this name");
        assertThat(input.apply("xn--strae-oqa.example")).isEqualTo("xn--strae-oqa.example");
        assertThat(input.apply("XN--Strae-OQA.example")).isEqualTo("xn--strae-oqa.example");
    }

    @ParameterizedTest
    @MethodSource("inputs")
    void aNameThatOlderSystemsCannotReadIsRefusedAndTheMessageNamesItsAsciiForm(Function<String, String> input) {
        assertRefused(input, "STRAẞE.example", "Enter it as xn--strae-oqa.example.");
    }

    @ParameterizedTest
    @MethodSource("inputs")
    void aNameWithOneReadingIsAccepted(Function<String, String> input) {
        assertThat(input.apply("Bücher.example")).isEqualTo("xn--bcher-kva.example");
        assertThat(input.apply("bu\u0308cher.example")).isEqualTo("xn--bcher-kva.example");
        assertThat(input.apply("ΝΊΚΟΣ.example")).isEqualTo("xn--kxawhku.example");
        assertThat(input.apply("ｃｏｎｔｏｓｏ。com")).isEqualTo("contoso.com");
        assertThat(input.apply("col·legi.example")).isEqualTo("xn--collegi-xma.example");
        assertThat(input.apply("contoso．com")).isEqualTo("contoso.com");
        assertThat(input.apply("contoso｡com")).isEqualTo("contoso.com");
    }

    @ParameterizedTest
    @CsvSource({
        "conto\u200Bso.com, after “conto”: zero width space (U+200B)",
        "conto\u00ADso.com, after “conto”: soft hyphen (U+00AD)",
        "contoso\u2060.com, after “contoso”: word joiner (U+2060)",
        "conto\uFEFFso.com, after “conto”: byte order mark (U+FEFF)",
        "conto\u3164so.com, after “conto”: hangul filler (U+3164)",
        "conto\uFE0Fso.com, after “conto”: variation selector-16 (U+FE0F)"
    })
    void anInvisibleCharacterIsNamedRatherThanIgnored(String typed, String sentence) {
        inputs().forEach(input ->
                assertRefused(input.getPayload(), typed, "There is an invisible character " + sentence));
    }

    /** Joiners are part of names in Persian or Hindi, and are copied unseen into others. */
    @ParameterizedTest
    @CsvSource({"نامه\u200Cای.example, xn--mgba3gch31f060k.example", "क्\u200Dष.example, xn--11b2ezcw70k.example"})
    void theMessageNamesTheFormWithTheJoiner(String typed, String form) {
        inputs().forEach(input -> {
            assertRefused(input.getPayload(), typed, "There is an invisible character after ");
            assertRefused(input.getPayload(), typed, " If it belongs to the name, enter the domain as " + form + ".");
        });
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "contoso\u2024com",
                "conto\u2100so.com",
                "xn--ü.de",
                "contoso.com”",
                "„contoso.com",
                "bü–cher.example",
                "contoso\uFF0F.com",
                "㏂.example"
            })
    void charactersThatMapToDotsOrSlashesAreRefused(String typed) {
        inputs().forEach(input -> assertThatExceptionOfType(InvalidInput.class)
                .isThrownBy(() -> input.getPayload().apply(typed)));
    }

    /** Every Unicode character inside a name: the form that is accepted or suggested is that of UTS #46. */
    @Test
    void everyCharacterIsReadAsUts46OrRefused() {
        IntStream.rangeClosed(0x80, Character.MAX_CODE_POINT)
                .filter(one -> Character.isDefined(one) && Character.getType(one) != Character.PRIVATE_USE)
                .filter(one -> !isIdeographOrHangul(one) || one % SAMPLED == 0)
                .mapToObj(one -> "a" + Character.toString(one) + "b.example")
                .forEach(InternationalDomainTest::assertReadAsUts46);
    }

    @Test
    void randomMixturesOfCharactersAreReadAsUts46OrRefused() {
        long seed = System.nanoTime();
        var random = new Random(seed);
        int[] letters = LETTERS.codePoints().toArray();
        for (int i = 0; i < LABELS; i++) {
            var label = new StringBuilder();
            int length = 1 + random.nextInt(6);
            while (label.length() < length) {
                label.appendCodePoint(letters[random.nextInt(letters.length)]);
            }
            try {
                assertReadAsUts46(label + ".example");
            } catch (AssertionError wrong) {
                throw new AssertionError("With the seed " + seed, wrong);
            }
        }
    }

    /** Unified ideographs and Hangul syllables are all treated alike, so a sample suffices. */
    private static boolean isIdeographOrHangul(int one) {
        return (one >= 0x3400 && one < 0xA000) || (one >= 0xAC00 && one < 0xD7A4) || (one >= 0x20000 && one < 0x2F800);
    }

    private static void assertReadAsUts46(String domain) {
        accepted(domain).ifPresent(accepted -> {
            var info = new IDNA.Info();
            var expected = new StringBuilder();
            UTS46.nameToASCII(domain, expected, info);
            if (!info.hasErrors() && !accepted.contentEquals(expected)) {
                throw new AssertionError(domain + " is read as " + accepted + " and means " + expected);
            }
        });
    }

    /** The form that is accepted, or that the message suggests. */
    private static Optional<String> accepted(String domain) {
        try {
            return Optional.of(new Mailbox("user@" + domain).domain());
        } catch (InvalidInput refused) {
            Matcher form = FORM_TO_ENTER.matcher(String.valueOf(refused.getMessage()));
            return form.find() ? Optional.of(form.group(1)) : Optional.empty();
        }
    }

    private static void assertRefused(Function<String, String> input, String typed, String sentence) {
        assertThatExceptionOfType(InvalidInput.class)
                .isThrownBy(() -> input.apply(typed))
                .withMessageContaining(sentence);
    }
}
