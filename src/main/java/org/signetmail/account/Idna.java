package org.signetmail.account;

import java.net.IDN;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Converts internationalized domain names to ASCII.
 *
 * <p>{@link IDN} implements IDNA 2003 (RFC 3490); the current standard is IDNA 2008 with the mapping of UTS #46. Most
 * names have the same form in both. A name whose forms differ, such as one with ß, which IDNA 2003 maps to {@code ss},
 * is refused with both forms to choose from: a message must not silently go to another domain, and only the author of
 * the name knows which one is meant.
 *
 * @see <a href="https://www.unicode.org/reports/tr46/">UTS #46</a>, here non-transitional
 */
final class Idna {
    /** The characters that separate labels (RFC 3490 section 3.1, UTS #46 section 2.3). */
    private static final Pattern DOT = Pattern.compile("[.\u3002\uFF0E\uFF61]");

    /** Permitted punctuation: dots, and characters that some languages write inside a word. */
    private static final String PUNCTUATION = "\u3002\u00B7\u0375\u05F3\u05F4\u0F0B\u30FB";

    /** A label of a host name in ASCII and lower case (RFC 1123 section 2.1), as a regular expression. */
    static final String LABEL = "[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?";

    private static final Pattern ASCII_LABEL = Pattern.compile(LABEL);

    private Idna() {}

    /**
     * Returns the name in ASCII and in lower case; unchanged if it is not a domain name in either standard.
     *
     * @throws InvalidInput if older mail systems read it as another domain, or if it contains an invisible character
     */
    static String toAscii(String domain) {
        if (Ascii.isAscii(domain)) {
            return domain.toLowerCase(Locale.ROOT);
        }
        var of2003 = new ArrayList<String>();
        var of2008 = new ArrayList<String>();
        boolean same = true;
        for (String label : DOT.split(domain, -1)) {
            String older = of2003(label);
            of2003.add(older);
            of2008.add(of2008(label));
            same &= Ascii.isAscii(label) || IDN.toUnicode(older).equals(mapped(label));
        }
        refuseInvisible(domain, of2008);
        if (nfkc(domain).codePoints().anyMatch(Idna::isForbiddenPunctuation)) {
            return domain;
        }
        return same ? String.join(".", of2003) : refused(domain, of2003, of2008);
    }

    /** Joiners are part of some names in Persian or Hindi: the message then names the ASCII form with them. */
    private static void refuseInvisible(String domain, List<String> of2008) {
        if (domain.codePoints().noneMatch(Invisible::isOne)) {
            return;
        }
        if (domain.codePoints().allMatch(one -> isJoiner(one) || !Invisible.isOne(one)) && areLabels(of2008)) {
            int at = domain.replace('\u200D', '\u200C').indexOf('\u200C');
            throw InvalidInput.of("account.domain.joiner", Invisible.sentence(domain, at), String.join(".", of2008));
        }
        Invisible.refusedIn(domain);
    }

    private static String refused(String domain, List<String> of2003, List<String> of2008) {
        if (!areLabels(of2008)) {
            return domain;
        }
        String exact = String.join(".", of2008);
        String older = String.join(".", of2003);
        throw areLabels(of2003)
                ? InvalidInput.of("account.domain.twoReadings", domain, exact, older)
                : InvalidInput.of("account.domain.oneReading", domain, exact);
    }

    private static boolean areLabels(List<String> labels) {
        return labels.stream().allMatch(label -> ASCII_LABEL.matcher(label).matches());
    }

    /** The form by IDNA 2003; empty if there is none. */
    private static String of2003(String label) {
        try {
            String ascii = IDN.toASCII(label).toLowerCase(Locale.ROOT);
            return ascii.indexOf('.') < 0 ? ascii : ""; // Some characters, such as U+2024, are mapped to a dot.
        } catch (IllegalArgumentException notALabel) {
            return "";
        }
    }

    /** The form by IDNA 2008; empty if it is not certain. */
    private static String of2008(String label) {
        String mapped = mapped(label);
        if (Ascii.isAscii(mapped)) {
            return mapped;
        }
        boolean sure =
                Normalizer.normalize(mapped, Normalizer.Form.NFD).codePoints().allMatch(Idna::isUnambiguous);
        return sure && !mapped.startsWith("xn--") ? "xn--" + Punycode.encode(mapped) : "";
    }

    /** Maps to lower case and to normalization form NFKC. */
    private static String mapped(String label) {
        String folded = label.codePoints()
                .mapToObj(
                        one -> one == 'ς' ? "ς" : nfkc(Character.toString(one)).replace('ς', 'σ'))
                .collect(Collectors.joining());
        // String.toLowerCase maps a final Σ to ς.
        return nfkc(nfkc(folded).replace('Σ', 'σ').toLowerCase(Locale.ROOT));
    }

    private static String nfkc(String text) {
        return Normalizer.normalize(text, Normalizer.Form.NFKC);
    }

    /**
     * Whether this is a letter, mark or digit of unambiguous lower case. Cherokee's differs between versions of
     * Unicode.
     */
    private static boolean isUnambiguous(int one) {
        boolean kind = switch (Character.getType(one)) {
            case Character.NON_SPACING_MARK, Character.COMBINING_SPACING_MARK -> !Invisible.isOne(one);
            default -> one == '-' || isJoiner(one) || Character.isLetterOrDigit(one);
        };
        return kind
                && Character.UnicodeScript.of(one) != Character.UnicodeScript.CHEROKEE
                && (one == 'ς' || Character.toLowerCase(Character.toUpperCase(one)) == one);
    }

    /**
     * Whether this is punctuation that no name contains, such as a quote copied with it. UTS #46 does not refuse it.
     *
     * @see <a href="https://www.rfc-editor.org/rfc/rfc5892#section-2.6">RFC 5892 section 2.6</a>
     */
    private static boolean isForbiddenPunctuation(int one) {
        return switch (Character.getType(one)) {
            case Character.START_PUNCTUATION,
                    Character.END_PUNCTUATION,
                    Character.INITIAL_QUOTE_PUNCTUATION,
                    Character.FINAL_QUOTE_PUNCTUATION,
                    Character.DASH_PUNCTUATION,
                    Character.CONNECTOR_PUNCTUATION,
                    Character.OTHER_PUNCTUATION -> one > 127 && PUNCTUATION.indexOf(one) < 0;
            default -> false;
        };
    }

    private static boolean isJoiner(int one) {
        return one == '\u200C' || one == '\u200D';
    }
}
