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
 * Leaves Entra alone for as long as it asks to: until then nobody's request for that application reaches it, and everybody
 * gets the answer that it gave. To ask all the same makes the wait longer.
 *
 * @see <a href="https://learn.microsoft.com/graph/throttling">Microsoft Graph throttling guidance</a>
 */
final class ThrottledTokenSource implements TokenSource {
    private static final int TOO_MANY = 429;
    private static final int UNAVAILABLE = 503;

    private final TokenSource source;
    private final Clock clock;
    private final Duration longest;
    private final Map<ApplicationRegistration, Wait> waits = new HashMap<>();

    /** @param askedFor until when Entra wants to be left alone, which may be later than it is */
    private record Wait(Symptom symptom, Instant until, Instant askedFor) {
        TokenUnavailable left(Instant now) {
            return new TokenUnavailable(new Symptom(
                    symptom.peer(),
                    symptom.code(),
                    symptom.status(),
                    symptom.words(),
                    symptom.correlationId(),
                    symptom.traceId(),
                    symptom.seenAt(),
                    Optional.of(Duration.between(now, askedFor))));
        }
    }

    /** @param longest how long Entra is left alone at most, however long it asks for */
    ThrottledTokenSource(TokenSource source, Clock clock, Duration longest) {
        this.source = source;
        this.clock = clock;
        this.longest = longest;
    }

    @Override
    public AccessToken tokenFor(ClientCredentials credentials, DeliveryRoute route) throws TokenException {
        Optional<Wait> wait = waitOf(credentials.application());
        if (wait.isPresent()) {
            throw wait.get().left(clock.instant());
        }
        try {
            return source.freshTokenFor(credentials, route);
        } catch (TokenUnavailable unavailable) {
            remember(credentials.application(), unavailable.symptom());
            throw unavailable;
        }
    }

    @Override
    public AccessToken freshTokenFor(ClientCredentials credentials, DeliveryRoute route) throws TokenException {
        return tokenFor(credentials, route);
    }

    private Optional<Wait> waitOf(ApplicationRegistration application) {
        Instant now = clock.instant();
        synchronized (waits) {
            waits.values().removeIf(wait -> !now.isBefore(wait.until()));
            return Optional.ofNullable(waits.get(application));
        }
    }

    private void remember(ApplicationRegistration application, Symptom symptom) {
        boolean tooMuch = symptom.status() == TOO_MANY || symptom.status() == UNAVAILABLE;
        if (!tooMuch || symptom.retryAfter().isEmpty()) {
            return;
        }
        Duration asked = symptom.retryAfter().get();
        Instant now = clock.instant();
        var wait = new Wait(symptom, now.plus(asked.compareTo(longest) < 0 ? asked : longest), now.plus(asked));
        synchronized (waits) {
            waits.put(application, wait);
        }
    }
}
