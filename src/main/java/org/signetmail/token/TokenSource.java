package org.signetmail.token;

import org.signetmail.account.ClientCredentials;
import org.signetmail.account.DeliveryRoute;

/** Where access tokens come from. Safe for many threads. */
public interface TokenSource {

    /**
     * A token that is good for the next few minutes, perhaps one that was given before.
     *
     * @throws TokenRefused if Entra answered and said no
     * @throws TokenUnavailable if no usable answer came
     */
    AccessToken tokenFor(ClientCredentials credentials, DeliveryRoute route) throws TokenException;

    /** A token that Entra gives just now: after a remembered one was refused. */
    AccessToken freshTokenFor(ClientCredentials credentials, DeliveryRoute route) throws TokenException;

    /**
     * The same source for a person's tests: every token is one that Entra gives just now. A pause that Entra asks for there
     * holds no mail back, and one that mail was asked for holds no test back.
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
