package org.signetmail.account;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * What was seen when something failed: who answered, with which code, in which words. Never holds a secret or a token.
 *
 * <p>Rooms report symptoms; only {@code check} says what they mean.
 *
 * @param code the peer's own code ({@code AADSTS7000215}, {@code 535 5.7.139}, {@code ErrorAccessDenied}), or one of the
 *     {@code NET_} names below where no answer came or none that could be read
 * @param status HTTP status, or the three digits of an SMTP reply, or 0 where there was no answer
 * @param words what the peer said, or what the JDK said of the connection; for showing, not for deciding
 * @param correlationId what Microsoft support asks for, blank if the peer gave none
 * @param traceId likewise ({@code request-id} of Graph)
 * @param seenAt when the peer says it happened, else when Signet saw it
 * @param retryAfter how long the peer asks to wait
 */
public record Symptom(
        Peer peer,
        String code,
        int status,
        String words,
        String correlationId,
        String traceId,
        Instant seenAt,
        Optional<Duration> retryAfter) {

    /** The host name has no address. */
    public static final String NET_NAME = "NET_NAME";
    /** Nobody answers at the address, or the connection broke. */
    public static final String NET_UNREACHABLE = "NET_UNREACHABLE";
    /** The certificate is not trusted, is for another host, or TLS can't be agreed on. */
    public static final String NET_TLS = "NET_TLS";
    /** The configured proxy doesn't answer or refuses. */
    public static final String NET_PROXY = "NET_PROXY";
    /** No answer in time. */
    public static final String NET_TIME_OUT = "NET_TIME_OUT";
    /** An answer came that is not of the peer's kind, such as a page of HTML. */
    public static final String NET_NOT_UNDERSTOOD = "NET_NOT_UNDERSTOOD";
    /** A server error (5xx) without a code of the peer's own. */
    public static final String NET_SERVER_ERROR = "NET_SERVER_ERROR";
    /** Too many requests (429) without a code of the peer's own. */
    public static final String NET_THROTTLED = "NET_THROTTLED";

    /** The operator has not listed this mail server in {@link RelayAllowList#KEY}. No connection was made. */
    public static final String RELAY_NOT_ALLOWED = "RELAY_NOT_ALLOWED";

    /** The mail is larger than what the peer takes. It was not asked. */
    public static final String TOO_LARGE = "TOO_LARGE";

    /** The mail needs a peer that takes addresses beyond ASCII (RFC 6531), and this one does not say so. It was not asked. */
    public static final String NO_UTF8 = "NO_UTF8";

    /** The message can't be sent as it is. Nobody was asked. */
    public static final String UNSENDABLE = "UNSENDABLE";
    /** The mail's turn did not come in time. Nobody was asked. */
    public static final String NO_TURN = "NO_TURN";

    /** A symptom without an answer. */
    public static Symptom unanswered(Peer peer, String code, String words, Instant seenAt) {
        return new Symptom(peer, code, 0, words, "", "", seenAt, Optional.empty());
    }
}
