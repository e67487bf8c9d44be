package org.signetmail.token;

import jakarta.json.JsonObject;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.signetmail.account.ClientSecret;
import org.signetmail.account.Peer;
import org.signetmail.account.Symptom;
import org.signetmail.net.HttpReply;
import org.signetmail.net.LenientJson;

/**
 * What Entra answered, as a token or as the reason why there is none.
 *
 * @param askedAt when the request left: a token's life counts from there, early and never late
 * @see <a href="https://learn.microsoft.com/entra/identity-platform/reference-error-codes">Entra error codes</a>
 */
record TokenReply(HttpReply answer, ClientSecret secret, Instant askedAt, Instant answeredAt) {
    private static final int TOO_MANY = 429;
    private static final int LONGEST_WORDS = 2_000;
    private static final Duration LONGEST_LIFE = Duration.ofDays(1);
    /** AADSTS codes of transient errors. */
    private static final Set<String> TRANSIENT = Set.of(
            "AADSTS90055",
            "AADSTS90006",
            "AADSTS90012",
            "AADSTS90024",
            "AADSTS90033",
            "AADSTS50033",
            "AADSTS90090",
            "AADSTS90091",
            "AADSTS50196");

    private static final Pattern NUMBER = Pattern.compile("AADSTS[0-9]{4,9}");
    private static final Pattern ERROR = Pattern.compile("[A-Za-z0-9_.-]{1,64}");
    private static final Pattern ID = Pattern.compile("[A-Za-z0-9-]{1,64}");
    private static final Pattern TRAILER = Pattern.compile("\\s*Trace ID:.*", Pattern.DOTALL);
    private static final Pattern BEARER = Pattern.compile("[\\x21-\\x7e]{1,65536}");
    private static final DateTimeFormatter ENTRA_TIME =
            DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ssX", Locale.ROOT);

    /** @param given the access token that msal4j found in the answer, if any */
    AccessToken token(Optional<String> given) throws TokenException {
        JsonObject json = LenientJson.object(answer.body());
        long seconds = LenientJson.number(json, "expires_in");
        if (given.isPresent() && seconds > 0 && BEARER.matcher(given.get()).matches()) {
            Duration life = Duration.ofSeconds(Math.min(seconds, LONGEST_LIFE.toSeconds()));
            return new AccessToken(given.get(), askedAt, askedAt.plus(life));
        }
        Symptom symptom = symptom(json);
        throw isFinal(json, symptom) ? new TokenRefused(symptom) : new TokenUnavailable(symptom);
    }

    private boolean isFinal(JsonObject json, Symptom symptom) {
        return answer.status() >= 400
                && answer.status() < 500
                && answer.status() != TOO_MANY
                && !symptom.code().startsWith("NET_")
                && !LenientJson.text(json, "error").equals("temporarily_unavailable")
                && !TRANSIENT.contains(symptom.code());
    }

    private Symptom symptom(JsonObject json) {
        return new Symptom(
                Peer.ENTRA,
                code(json),
                answer.status(),
                words(json),
                id(json, "correlation_id", "client-request-id"),
                id(json, "trace_id", "x-ms-request-id"),
                seenAt(json),
                answer.retryAfter(answeredAt));
    }

    private String code(JsonObject json) {
        Matcher number = NUMBER.matcher(LenientJson.text(json, "error_description"));
        if (number.lookingAt()) {
            return number.group();
        }
        long first = LenientJson.firstNumber(json, "error_codes");
        if (first > 0) {
            return "AADSTS" + first;
        }
        String error = redact(LenientJson.text(json, "error"));
        if (ERROR.matcher(error).matches()) {
            return error;
        }
        if (answer.status() == TOO_MANY) {
            return Symptom.NET_THROTTLED;
        }
        return answer.status() >= 500 ? Symptom.NET_SERVER_ERROR : Symptom.NET_NOT_UNDERSTOOD;
    }

    private String words(JsonObject json) {
        String said = LenientJson.text(json, "error_description");
        if (said.isBlank()) {
            return "HTTP status " + answer.status();
        }
        String words = redact(TRAILER.matcher(said).replaceFirst(""))
                .replaceAll("\\p{Cntrl}+", " ")
                .strip();
        return words.length() > LONGEST_WORDS ? words.substring(0, LONGEST_WORDS) + "…" : words;
    }

    /** A peer that repeats the secret is not repeated. */
    private String redact(String said) {
        return said.replace(secret.value(), "[…]")
                .replace(URLEncoder.encode(secret.value(), StandardCharsets.UTF_8), "[…]");
    }

    private String id(JsonObject json, String name, String header) {
        String inBody = LenientJson.text(json, name);
        String id = redact(inBody.isEmpty() ? answer.header(header) : inBody);
        return ID.matcher(id).matches() ? id : "";
    }

    private Instant seenAt(JsonObject json) {
        try {
            return ENTRA_TIME.parse(LenientJson.text(json, "timestamp"), Instant::from);
        } catch (DateTimeException missing) {
            return answeredAt;
        }
    }
}
