package org.signetmail.practice;

import com.sun.net.httpserver.Headers;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What was posted to the token endpoint; fields that were not sent are empty.
 *
 * @see <a href="https://learn.microsoft.com/entra/identity-platform/v2-oauth2-client-creds-grant-flow">Client credentials</a>
 */
record TokenForm(
        String grantType,
        String clientId,
        String clientSecret,
        String assertionType,
        String assertion,
        String scope,
        String carried) {

    /** Scopes that a client may send besides the resource, and msal4j does. */
    private static final List<String> OPEN_ID = List.of("openid", "profile", "offline_access");

    static TokenForm read(Headers headers, byte[] body) {
        Map<String, String> fields = new HashMap<>();
        String text = new String(body, StandardCharsets.UTF_8);
        for (String pair : text.split("&", -1)) {
            int equals = pair.indexOf('=');
            if (equals > 0) {
                fields.put(decoded(pair.substring(0, equals)), decoded(pair.substring(equals + 1)));
            }
        }
        String basic = headers.getFirst("Authorization");
        if (basic != null && basic.startsWith("Basic ")) {
            String[] login = new String(
                            Base64.getDecoder().decode(basic.substring(6).strip()), StandardCharsets.UTF_8)
                    .split(":", 2);
            fields.putIfAbsent("client_id", decoded(login[0]));
            fields.putIfAbsent("client_secret", login.length > 1 ? decoded(login[1]) : "");
        }
        return new TokenForm(
                fields.getOrDefault("grant_type", ""),
                fields.getOrDefault("client_id", ""),
                fields.getOrDefault("client_secret", ""),
                fields.getOrDefault("client_assertion_type", ""),
                fields.getOrDefault("client_assertion", ""),
                fields.getOrDefault("scope", ""),
                text + "\n" + fields.values() + "\n" + headers.values());
    }

    /** The scopes apart from those of OpenID Connect. */
    List<String> resourceScopes() {
        return List.of(scope.strip().split("\\s+")).stream()
                .filter(one -> !one.isEmpty() && !OPEN_ID.contains(one))
                .toList();
    }

    @Override
    public String toString() {
        return "TokenForm[" + grantType + ", " + clientId + ", " + scope + "]";
    }

    private static String decoded(String value) {
        try {
            return URLDecoder.decode(value, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException malformed) {
            return value;
        }
    }
}
