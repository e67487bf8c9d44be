package org.signetmail.token;

import java.time.Instant;
import java.util.Optional;

/** A bearer token for one application and one route. Never prints itself. */
public record AccessToken(String value, Instant obtainedAt, Instant expiresAt) {

    /**
     * What the token says of itself, for diagnosis only: it is meant for its audience, and another token service may hand
     * out one that can't be read. Empty then.
     */
    public Optional<TokenClaims> claims() {
        return TokenClaims.read(value);
    }

    @Override
    public String toString() {
        return "AccessToken[…]";
    }
}
