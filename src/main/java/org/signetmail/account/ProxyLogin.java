package org.signetmail.account;

import java.nio.charset.StandardCharsets;
import java.util.Base64;

/**
 * User name and password for the proxy. Never prints itself.
 *
 * @param user may be empty, as may the password
 */
public record ProxyLogin(String user, String password) {
    /** @throws InvalidInput if Basic authentication can't express it */
    public ProxyLogin {
        if (user.contains(":")) {
            throw InvalidInput.of("account.proxy.colon");
        }
        if ((user + password).chars().anyMatch(Character::isISOControl)) {
            throw InvalidInput.of("account.proxy.control");
        }
    }

    /**
     * The value of a {@code Proxy-Authorization} header, in UTF-8.
     *
     * @see <a href="https://www.rfc-editor.org/rfc/rfc7617#section-2">RFC 7617 section 2</a>
     */
    public String asBasic() {
        byte[] pair = (user + ":" + password).getBytes(StandardCharsets.UTF_8);
        return "Basic " + Base64.getEncoder().encodeToString(pair);
    }

    @Override
    public String toString() {
        return "ProxyLogin[…]";
    }
}
