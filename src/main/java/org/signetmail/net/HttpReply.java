package org.signetmail.net;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Map;
import java.util.Optional;

/**
 * An HTTP reply of any status. {@code toString} omits headers and body: the reply of a token service holds a token.
 *
 * @param headers the first value of each; names are case-insensitive
 * @param body as text, truncated if longer than any reply that Signet understands
 */
public record HttpReply(int status, Map<String, String> headers, String body) {
    private static final Duration MAX_WAIT = Duration.ofDays(1);

    /** A header's first value; blank if it is missing. */
    public String header(String name) {
        return headers.getOrDefault(name, "");
    }

    /**
     * How long the host requests to wait ({@code Retry-After} in seconds or as a date), at most a day; empty if it
     * is missing or malformed.
     *
     * @see <a href="https://www.rfc-editor.org/rfc/rfc9110#name-retry-after">RFC 9110 section 10.2.3</a>
     */
    public Optional<Duration> retryAfter(Instant now) {
        String value = header("Retry-After").strip();
        try {
            Duration wait = value.matches("[0-9]{1,18}")
                    ? Duration.ofSeconds(Long.parseLong(value))
                    : Duration.between(
                            now,
                            ZonedDateTime.parse(value, DateTimeFormatter.RFC_1123_DATE_TIME)
                                    .toInstant());
            return wait.isNegative()
                    ? Optional.of(Duration.ZERO)
                    : Optional.of(wait.compareTo(MAX_WAIT) > 0 ? MAX_WAIT : wait);
        } catch (DateTimeException missingOrNoDate) {
            return Optional.empty();
        }
    }

    @Override
    public String toString() {
        return "HttpReply[status=" + status + "]";
    }
}
