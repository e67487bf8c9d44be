package org.signetmail.token;

import org.signetmail.account.ClientCredentials;
import org.signetmail.account.DeliveryRoute;

/** Tokens for tests on the settings page: each is requested from Entra, and no secret is kept. */
final class TestTokenSource implements TokenSource {
    private final TokenSource entra;
    private final TokenCache cache;

    /** @param entra a source with a back-off of its own */
    TestTokenSource(TokenSource entra, TokenCache cache) {
        this.entra = entra;
        this.cache = cache;
    }

    @Override
    public AccessToken tokenFor(ClientCredentials credentials, DeliveryRoute route) throws TokenException {
        AccessToken token = entra.freshTokenFor(credentials, route);
        cache.put(credentials, route, token);
        return token;
    }

    @Override
    public AccessToken freshTokenFor(ClientCredentials credentials, DeliveryRoute route) throws TokenException {
        return tokenFor(credentials, route);
    }

    @Override
    public TokenSource uncached() {
        return this;
    }
}
