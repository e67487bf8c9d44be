package org.signetmail.account;

import java.net.IDN;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * The ASCII form of domain names beyond ASCII.
 *
 * <p>{@link IDN} follows the standard of 2003 (RFC 3490), today's is that of 2008 in the reading of UTS #46. Most names have
 * the same form in both. Where they differ, as for ß, which was {@code ss} in 2003 and is a letter of its own now, a name is
 * refused with the forms to choose from: mail must not go to another domain in silence, and which of them is meant is known
 * to the one who wrote the name alone.
 *
 * @see <a href="https://www.unicode.org/reports/tr46/">UTS #46</a>, here non-transitional
 */
final class Idna {
    /** What counts as a dot (RFC 3490 section 3.1, UTS #46 section 2.3). */
    private static final Pattern DOT = Pattern.compile("[.\u3002\uFF0E\uFF61]");

    /** Dots, and what some languages write inside a word. */
    private static final String PUNCTUATION = "\u3002\u00B7\u0375\u05F3\u05F4\u0F0B\u30FB";

    private static final Pattern ASCII_LABEL = Pattern.compile("[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?");

    private Idna() {}

    /**
     * Returns the name in ASCII and in lower case; as it is where it is none in any case.
     *
     * @throws InvalidInput if it means another domain to older mail systems, or has an invisible character in it
     */
    static String toAscii(String domain) {
        if (LocalPart.isAscii(domain)) {
            return domain.toLowerCase(Locale.ROOT);
        }
        var of2003 = new ArrayList<String>();
        var of2008 = new ArrayList<String>();
        boolean same = true;
        for (String label : DOT.split(domain, -1)) {
            String older = of2003(label);
            of2003.add(older);
            of2008.add(of2008(label));
            same &= LocalPart.isAscii(label) || IDN.toUnicode(older).equals(mapped(label));
        }
        refuseInvisible(domain, of2008);
        if (nfkc(domain).codePoints().anyMatch(Idna::isForeign)) {
            return domain;
        }
        return same ? String.join(".", of2003) : refused(domain, of2003, of2008);
    }

    /** The joiners belong to some names, in Persian or Hindi, so that the form with them is told. */
    private static void refuseInvisible(String domain, List<String> of2008) {
        if (domain.codePoints().noneMatch(Invisible::isOne)) {
            return;
        }
        if (domain.codePoints().allMatch(one -> isJoiner(one) || !Invisible.isOne(one)) && areLabels(of2008)) {
            int at = domain.replace('\u200D', '\u200C').indexOf('\u200C');
            throw new InvalidInput(Invisible.sentence(domain, at) + " Delete it. If it belongs to the name, enter the"
                    + " domain as " + String.join(".", of2008) + ".");
        }
        Invisible.refusedIn(domain);
    }

    private static String refused(String domain, List<String> of2003, List<String> of2008) {
        if (!areLabels(of2008)) {
            return domain;
        }
        String exact = String.join(".", of2008);
        String older = String.join(".", of2003);
        throw new InvalidInput(
                areLabels(of2003)
                        ? "Mail systems read the domain “" + domain + "” in two ways. Enter the one that is meant: "
                                + exact + " is exactly this name, " + older + " is how older systems read it."
                        : "Not every mail system can read the domain “" + domain + "”. Enter it as " + exact + ".");
    }

    private static boolean areLabels(List<String> labels) {
        return labels.stream().allMatch(label -> ASCII_LABEL.matcher(label).matches());
    }

    /** The form of 2003; blank if there is none. */
    private static String of2003(String label) {
        try {
            String ascii = IDN.toASCII(label).toLowerCase(Locale.ROOT);
            return ascii.indexOf('.') < 0 ? ascii : ""; // Some characters, such as U+2024, are read as a dot.
        } catch (IllegalArgumentException notALabel) {
            return "";
        }
    }

    /** The form of 2008; blank where it is not sure. */
    private static String of2008(String label) {
        String mapped = mapped(label);
        if (LocalPart.isAscii(mapped)) {
            return mapped;
        }
        boolean sure =
                Normalizer.normalize(mapped, Normalizer.Form.NFD).codePoints().allMatch(Idna::isSure);
        return sure && !mapped.startsWith("xn--") ? "xn--" + Punycode.encode(mapped) : "";
    }

    /** Upper case to lower case, and one form of several for the same character. */
    private static String mapped(String label) {
        String folded = label.codePoints()
                .mapToObj(
                        one -> one == 'ς' ? "ς" : nfkc(Character.toString(one)).replace('ς', 'σ'))
                .collect(Collectors.joining());
        // Java makes a Σ at the end of a word a ς.
        return nfkc(nfkc(folded).replace('Σ', 'σ').toLowerCase(Locale.ROOT));
    }

    private static String nfkc(String text) {
        return Normalizer.normalize(text, Normalizer.Form.NFKC);
    }

    /** Letters, marks and digits whose lower case is beyond doubt: Cherokee's differs between versions of Unicode. */
    private static boolean isSure(int one) {
        boolean kind = switch (Character.getType(one)) {
            case Character.NON_SPACING_MARK, Character.COMBINING_SPACING_MARK -> !Invisible.isOne(one);
            default -> one == '-' || isJoiner(one) || Character.isLetterOrDigit(one);
        };
        return kind
                && Character.UnicodeScript.of(one) != Character.UnicodeScript.CHEROKEE
                && (one == 'ς' || Character.toLowerCase(Character.toUpperCase(one)) == one);
    }

    /**
     * Whether it is punctuation that no name has, such as the quote behind one that was copied; UTS #46 leaves it alone.
     *
     * @see <a href="https://www.rfc-editor.org/rfc/rfc5892#section-2.6">RFC 5892 section 2.6</a>
     */
    private static boolean isForeign(int one) {
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
