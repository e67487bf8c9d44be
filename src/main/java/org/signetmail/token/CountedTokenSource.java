package org.signetmail.token;

import java.time.Duration;
import java.util.Optional;
import java.util.function.Consumer;
import org.signetmail.account.ClientCredentials;
import org.signetmail.account.DeliveryRoute;
import org.signetmail.log.LogEvent;

/** Counts the requests that another source sends to Entra, and tells of the replies. */
final class CountedTokenSource implements TokenSource {
    private final TokenSource entra;
    private final Duration longestBackOff;
    private final TokenStatistics statistics;
    private final Consumer<Reply> listener;

    /**
     * Counts the requests to this source.
     *
     * @param longestBackOff of the source that honours Entra's Retry-After in front of this one
     * @param listener must return at once: a message may wait for the token
     */
    CountedTokenSource(
            TokenSource entra, Duration longestBackOff, TokenStatistics statistics, Consumer<Reply> listener) {
        this.entra = entra;
        this.longestBackOff = longestBackOff;
        this.statistics = statistics;
        this.listener = listener;
    }

    @Override
    public AccessToken tokenFor(ClientCredentials credentials, DeliveryRoute route) throws TokenException {
        try {
            AccessToken token = entra.freshTokenFor(credentials, route);
            statistics.obtained(route, token);
            tell(new Reply(credentials, Optional.empty()));
            return token;
        } catch (TokenRefused refused) {
            statistics.failed(TokenStatistics.Result.REFUSED);
            tell(new Reply(credentials, Optional.of(refused.symptom())));
            throw refused;
        } catch (TokenUnavailable unavailable) {
            statistics.failed(TokenStatistics.Result.UNAVAILABLE);
            ThrottledTokenSource.backOff(unavailable.symptom(), longestBackOff).ifPresent(statistics::throttled);
            throw unavailable;
        }
    }

    private void tell(Reply reply) {
        try {
            listener.accept(reply);
        } catch (RuntimeException stopping) { // Must not cost a message its token.
            LogEvent.CREDENTIAL_USE_NOT_NOTED.log(stopping);
        }
    }

    @Override
    public AccessToken freshTokenFor(ClientCredentials credentials, DeliveryRoute route) throws TokenException {
        return tokenFor(credentials, route);
    }
}
