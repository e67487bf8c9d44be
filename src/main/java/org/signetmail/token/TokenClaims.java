package org.signetmail.token;

import jakarta.json.JsonObject;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import org.signetmail.net.LenientJson;

/**
 * The claims of an app-only token that help with diagnosis; a missing claim is empty.
 *
 * @param application {@code appid}, or {@code azp} in tokens of version 2.0
 * @param roles the app roles; empty if consent is missing, and legitimately empty with RBAC for Applications
 * @see <a href="https://learn.microsoft.com/entra/identity-platform/access-token-claims-reference">Access token claims</a>
 */
public record TokenClaims(
        String audience, String tenant, String application, String applicationName, List<String> roles) {
    public TokenClaims {
        roles = List.copyOf(roles);
    }

    private static final int LONGEST = 1 << 16;

    /** Reads the claims of a JWT without verifying it; empty if it is not a JWT. */
    static Optional<TokenClaims> read(String token) {
        String[] parts = token.split("\\.", -1);
        if (parts.length < 2 || token.length() > LONGEST) {
            return Optional.empty();
        }
        String payload;
        try {
            payload = new String(Base64.getUrlDecoder().decode(parts[1]), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException notBase64) {
            return Optional.empty();
        }
        JsonObject claims = LenientJson.object(payload);
        if (claims.isEmpty()) {
            return Optional.empty();
        }
        String application = LenientJson.text(claims, "appid");
        return Optional.of(new TokenClaims(
                LenientJson.texts(claims, "aud").stream().findFirst().orElse(""),
                LenientJson.text(claims, "tid"),
                application.isEmpty() ? LenientJson.text(claims, "azp") : application,
                LenientJson.text(claims, "app_displayname"),
                LenientJson.texts(claims, "roles")));
    }
}
