package org.signetmail.token;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;
import org.signetmail.account.DeliveryRoute;

/**
 * Counts the requests for tokens of messages since this node started, and keeps when the newest was requested. Tests on
 * the settings page don't count. Thread-safe.
 */
@ApplicationScoped
public class TokenStatistics {
    private final Map<Result, LongAdder> requests = new ConcurrentHashMap<>();
    private final Map<DeliveryRoute, Lifetime> newest = new ConcurrentHashMap<>();
    private final LongAdder throttledMillis = new LongAdder();

    /** How a request ended. */
    public enum Result {
        OBTAINED,
        REFUSED,
        /** No usable reply. */
        UNAVAILABLE
    }

    private record Lifetime(Instant obtainedAt, Instant expiresAt) {}

    /** Requests that ended so. */
    public long requests(Result result) {
        return adder(result).sum();
    }

    /** The age of the newest token of a route; empty if there is none that is still valid. */
    public Optional<Duration> age(DeliveryRoute route, Instant now) {
        return Optional.ofNullable(newest.get(route))
                .filter(token -> now.isBefore(token.expiresAt()))
                .map(token -> Duration.between(token.obtainedAt(), now));
    }

    /** How long Entra has kept Signet from requesting tokens, by Retry-After. */
    public Duration throttled() {
        return Duration.ofMillis(throttledMillis.sum());
    }

    void obtained(DeliveryRoute route, AccessToken token) {
        adder(Result.OBTAINED).increment();
        newest.put(route, new Lifetime(token.obtainedAt(), token.expiresAt()));
    }

    void failed(Result result) {
        adder(result).increment();
    }

    void throttled(Duration backOff) {
        throttledMillis.add(backOff.toMillis());
    }

    private LongAdder adder(Result result) {
        return requests.computeIfAbsent(result, first -> new LongAdder());
    }
}
