package org.signetmail.check;

import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.signetmail.account.Peer;
import org.signetmail.account.Symptom;

/**
 * A condition of a finding. An absent part matches everything; more parts weigh more.
 *
 * @param code the symptom's complete code, ignoring case
 * @param enhanced an enhanced SMTP status code regardless of the reply code, such as {@code 5.7.708}, or {@code 5.7.x}
 * for a whole subject (RFC 3463, section 2)
 * @param status three characters, such as {@code 429}, or {@code 5xx} for a whole class
 * @param text a part of the peer's text, ignoring case; blank matches any text
 */
record Match(
        Peer peer,
        @Nullable String code,
        @Nullable String enhanced,
        @Nullable String status,
        String text,
        @Nullable Way route,
        @Nullable Circumstance when) {

    /** The route of the message, including relays. */
    enum Way {
        GRAPH,
        SMTP,
        RELAY;

        static Optional<Way> of(Findings.FindingContext context) {
            if (context.route() == null) {
                return context.cloud() == null ? Optional.of(RELAY) : Optional.empty();
            }
            return switch (context.route()) {
                case GRAPH -> Optional.of(GRAPH);
                case SMTP -> Optional.of(SMTP);
            };
        }
    }

    /** Facts beyond the symptom. */
    enum Circumstance {
        /** The typed secret has the form of a Secret ID. */
        SECRET_LOOKS_LIKE_ID,
        /** The message had been submitted when the failure occurred. */
        OUTCOME_UNKNOWN
    }

    boolean matches(Symptom symptom, Findings.FindingContext context, Set<Circumstance> known) {
        return peer == symptom.peer()
                && (code == null || code.equalsIgnoreCase(symptom.code()))
                && (enhanced == null || coversEnhanced(enhanced, enhanced(symptom)))
                && (status == null || covers(status, symptom.status()))
                && (text.isEmpty() || lower(symptom.words()).contains(lower(text)))
                && (route == null || Way.of(context).filter(route::equals).isPresent())
                && (when == null || known.contains(when));
    }

    /** Specificity, from high to low: text, code, enhanced code, status, subject of enhanced codes, network error. */
    int weight() {
        return (when == null ? 0 : 128)
                + (text.isEmpty() ? 0 : 64)
                + (code == null ? 0 : code.startsWith("NET_") ? 4 : 32)
                + (enhanced == null ? 0 : namesSubject(enhanced) ? 8 : 24)
                + (status == null ? 0 : status.endsWith("xx") ? 2 : 16)
                + (route == null ? 0 : 1);
    }

    /** Whether the condition has neither a code nor a text, so that it matches a class of replies. */
    boolean isGeneral() {
        return code == null && text.isEmpty() && when == null && (enhanced == null || namesSubject(enhanced));
    }

    /** The code of this condition as in a reply of the peer. */
    Optional<String> peerCode() {
        if (enhanced != null && !namesSubject(enhanced)) {
            return Optional.of(enhanced.charAt(0) + "50 " + enhanced);
        }
        return Optional.ofNullable(code);
    }

    private static boolean namesSubject(String enhanced) {
        return enhanced.endsWith(".x");
    }

    /** The part after the three-digit reply code, or the whole code without one. */
    private static String enhanced(Symptom symptom) {
        return symptom.code().substring(symptom.code().indexOf(' ') + 1);
    }

    private static boolean coversEnhanced(String pattern, String enhanced) {
        return namesSubject(pattern)
                ? enhanced.startsWith(pattern.substring(0, pattern.length() - 1))
                : enhanced.equals(pattern);
    }

    /** Whether the condition has a single status rather than a class. */
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
