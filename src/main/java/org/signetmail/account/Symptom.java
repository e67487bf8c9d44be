package org.signetmail.account;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * The raw facts of a failure: which server replied, with which code and text. Never holds a secret or a token.
 *
 * <p>All packages report symptoms; only {@code check} interprets them.
 *
 * @param code the server's own code ({@code AADSTS7000215}, {@code 535 5.7.139}, {@code ErrorAccessDenied}), or one of
 *     the constants below if there was no reply, or none that could be parsed
 * @param status HTTP status or SMTP reply code; 0 if there was no reply
 * @param words the text of the reply, or the JDK's message about the connection; for display only, never for decisions
 * @param correlationId the identifier that Microsoft support requests; blank if the reply has none
 * @param traceId likewise ({@code request-id} of Graph)
 * @param seenAt the time of the failure according to the reply, otherwise when Signet noticed it
 * @param retryAfter how long to wait before a retry, if the reply has it
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
    /** No server accepts connections at the address, or the connection broke. */
    public static final String NET_UNREACHABLE = "NET_UNREACHABLE";
    /** The certificate is not trusted or is for another host, or the TLS handshake failed. */
    public static final String NET_TLS = "NET_TLS";
    /** The configured proxy doesn't reply, or refuses. */
    public static final String NET_PROXY = "NET_PROXY";
    /** No reply before the deadline. */
    public static final String NET_TIME_OUT = "NET_TIME_OUT";
    /** The reply is not in the expected format, such as an HTML page. */
    public static final String NET_NOT_UNDERSTOOD = "NET_NOT_UNDERSTOOD";
    /** A server error (5xx) without a code of the server's own. */
    public static final String NET_SERVER_ERROR = "NET_SERVER_ERROR";
    /** Too many requests (429) without a code of the server's own. */
    public static final String NET_THROTTLED = "NET_THROTTLED";

    /** The operator has not listed this mail server in {@link RelayAllowList#KEY}. No connection was made. */
    public static final String RELAY_NOT_ALLOWED = "RELAY_NOT_ALLOWED";

    /** The file of a federated assertion can't be read. No request was made. */
    public static final String ASSERTION_FILE = "ASSERTION_FILE";

    /** The message is larger than the server accepts. It was not sent. */
    public static final String TOO_LARGE = "TOO_LARGE";

    /**
     * The message needs SMTPUTF8 (RFC 6531) for an address beyond ASCII, and the server does not offer it. It was not
     * sent.
     */
    public static final String NO_UTF8 = "NO_UTF8";

    /** The message is invalid. No request was made. */
    public static final String UNSENDABLE = "UNSENDABLE";
    /** The message got no permit before its deadline. No request was made. */
    public static final String NO_TURN = "NO_TURN";

    /** It could not be recorded that the message is handed over. The server has not received all of it. */
    public static final String HAND_OVER_DENIED = "HAND_OVER_DENIED";

    /** A symptom without a reply. */
    public static Symptom unanswered(Peer peer, String code, String words, Instant seenAt) {
        return new Symptom(peer, code, 0, words, "", "", seenAt, Optional.empty());
    }
}
