package org.signetmail.graph;

import jakarta.json.JsonObject;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.regex.Pattern;
import org.signetmail.account.Peer;
import org.signetmail.account.Symptom;
import org.signetmail.net.HttpReply;
import org.signetmail.net.LenientJson;
import org.signetmail.text.Messages;

/**
 * Graph's reply as an error.
 *
 * @param requestId the {@code client-request-id} of the request
 * @param token the access token, to redact it from the reply
 * @see <a href="https://learn.microsoft.com/graph/errors">Graph error responses</a>
 */
public record GraphError(HttpReply reply, String requestId, String token, Instant at) {
    private static final int TOO_MANY = 429;
    private static final int LONGEST = 2_000;
    private static final Pattern CODE = Pattern.compile("[A-Za-z0-9_.-]{1,100}");
    private static final Pattern ID = Pattern.compile("[A-Za-z0-9-]{1,64}");

    /** The error as a symptom: Graph's own code, or one of {@link Symptom}'s if it has none. */
    public Symptom symptom() {
        return symptom(code());
    }

    Symptom symptom(String code) {
        JsonObject error = error();
        JsonObject inner = object(error, error.containsKey("innerError") ? "innerError" : "innererror");
        String message = LenientJson.text(error, "message");
        return new Symptom(
                Peer.GRAPH,
                code,
                reply.status(),
                message.isBlank() ? Messages.text("net.status", reply.status()) : oneLine(message),
                id(LenientJson.text(inner, "client-request-id"), requestId),
                id(LenientJson.text(inner, "request-id"), header("request-id")),
                seenAt(LenientJson.text(inner, "date")),
                reply.retryAfter(at));
    }

    /** Graph's own code; blank if the reply has none. */
    String ownCode() {
        return LenientJson.text(error(), "code");
    }

    private String code() {
        String code = ownCode();
        if (CODE.matcher(code).matches() && !code.contains(token)) {
            return code;
        }
        if (reply.status() == TOO_MANY) {
            return Symptom.NET_THROTTLED;
        }
        return reply.status() >= 500 ? Symptom.NET_SERVER_ERROR : Symptom.NET_NOT_UNDERSTOOD;
    }

    private JsonObject error() {
        return object(LenientJson.object(reply.body()), "error");
    }

    private String oneLine(String message) {
        String line =
                message.replace(token, "[…]").replaceAll("\\p{Cntrl}+", " ").strip();
        return line.length() > LONGEST ? line.substring(0, LONGEST) + "…" : line;
    }

    String header(String name) {
        return id(reply.header(name), "");
    }

    private static String id(String candidate, String fallback) {
        return ID.matcher(candidate).matches() ? candidate : fallback;
    }

    /** Graph's dates are in UTC, without an offset. */
    private Instant seenAt(String date) {
        try {
            return LocalDateTime.parse(date).toInstant(ZoneOffset.UTC);
        } catch (DateTimeException missing) {
            return at;
        }
    }

    private static JsonObject object(JsonObject in, String name) {
        return Optional.ofNullable(in.get(name))
                .filter(JsonObject.class::isInstance)
                .map(JsonObject.class::cast)
                .orElse(JsonObject.EMPTY_JSON_OBJECT);
    }
}
