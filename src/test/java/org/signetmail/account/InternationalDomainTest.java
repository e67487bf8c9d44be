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

/** No domain beyond ASCII is ever read as another one, at any place where one can be entered. */
class InternationalDomainTest {
    private static final Pattern FORM_TO_ENTER =
            Pattern.compile("(?:meant:|Enter it as|the domain as) ([^ ]+?)(?: is|\\.$)");
    private static final String LETTERS = "abcz09-ßςσΣẞIİiſöÖüأبдДאक्षऄ\u0301\u0308\u0323\u0345\u200C\u200DＡ１ﬁ㏂Ⴀა";
    private static final int LABELS = 10_000;
    private static final int FEW = 97;

    private static final IDNA TODAY = IDNA.getUTS46Instance(IDNA.NONTRANSITIONAL_TO_ASCII
            | IDNA.NONTRANSITIONAL_TO_UNICODE
            | IDNA.CHECK_BIDI
            | IDNA.CHECK_CONTEXTJ
            | IDNA.USE_STD3_RULES);

    static Stream<Named<Function<String, String>>> doors() {
        return Stream.of(
                Named.of("address", domain -> new Mailbox("user@" + domain).domain()),
                Named.of("further domain", domain -> new Domain(domain).name()),
                Named.of("tenant", domain -> new TenantId(domain).value()),
                Named.of("relay host", domain -> new SmtpServer(domain, 587).host()));
    }

    @ParameterizedTest
    @MethodSource("doors")
    void aNameWithTwoReadingsIsRefusedWithBothToChooseFrom(Function<String, String> door) {
        refused(
                door,
                "straße.example",
                "Mail systems read the domain “straße.example” in two ways. Enter the one that is meant:"
                        + " xn--strae-oqa.example is exactly this name, strasse.example is how older systems read it.");
        refused(door, "ΝΊΚΟΣ.ΝΊΚΟς.example", "xn--kxawhku.xn--kxawhkp.example is exactly this name");
        assertThat(door.apply("xn--strae-oqa.example")).isEqualTo("xn--strae-oqa.example");
        assertThat(door.apply("XN--Strae-OQA.example")).isEqualTo("xn--strae-oqa.example");
    }

    @ParameterizedTest
    @MethodSource("doors")
    void aNameThatOlderSystemsCannotReadIsRefusedWithItsForm(Function<String, String> door) {
        refused(door, "STRAẞE.example", "Enter it as xn--strae-oqa.example.");
    }

    @ParameterizedTest
    @MethodSource("doors")
    void aNameWithOneReadingIsTaken(Function<String, String> door) {
        assertThat(door.apply("Bücher.example")).isEqualTo("xn--bcher-kva.example");
        assertThat(door.apply("bu\u0308cher.example")).isEqualTo("xn--bcher-kva.example");
        assertThat(door.apply("ΝΊΚΟΣ.example")).isEqualTo("xn--kxawhku.example");
        assertThat(door.apply("ｃｏｎｔｏｓｏ。com")).isEqualTo("contoso.com");
        assertThat(door.apply("col·legi.example")).isEqualTo("xn--collegi-xma.example");
        assertThat(door.apply("contoso．com")).isEqualTo("contoso.com");
        assertThat(door.apply("contoso｡com")).isEqualTo("contoso.com");
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
    void anInvisibleCharacterIsNamedAndNotLeftOut(String typed, String words) {
        doors().forEach(door -> refused(door.getPayload(), typed, "There is an invisible character " + words));
    }

    /** They belong to names in Persian or Hindi, and come along unseen in others. */
    @ParameterizedTest
    @CsvSource({"نامه\u200Cای.example, xn--mgba3gch31f060k.example", "क्\u200Dष.example, xn--11b2ezcw70k.example"})
    void theFormWithAJoinerIsTold(String typed, String form) {
        doors().forEach(door -> {
            refused(door.getPayload(), typed, "There is an invisible character after ");
            refused(door.getPayload(), typed, " If it belongs to the name, enter the domain as " + form + ".");
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
    void whatOnlyBecomesADomainWhenItIsReadOtherwiseIsNone(String typed) {
        doors().forEach(door -> assertThatExceptionOfType(InvalidInput.class)
                .isThrownBy(() -> door.getPayload().apply(typed)));
    }

    /** Each character of Unicode inside a name: what is taken, and what is told to enter, is what UTS #46 says. */
    @Test
    void eachCharacterIsReadAsTodayOrNotAtAll() {
        IntStream.rangeClosed(0x80, Character.MAX_CODE_POINT)
                .filter(one -> Character.isDefined(one) && Character.getType(one) != Character.PRIVATE_USE)
                .filter(one -> !isOneOfMany(one) || one % FEW == 0)
                .mapToObj(one -> "a" + Character.toString(one) + "b.example")
                .forEach(InternationalDomainTest::isReadAsToday);
    }

    @Test
    void anyMixtureOfCharactersIsReadAsTodayOrNotAtAll() {
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
                isReadAsToday(label + ".example");
            } catch (AssertionError wrong) {
                throw new AssertionError("With the seed " + seed, wrong);
            }
        }
    }

    /** Unified ideographs and Hangul syllables are all treated alike. */
    private static boolean isOneOfMany(int one) {
        return (one >= 0x3400 && one < 0xA000) || (one >= 0xAC00 && one < 0xD7A4) || (one >= 0x20000 && one < 0x2F800);
    }

    private static void isReadAsToday(String domain) {
        told(domain).ifPresent(told -> {
            var info = new IDNA.Info();
            var today = new StringBuilder();
            TODAY.nameToASCII(domain, today, info);
            if (!info.hasErrors() && !told.contentEquals(today)) {
                throw new AssertionError(domain + " is told as " + told + " and means " + today);
            }
        });
    }

    /** What it is taken as, or the form that it is to be entered in. */
    private static Optional<String> told(String domain) {
        try {
            return Optional.of(new Mailbox("user@" + domain).domain());
        } catch (InvalidInput refused) {
            Matcher form = FORM_TO_ENTER.matcher(String.valueOf(refused.getMessage()));
            return form.find() ? Optional.of(form.group(1)) : Optional.empty();
        }
    }

    private static void refused(Function<String, String> door, String typed, String words) {
        assertThatExceptionOfType(InvalidInput.class)
                .isThrownBy(() -> door.apply(typed))
                .withMessageContaining(words);
    }
}
