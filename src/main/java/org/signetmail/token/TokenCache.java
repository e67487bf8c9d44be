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
 * A token cache in front of another source.
 *
 * <p>The credentials are the key: changed settings are a different key, so entries need no invalidation. Only the
 * fingerprint of a secret is kept. Failures are not cached.
 */
final class TokenCache implements TokenSource {
    /** Room for both routes of the saved credentials and of previous ones that messages in flight still use. */
    private static final int MAX_ENTRIES = 8;

    private final TokenSource source;
    private final TokenSource tests;
    private final Executor backgroundExecutor;
    private final Clock clock;
    private volatile @Nullable Recent recent;
    private final Map<Key, CachedToken> cached = new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Key, CachedToken> eldest) {
            return size() > MAX_ENTRIES;
        }
    };

    private record Key(ApplicationRegistration application, Fingerprint secret, DeliveryRoute route) {
        static Key of(ClientCredentials credentials, DeliveryRoute route) {
            return new Key(credentials.application(), Fingerprint.of(credentials.credential()), route);
        }

        /**
         * Whether the other key is for the same application with another secret; only one secret is in use at a time.
         */
        boolean isReplacedBy(Key other) {
            return application.equals(other.application) && !secret.equals(other.secret);
        }
    }

    /**
     * The most recently used entry, since consecutive requests are usually the same. Does not keep the credentials
     * alive.
     */
    private record Recent(WeakReference<ClientCredentials> credentials, DeliveryRoute route, CachedToken token) {
        boolean matches(ClientCredentials wanted, DeliveryRoute by) {
            return route == by && wanted.equals(credentials.get());
        }
    }

    /**
     * Creates a cache for two sources of the same Entra.
     *
     * @param testSource the source for tests
     * @param backgroundExecutor runs renewals that no caller waits for
     */
    TokenCache(TokenSource source, TokenSource testSource, Executor backgroundExecutor, Clock clock) {
        this.source = source;
        this.tests = new TestTokenSource(testSource, this);
        this.backgroundExecutor = backgroundExecutor;
        this.clock = clock;
    }

    @Override
    public AccessToken tokenFor(ClientCredentials credentials, DeliveryRoute route) throws TokenException {
        Recent latest = recent;
        if (latest != null && latest.matches(credentials, route)) {
            return latest.token.get(credentials);
        }
        CachedToken token = entry(credentials, route);
        recent = new Recent(new WeakReference<>(credentials), route, token);
        return token.get(credentials);
    }

    @Override
    public AccessToken freshTokenFor(ClientCredentials credentials, DeliveryRoute route) throws TokenException {
        return entry(credentials, route).renew(credentials);
    }

    @Override
    public TokenSource uncached() {
        return tests;
    }

    /** Caches a token of a test if there is an entry for its credentials: it may have newer permissions. */
    void put(ClientCredentials credentials, DeliveryRoute route, AccessToken token) {
        var key = Key.of(credentials, route);
        synchronized (cached) {
            CachedToken known = cached.get(key);
            if (known != null) {
                known.replace(token);
            }
        }
    }

    private CachedToken entry(ClientCredentials credentials, DeliveryRoute route) {
        var key = Key.of(credentials, route);
        synchronized (cached) {
            boolean evicted = cached.entrySet()
                    .removeIf(entry -> !entry.getKey().equals(key)
                            && (entry.getKey().isReplacedBy(key)
                                    || entry.getValue().isEvictable()));
            if (evicted) {
                recent = null;
            }
            return cached.computeIfAbsent(key, missing -> new CachedToken(source, route, backgroundExecutor, clock));
        }
    }
}
