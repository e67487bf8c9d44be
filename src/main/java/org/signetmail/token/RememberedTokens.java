package org.signetmail.token;

import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;
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
    private final Executor beside;
    private final Clock clock;
    private volatile @Nullable Recent recent;
    private final Map<Key, RememberedToken> remembered = new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Key, RememberedToken> eldest) {
            return size() > MOST;
        }
    };

    private record Key(ClientCredentials credentials, DeliveryRoute route) {}

    /** What was asked for last: whoever sends much keeps asking for the same. */
    private record Recent(ClientCredentials credentials, DeliveryRoute route, RememberedToken token) {}

    /** @param beside where tokens are renewed that nobody waits for */
    RememberedTokens(TokenSource source, Executor beside, Clock clock) {
        this.source = source;
        this.beside = beside;
        this.clock = clock;
    }

    @Override
    public AccessToken tokenFor(ClientCredentials credentials, DeliveryRoute route) throws TokenException {
        Recent last = recent;
        if (last != null && last.credentials.equals(credentials) && last.route == route) {
            return last.token.get();
        }
        RememberedToken token = of(credentials, route);
        recent = new Recent(credentials, route, token);
        return token.get();
    }

    @Override
    public AccessToken freshTokenFor(ClientCredentials credentials, DeliveryRoute route) throws TokenException {
        return of(credentials, route).renewed();
    }

    private RememberedToken of(ClientCredentials credentials, DeliveryRoute route) {
        synchronized (remembered) {
            return remembered.computeIfAbsent(
                    new Key(credentials, route),
                    key -> new RememberedToken(() -> source.freshTokenFor(credentials, route), beside, clock));
        }
    }
}
