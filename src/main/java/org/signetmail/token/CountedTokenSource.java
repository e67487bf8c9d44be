package org.signetmail.token;

import java.time.Duration;
import org.signetmail.account.ClientCredentials;
import org.signetmail.account.DeliveryRoute;

/** Counts the requests that another source sends to Entra. */
final class CountedTokenSource implements TokenSource {
    private final TokenSource entra;
    private final Duration longestBackOff;
    private final TokenStatistics statistics;

    /** @param longestBackOff of the source that honours Entra's Retry-After in front of this one */
    CountedTokenSource(TokenSource entra, Duration longestBackOff, TokenStatistics statistics) {
        this.entra = entra;
        this.longestBackOff = longestBackOff;
        this.statistics = statistics;
    }

    @Override
    public AccessToken tokenFor(ClientCredentials credentials, DeliveryRoute route) throws TokenException {
        try {
            AccessToken token = entra.freshTokenFor(credentials, route);
            statistics.obtained(route, token);
            return token;
        } catch (TokenRefused refused) {
            statistics.failed(TokenStatistics.Result.REFUSED);
            throw refused;
        } catch (TokenUnavailable unavailable) {
            statistics.failed(TokenStatistics.Result.UNAVAILABLE);
            ThrottledTokenSource.backOff(unavailable.symptom(), longestBackOff).ifPresent(statistics::throttled);
            throw unavailable;
        }
    }

    @Override
    public AccessToken freshTokenFor(ClientCredentials credentials, DeliveryRoute route) throws TokenException {
        return tokenFor(credentials, route);
    }
}
