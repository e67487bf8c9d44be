package org.signetmail.token;

import java.util.Optional;
import org.signetmail.account.ClientCredentials;
import org.signetmail.account.DeliveryRoute;
import org.signetmail.account.Symptom;

/** Supplies access tokens. Thread-safe. */
public interface TokenSource {
    /**
     * What Entra replied to a request for the token of a message; tests don't count.
     *
     * @param refusal why it gave none; empty if it gave one
     */
    record Reply(ClientCredentials credentials, Optional<Symptom> refusal) {}

    /**
     * Returns a token that is valid for the next few minutes, possibly a cached one.
     *
     * @throws TokenRefused if Entra refuses the request
     * @throws TokenUnavailable if there is no usable reply
     */
    AccessToken tokenFor(ClientCredentials credentials, DeliveryRoute route) throws TokenException;

    /** Requests a new token from Entra, for use after a cached one was refused. */
    AccessToken freshTokenFor(ClientCredentials credentials, DeliveryRoute route) throws TokenException;

    /**
     * The same source for tests on the settings page: every token is requested from Entra. Its back-off is separate:
     * throttled tests don't delay messages, nor the other way round.
     */
    default TokenSource uncached() {
        TokenSource source = this;
        return new TokenSource() {
            @Override
            public AccessToken tokenFor(ClientCredentials credentials, DeliveryRoute route) throws TokenException {
                return source.freshTokenFor(credentials, route);
            }

            @Override
            public AccessToken freshTokenFor(ClientCredentials credentials, DeliveryRoute route) throws TokenException {
                return source.freshTokenFor(credentials, route);
            }
        };
    }
}
