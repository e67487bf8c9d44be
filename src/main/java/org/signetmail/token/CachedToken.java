package org.signetmail.token;

import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.FutureTask;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.signetmail.account.ClientCredentials;
import org.signetmail.account.DeliveryRoute;
import org.signetmail.account.Peer;
import org.signetmail.account.Symptom;
import org.signetmail.log.LogEvent;
import org.signetmail.text.Messages;

/**
 * The cached token of one key. While it is valid, no caller waits: from ten minutes before it expires, the next call
 * starts a renewal in the background, which is retried until the token expires. Without a valid token, the first caller
 * requests one and concurrent callers wait for the same result, a token or a failure (single flight).
 *
 * <p>Callers pass the credentials; they are not kept after the request.
 */
final class CachedToken {
    private static final Duration RENEW_AHEAD = Duration.ofMinutes(10);
    /** A short-lived token is renewed only in the last third of its lifetime. */
    private static final int RENEWED_PART = 3;

    /** Milliseconds between two attempts to renew a valid token. */
    private static final long RETRY_INTERVAL = Duration.ofSeconds(30).toMillis();

    private final TokenSource source;
    private final DeliveryRoute route;
    private final Executor backgroundExecutor;
    private final Clock clock;
    private final Object lock = new Object();
    private final AtomicLong nextRenewal = new AtomicLong(Long.MIN_VALUE);
    private volatile @Nullable ValidToken valid;
    private @Nullable FutureTask<AccessToken> requesting;

    /** A token with its times in milliseconds since the epoch: reading them allocates no objects. */
    private record ValidToken(AccessToken token, long renewFrom, long expiresAt) {
        static ValidToken of(AccessToken token) {
            Duration part =
                    Duration.between(token.obtainedAt(), token.expiresAt()).dividedBy(RENEWED_PART);
            Duration ahead = part.compareTo(RENEW_AHEAD) < 0 ? part : RENEW_AHEAD;
            return new ValidToken(
                    token,
                    token.expiresAt().minus(ahead).toEpochMilli(),
                    token.expiresAt().toEpochMilli());
        }
    }

    /** @param backgroundExecutor runs renewals that no caller waits for */
    CachedToken(TokenSource source, DeliveryRoute route, Executor backgroundExecutor, Clock clock) {
        this.source = source;
        this.route = route;
        this.backgroundExecutor = backgroundExecutor;
        this.clock = clock;
    }

    /** Returns the cached token until it expires, otherwise a new one. */
    AccessToken get(ClientCredentials credentials) throws TokenException {
        ValidToken current = valid;
        long now = clock.millis();
        if (current == null || now >= current.expiresAt()) {
            return request(credentials, true);
        }
        if (now >= current.renewFrom()) {
            renewInBackground(credentials, now);
        }
        return current.token();
    }

    private void renewInBackground(ClientCredentials credentials, long now) {
        long next = nextRenewal.get();
        if (now >= next && nextRenewal.compareAndSet(next, now + RETRY_INTERVAL)) {
            backgroundExecutor.execute(() -> {
                try {
                    request(credentials, false);
                } catch (TokenException notYet) {
                    LogEvent.TOKEN_NOT_RENEWED
                            .with("code", notYet.symptom().code())
                            .with("words", notYet.symptom().words())
                            .log();
                }
            });
        }
    }

    /** Requests a new token, regardless of the cached one. */
    AccessToken renew(ClientCredentials credentials) throws TokenException {
        return request(credentials, false);
    }

    /** Caches a token that was requested elsewhere. */
    void replace(AccessToken token) {
        valid = ValidToken.of(token);
    }

    /** Whether it can be evicted: it has no valid token, and no request is in flight. */
    boolean isEvictable() {
        synchronized (lock) {
            ValidToken current = valid;
            return requesting == null && (current == null || clock.millis() >= current.expiresAt());
        }
    }

    /** @param acceptCached whether to accept a token that another thread has cached meanwhile */
    private AccessToken request(ClientCredentials credentials, boolean acceptCached) throws TokenException {
        FutureTask<AccessToken> own = new FutureTask<>(() -> newToken(credentials));
        FutureTask<AccessToken> running;
        synchronized (lock) {
            ValidToken current = valid;
            if (acceptCached && current != null && clock.millis() < current.expiresAt()) {
                return current.token();
            }
            if (requesting == null) {
                requesting = own;
            }
            running = requesting;
        }
        if (running == own) {
            own.run();
        }
        return resultOf(running);
    }

    private AccessToken newToken(ClientCredentials credentials) throws TokenException {
        try {
            AccessToken token = source.freshTokenFor(credentials, route);
            valid = ValidToken.of(token);
            return token;
        } finally {
            synchronized (lock) {
                requesting = null;
            }
        }
    }

    private AccessToken resultOf(FutureTask<AccessToken> done) throws TokenException {
        try {
            return done.get();
        } catch (ExecutionException failed) {
            Throwable cause = failed.getCause();
            // A new exception for each thread, with its own stack trace.
            if (cause instanceof TokenRefused refused) {
                throw new TokenRefused(refused.symptom());
            }
            if (cause instanceof TokenUnavailable unavailable) {
                throw new TokenUnavailable(unavailable.symptom());
            }
            throw new IllegalStateException(cause);
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
            throw new TokenUnavailable(Symptom.unanswered(
                    Peer.ENTRA, Symptom.NET_UNREACHABLE, Messages.text("token.interrupted"), clock.instant()));
        }
    }
}
