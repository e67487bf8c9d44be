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
import org.signetmail.account.Peer;
import org.signetmail.account.Symptom;
import org.signetmail.net.HttpReply;
import org.signetmail.net.LenientJson;
import org.signetmail.text.Messages;

/**
 * Entra's reply, as a token or as the reason why there is none.
 *
 * @param sent the secret or the assertion that was sent, to redact it from the reply
 * @param requestedAt when the request was sent: a token's lifetime is counted from then, so it never ends too late
 * @see <a href="https://learn.microsoft.com/entra/identity-platform/reference-error-codes">Entra error codes</a>
 */
record TokenReply(HttpReply reply, String sent, Instant requestedAt, Instant repliedAt) {
    private static final int TOO_MANY = 429;
    private static final int LONGEST_TEXT = 2_000;
    private static final Duration LONGEST_LIFETIME = Duration.ofDays(1);
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

    /** @param accessToken the access token that msal4j found in the reply, if any */
    AccessToken token(Optional<String> accessToken) throws TokenException {
        JsonObject json = LenientJson.object(reply.body());
        long seconds = LenientJson.number(json, "expires_in");
        if (accessToken.isPresent()
                && seconds > 0
                && BEARER.matcher(accessToken.get()).matches()) {
            Duration lifetime = Duration.ofSeconds(Math.min(seconds, LONGEST_LIFETIME.toSeconds()));
            return new AccessToken(accessToken.get(), requestedAt, requestedAt.plus(lifetime));
        }
        Symptom symptom = symptom(json);
        throw isRefusal(json, symptom) ? new TokenRefused(symptom) : new TokenUnavailable(symptom);
    }

    private boolean isRefusal(JsonObject json, Symptom symptom) {
        return reply.status() >= 400
                && reply.status() < 500
                && reply.status() != TOO_MANY
                && !symptom.code().startsWith("NET_")
                && !LenientJson.text(json, "error").equals("temporarily_unavailable")
                && !TRANSIENT.contains(symptom.code());
    }

    private Symptom symptom(JsonObject json) {
        return new Symptom(
                Peer.ENTRA,
                code(json),
                reply.status(),
                errorText(json),
                id(json, "correlation_id", "client-request-id"),
                id(json, "trace_id", "x-ms-request-id"),
                seenAt(json),
                reply.retryAfter(repliedAt));
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
        if (reply.status() == TOO_MANY) {
            return Symptom.NET_THROTTLED;
        }
        return reply.status() >= 500 ? Symptom.NET_SERVER_ERROR : Symptom.NET_NOT_UNDERSTOOD;
    }

    private String errorText(JsonObject json) {
        String text = LenientJson.text(json, "error_description");
        if (text.isBlank()) {
            return Messages.text("net.status", reply.status());
        }
        String errorText = redact(TRAILER.matcher(text).replaceFirst(""))
                .replaceAll("\\p{Cntrl}+", " ")
                .strip();
        return errorText.length() > LONGEST_TEXT ? errorText.substring(0, LONGEST_TEXT) + "…" : errorText;
    }

    /** Removes what was sent in case the server echoes it. */
    private String redact(String text) {
        return text.replace(sent, "[…]").replace(URLEncoder.encode(sent, StandardCharsets.UTF_8), "[…]");
    }

    private String id(JsonObject json, String name, String header) {
        String inBody = LenientJson.text(json, name);
        String id = redact(inBody.isEmpty() ? reply.header(header) : inBody);
        return ID.matcher(id).matches() ? id : "";
    }

    private Instant seenAt(JsonObject json) {
        try {
            return ENTRA_TIME.parse(LenientJson.text(json, "timestamp"), Instant::from);
        } catch (DateTimeException missing) {
            return repliedAt;
        }
    }
}
