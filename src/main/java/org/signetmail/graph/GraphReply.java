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

/**
 * What Graph answered to a mail.
 *
 * @param ownId the {@code client-request-id} that was sent
 * @param token what must not be repeated
 * @see <a href="https://learn.microsoft.com/graph/errors">Graph error responses</a>
 */
record GraphReply(HttpReply answer, String ownId, String token, Instant at) {
    /** The code for 200 instead of 202: seen with large messages, and nothing was sent. */
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
        return answer.status() == ACCEPTED;
    }

    /**
     * Whether it is certain that no mail went out. Exchange's own codes decide, at whatever status they come: it answers some
     * refusals with 500. Without one of them it is not certain after a server error or a time-out of the request, nor after a
     * success of another kind.
     */
    boolean refuses() {
        int status = answer.status();
        String said = LenientJson.text(error(), "code");
        return status == OK
                || (status >= 300 && status < 500 && status != TIMED_OUT)
                || GraphCodes.refuses(said)
                || (status == INSUFFICIENT_STORAGE && GraphCodes.saysMailboxFull(said));
    }

    String words() {
        return "HTTP status " + answer.status() + ", request-id " + header("request-id") + ", client-request-id "
                + ownId;
    }

    Symptom symptom() {
        JsonObject error = error();
        JsonObject inner = object(error, error.containsKey("innerError") ? "innerError" : "innererror");
        String message = LenientJson.text(error, "message");
        return new Symptom(
                Peer.GRAPH,
                code(LenientJson.text(error, "code")),
                answer.status(),
                message.isBlank() ? "HTTP status " + answer.status() : oneLine(message),
                id(LenientJson.text(inner, "client-request-id"), ownId),
                id(LenientJson.text(inner, "request-id"), header("request-id")),
                seenAt(LenientJson.text(inner, "date")),
                answer.retryAfter(at));
    }

    private JsonObject error() {
        return object(LenientJson.object(answer.body()), "error");
    }

    private String code(String said) {
        if (answer.status() == OK) {
            return OK_BUT_NOT_ACCEPTED;
        }
        if (CODE.matcher(said).matches() && !said.contains(token)) {
            return said;
        }
        if (answer.status() == TOO_MANY) {
            return Symptom.NET_THROTTLED;
        }
        return answer.status() >= 500 ? Symptom.NET_SERVER_ERROR : Symptom.NET_NOT_UNDERSTOOD;
    }

    private String oneLine(String message) {
        String line =
                message.replace(token, "[…]").replaceAll("\\p{Cntrl}+", " ").strip();
        return line.length() > LONGEST ? line.substring(0, LONGEST) + "…" : line;
    }

    private String header(String name) {
        return id(answer.header(name), "");
    }

    private static String id(String said, String otherwise) {
        return ID.matcher(said).matches() ? said : otherwise;
    }

    /** Graph writes UTC without saying so. */
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
