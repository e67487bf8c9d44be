package org.signetmail.token;

import java.lang.ref.WeakReference;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;
import org.signetmail.account.ApplicationRegistration;
import org.signetmail.account.ClientCredentials;
import org.signetmail.account.DeliveryRoute;
import org.signetmail.account.Fingerprint;

/**
 * Remembers what another source gave, for as long as it is good.
 *
 * <p>What is remembered belongs to the credentials value: changed settings are another key and simply miss, so nothing is
 * ever invalidated. Of a secret only its fingerprint is kept. Failures are not remembered.
 */
final class TokenCache implements TokenSource {
    /** Both routes of the saved credentials, and of those that mail under way was handed over with. */
    private static final int MOST = 8;

    private final TokenSource source;
    private final TokenSource tests;
    private final Executor backgroundExecutor;
    private final Clock clock;
    private volatile @Nullable Recent recent;
    private final Map<Key, CachedToken> cached = new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Key, CachedToken> eldest) {
            return size() > MOST;
        }
    };

    private record Key(ApplicationRegistration application, Fingerprint secret, DeliveryRoute route) {
        static Key of(ClientCredentials credentials, DeliveryRoute route) {
            return new Key(credentials.application(), Fingerprint.of(credentials.secret()), route);
        }

        /** Whether it is of the same application with another secret: at any time it has one. */
        boolean isReplacedBy(Key other) {
            return application.equals(other.application) && !secret.equals(other.secret);
        }
    }

    /** What was asked for last: whoever sends much keeps asking for the same. It does not keep the credentials alive. */
    private record Recent(WeakReference<ClientCredentials> credentials, DeliveryRoute route, CachedToken token) {
        boolean isOf(ClientCredentials wanted, DeliveryRoute by) {
            return route == by && wanted.equals(credentials.get());
        }
    }

    /**
     * In front of two ways to the same Entra.
     *
     * @param ofTests what tests ask
     * @param beside where tokens are renewed that nobody waits for
     */
    TokenCache(TokenSource source, TokenSource ofTests, Executor beside, Clock clock) {
        this.source = source;
        this.tests = new TestTokenSource(ofTests, this);
        this.backgroundExecutor = beside;
        this.clock = clock;
    }

    @Override
    public AccessToken tokenFor(ClientCredentials credentials, DeliveryRoute route) throws TokenException {
        Recent last = recent;
        if (last != null && last.isOf(credentials, route)) {
            return last.token.get(credentials);
        }
        CachedToken token = of(credentials, route);
        recent = new Recent(new WeakReference<>(credentials), route, token);
        return token.get(credentials);
    }

    @Override
    public AccessToken freshTokenFor(ClientCredentials credentials, DeliveryRoute route) throws TokenException {
        return of(credentials, route).renewed(credentials);
    }

    @Override
    public TokenSource uncached() {
        return tests;
    }

    /** Takes over a token that a test was given, if mail is sent with these credentials: its rights may be newer. */
    void take(ClientCredentials credentials, DeliveryRoute route, AccessToken given) {
        var key = Key.of(credentials, route);
        synchronized (cached) {
            CachedToken known = cached.get(key);
            if (known != null) {
                known.take(given);
            }
        }
    }

    private CachedToken of(ClientCredentials credentials, DeliveryRoute route) {
        var key = Key.of(credentials, route);
        synchronized (cached) {
            boolean gone = cached.entrySet()
                    .removeIf(entry -> !entry.getKey().equals(key)
                            && (entry.getKey().isReplacedBy(key)
                                    || entry.getValue().isOver()));
            if (gone) {
                recent = null;
            }
            return cached.computeIfAbsent(key, missing -> new CachedToken(source, route, backgroundExecutor, clock));
        }
    }
}
