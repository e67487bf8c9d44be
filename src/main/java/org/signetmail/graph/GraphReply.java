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
 * Graph's reply to a message.
 *
 * @param requestId the {@code client-request-id} of the request
 * @param token the access token, to redact it from the reply
 * @see <a href="https://learn.microsoft.com/graph/errors">Graph error responses</a>
 */
record GraphReply(HttpReply reply, String requestId, String token, Instant at) {
    /** The code for status 200 instead of 202: seen with large messages, which were not sent. */
    static final String OK_BUT_NOT_ACCEPTED = "GRAPH_200";

    private static final int OK = 200;
    private static final int ACCEPTED = 202;
    private static final int TIMED_OUT = 408;
    private static final int TOO_MANY = 429;
    private static final int INSUFFICIENT_STORAGE = 507;
    private static final int LONGEST = 2_000;
    private static final Pattern CODE = Pattern.compile("[A-Za-z0-9_.-]{1,100}");
    private static final Pattern ID = Pattern.compile("[A-Za-z0-9-]{1,64}");

    boolean accepts() {
        return reply.status() == ACCEPTED;
    }

    /**
     * Whether the message was certainly not sent. Exchange's own codes decide, regardless of the status: some refusals
     * have status 500. Without such a code it is uncertain after a server error, a timeout of the request, or any other
     * success status.
     */
    boolean refuses() {
        int status = reply.status();
        String code = LenientJson.text(error(), "code");
        return status == OK
                || (status >= 300 && status < 500 && status != TIMED_OUT)
                || GraphCodes.refuses(code)
                || (status == INSUFFICIENT_STORAGE && GraphCodes.isMailboxFull(code));
    }

    String text() {
        return "HTTP status " + reply.status() + ", request-id " + header("request-id") + ", client-request-id "
                + requestId;
    }

    Symptom symptom() {
        JsonObject error = error();
        JsonObject inner = object(error, error.containsKey("innerError") ? "innerError" : "innererror");
        String message = LenientJson.text(error, "message");
        return new Symptom(
                Peer.GRAPH,
                code(LenientJson.text(error, "code")),
                reply.status(),
                message.isBlank() ? Messages.text("net.status", reply.status()) : oneLine(message),
                id(LenientJson.text(inner, "client-request-id"), requestId),
                id(LenientJson.text(inner, "request-id"), header("request-id")),
                seenAt(LenientJson.text(inner, "date")),
                reply.retryAfter(at));
    }

    private JsonObject error() {
        return object(LenientJson.object(reply.body()), "error");
    }

    private String code(String code) {
        if (reply.status() == OK) {
            return OK_BUT_NOT_ACCEPTED;
        }
        if (CODE.matcher(code).matches() && !code.contains(token)) {
            return code;
        }
        if (reply.status() == TOO_MANY) {
            return Symptom.NET_THROTTLED;
        }
        return reply.status() >= 500 ? Symptom.NET_SERVER_ERROR : Symptom.NET_NOT_UNDERSTOOD;
    }

    private String oneLine(String message) {
        String line =
                message.replace(token, "[…]").replaceAll("\\p{Cntrl}+", " ").strip();
        return line.length() > LONGEST ? line.substring(0, LONGEST) + "…" : line;
    }

    private String header(String name) {
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
