package org.signetmail.token;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.signetmail.account.ApplicationRegistration;
import org.signetmail.account.ClientCredentials;
import org.signetmail.account.DeliveryRoute;
import org.signetmail.account.Symptom;

/**
 * Honours Entra's Retry-After: until then, all requests for that application fail with Entra's last reply, without a
 * request. Further requests would prolong the throttling.
 *
 * @see <a href="https://learn.microsoft.com/graph/throttling">Microsoft Graph throttling guidance</a>
 */
final class ThrottledTokenSource implements TokenSource {
    private static final int TOO_MANY = 429;
    private static final int UNAVAILABLE = 503;

    private final TokenSource source;
    private final Clock clock;
    private final Duration maximum;
    private final Map<ApplicationRegistration, BackOff> backOffs = new HashMap<>();

    /**
     * A back-off for one application.
     *
     * @param until when it ends
     * @param requestedUntil the end that Entra requested, which may be later
     */
    private record BackOff(Symptom symptom, Instant until, Instant requestedUntil) {
        TokenUnavailable unavailable(Instant now) {
            return new TokenUnavailable(new Symptom(
                    symptom.peer(),
                    symptom.code(),
                    symptom.status(),
                    symptom.words(),
                    symptom.correlationId(),
                    symptom.traceId(),
                    symptom.seenAt(),
                    Optional.of(Duration.between(now, requestedUntil))));
        }
    }

    /** @param maximum the longest back-off, even if Entra requests a longer one */
    ThrottledTokenSource(TokenSource source, Clock clock, Duration maximum) {
        this.source = source;
        this.clock = clock;
        this.maximum = maximum;
    }

    @Override
    public AccessToken tokenFor(ClientCredentials credentials, DeliveryRoute route) throws TokenException {
        Optional<BackOff> backOff = backOffOf(credentials.application());
        if (backOff.isPresent()) {
            throw backOff.get().unavailable(clock.instant());
        }
        try {
            return source.freshTokenFor(credentials, route);
        } catch (TokenUnavailable unavailable) {
            backOffIfThrottled(credentials.application(), unavailable.symptom());
            throw unavailable;
        }
    }

    @Override
    public AccessToken freshTokenFor(ClientCredentials credentials, DeliveryRoute route) throws TokenException {
        return tokenFor(credentials, route);
    }

    private Optional<BackOff> backOffOf(ApplicationRegistration application) {
        Instant now = clock.instant();
        synchronized (backOffs) {
            backOffs.values().removeIf(backOff -> !now.isBefore(backOff.until()));
            return Optional.ofNullable(backOffs.get(application));
        }
    }

    private void backOffIfThrottled(ApplicationRegistration application, Symptom symptom) {
        backOff(symptom, maximum).ifPresent(pause -> {
            Instant now = clock.instant();
            var backOff = new BackOff(
                    symptom, now.plus(pause), now.plus(symptom.retryAfter().orElse(pause)));
            synchronized (backOffs) {
                backOffs.put(application, backOff);
            }
        });
    }

    /** The pause after a reply that throttles with a Retry-After. */
    static Optional<Duration> backOff(Symptom symptom, Duration maximum) {
        return symptom.status() == TOO_MANY || symptom.status() == UNAVAILABLE
                ? symptom.retryAfter().map(requested -> requested.compareTo(maximum) < 0 ? requested : maximum)
                : Optional.empty();
    }
}
