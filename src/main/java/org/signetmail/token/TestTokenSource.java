package org.signetmail.token;

import org.signetmail.account.ClientCredentials;
import org.signetmail.account.DeliveryRoute;

/** Tokens for the tests of a person: Entra is asked every time, and no secret is remembered. */
final class TestTokenSource implements TokenSource {
    private final TokenSource entra;
    private final TokenCache ofMail;

    /** @param entra with pauses of its own */
    TestTokenSource(TokenSource entra, TokenCache ofMail) {
        this.entra = entra;
        this.ofMail = ofMail;
    }

    @Override
    public AccessToken tokenFor(ClientCredentials credentials, DeliveryRoute route) throws TokenException {
        AccessToken given = entra.freshTokenFor(credentials, route);
        ofMail.take(credentials, route, given);
        return given;
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
