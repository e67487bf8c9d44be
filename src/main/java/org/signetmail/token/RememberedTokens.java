package org.signetmail.token;

import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.Map;
import org.signetmail.account.ClientCredentials;
import org.signetmail.account.DeliveryRoute;

/**
 * Remembers what another source gave, for as long as it is good.
 *
 * <p>What is remembered belongs to the credentials value: changed settings are another key and simply miss, so nothing is
 * ever invalidated. Failures are not remembered.
 */
final class RememberedTokens implements TokenSource {
    /** Both routes of the saved credentials, and of a few that are being tried out. */
    private static final int MOST = 8;

    private final TokenSource source;
    private final Clock clock;
    private final Map<Key, RememberedToken> remembered = new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Key, RememberedToken> eldest) {
            return size() > MOST;
        }
    };

    private record Key(ClientCredentials credentials, DeliveryRoute route) {}

    RememberedTokens(TokenSource source, Clock clock) {
        this.source = source;
        this.clock = clock;
    }

    @Override
    public AccessToken tokenFor(ClientCredentials credentials, DeliveryRoute route) throws TokenException {
        return of(credentials, route).get();
    }

    @Override
    public AccessToken freshTokenFor(ClientCredentials credentials, DeliveryRoute route) throws TokenException {
        return of(credentials, route).renewed();
    }

    private RememberedToken of(ClientCredentials credentials, DeliveryRoute route) {
        synchronized (remembered) {
            return remembered.computeIfAbsent(
                    new Key(credentials, route),
                    key -> new RememberedToken(() -> source.freshTokenFor(credentials, route), clock));
        }
    }
}
