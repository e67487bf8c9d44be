package org.signetmail.token;

import java.time.Instant;
import java.util.Optional;

/** A bearer token for one application and one route. Never prints itself. */
public record AccessToken(String value, Instant obtainedAt, Instant expiresAt) {

    /**
     * The claims of the token, for diagnosis only: a token is meant for its audience, and another token service may
     * issue opaque ones. Empty if it can't be read.
     */
    public Optional<TokenClaims> claims() {
        return TokenClaims.read(value);
    }

    @Override
    public String toString() {
        return "AccessToken[…]";
    }
}
