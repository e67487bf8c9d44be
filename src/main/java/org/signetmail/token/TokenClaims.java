package org.signetmail.token;

import java.util.List;
import java.util.Optional;

/**
 * The claims of an app-only token that help in diagnosis; a claim that is not there is blank.
 *
 * @param application {@code appid}, or {@code azp} in tokens of version 2.0
 * @param roles the app roles; none where consent is missing, and legitimately none with RBAC for Applications
 * @see <a href="https://learn.microsoft.com/entra/identity-platform/access-token-claims-reference">Access token claims</a>
 */
public record TokenClaims(
        String audience, String tenant, String application, String applicationName, List<String> roles) {

    static Optional<TokenClaims> read(String token) {
        return Optional.empty();
    }
}
