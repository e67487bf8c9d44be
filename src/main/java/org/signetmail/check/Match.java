package org.signetmail.check;

import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.signetmail.account.Peer;
import org.signetmail.account.Symptom;

/**
 * One line of what a finding answers to. A part that is absent fits everything; the more parts, the more it weighs.
 *
 * @param code the symptom's own code, letter for letter but for their case
 * @param enhanced an SMTP server's enhanced status code whatever the reply's three digits are, such as {@code 5.7.708}, or
 *     {@code 5.7.x} for all of a subject (RFC 3463, section 2)
 * @param status three characters, such as {@code 429}, or {@code 5xx} for a whole class
 * @param text a part of the peer's words, in any case; blank fits all words
 */
record Match(
        Peer peer,
        @Nullable String code,
        @Nullable String enhanced,
        @Nullable String status,
        String text,
        @Nullable Way route,
        @Nullable Circumstance when) {

    /** Which way the mail takes, the ways of a relay included. */
    enum Way {
        GRAPH,
        SMTP,
        RELAY;

        static Optional<Way> of(Findings.FindingContext scene) {
            if (scene.route() == null) {
                return scene.cloud() == null ? Optional.of(RELAY) : Optional.empty();
            }
            return switch (scene.route()) {
                case GRAPH -> Optional.of(GRAPH);
                case SMTP -> Optional.of(SMTP);
            };
        }
    }

    /** What Signet knows besides the symptom. */
    enum Circumstance {
        /** What was typed as secret has the shape of a Secret ID. */
        SECRET_LOOKS_LIKE_ID,
        /** The mail had been handed over when it went wrong. */
        OUTCOME_UNKNOWN
    }

    boolean fits(Symptom symptom, Findings.FindingContext scene, Set<Circumstance> known) {
        return peer == symptom.peer()
                && (code == null || code.equalsIgnoreCase(symptom.code()))
                && (enhanced == null || coversEnhanced(enhanced, enhanced(symptom)))
                && (status == null || covers(status, symptom.status()))
                && (text.isEmpty() || lower(symptom.words()).contains(lower(text)))
                && (route == null || Way.of(scene).filter(route::equals).isPresent())
                && (when == null || known.contains(when));
    }

    /**
     * Words with a code weigh more than a code, that more than an enhanced code, that more than a status, that more than a
     * subject, that more than what only the network said.
     */
    int weight() {
        return (when == null ? 0 : 128)
                + (text.isEmpty() ? 0 : 64)
                + (code == null ? 0 : code.startsWith("NET_") ? 4 : 32)
                + (enhanced == null ? 0 : namesSubject(enhanced) ? 8 : 24)
                + (status == null ? 0 : status.endsWith("xx") ? 2 : 16)
                + (route == null ? 0 : 1);
    }

    /** Whether neither a code nor words of the peer are part of it: what a class of answers has in common. */
    boolean isGeneral() {
        return code == null && text.isEmpty() && when == null && (enhanced == null || namesSubject(enhanced));
    }

    /** The code that it asks for, as a peer says it. */
    Optional<String> askedFor() {
        if (enhanced != null && !namesSubject(enhanced)) {
            return Optional.of(enhanced.charAt(0) + "50 " + enhanced);
        }
        return Optional.ofNullable(code);
    }

    private static boolean namesSubject(String enhanced) {
        return enhanced.endsWith(".x");
    }

    /** What follows the reply's three digits, or all of the code where there are none. */
    private static String enhanced(Symptom symptom) {
        return symptom.code().substring(symptom.code().indexOf(' ') + 1);
    }

    private static boolean coversEnhanced(String pattern, String enhanced) {
        return namesSubject(pattern)
                ? enhanced.startsWith(pattern.substring(0, pattern.length() - 1))
                : enhanced.equals(pattern);
    }

    /** Whether it asks for one status, and not for a whole class. */
    boolean hasStatus() {
        return status != null && !status.endsWith("xx");
    }

    private static boolean covers(String pattern, int status) {
        return pattern.endsWith("xx")
                ? status / 100 == Character.digit(pattern.charAt(0), 10)
                : Integer.toString(status).equals(pattern);
    }

    private static String lower(String text) {
        return text.toLowerCase(Locale.ROOT);
    }
}
