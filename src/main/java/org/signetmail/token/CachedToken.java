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

/**
 * The token of one key. While one is good nobody waits: ten minutes before its end it is renewed beside the mail that comes
 * first, and if that fails, again and again until it ends. Without a good one, whoever comes first asks, and whoever comes
 * meanwhile waits for that same answer, be it a token or a failure.
 *
 * <p>Whoever asks brings the credentials along: they are kept no longer than that.
 */
final class CachedToken {
    private static final Duration AHEAD = Duration.ofMinutes(10);
    /** A token that lives for minutes only is left alone for most of its life. */
    private static final int SHORT_LIFE_PART = 3;

    /** Between two attempts to renew a token that is still good. */
    private static final long PAUSE = Duration.ofSeconds(30).toMillis();

    private final TokenSource source;
    private final DeliveryRoute route;
    private final Executor backgroundExecutor;
    private final Clock clock;
    private final Object lock = new Object();
    private final AtomicLong nextRenewal = new AtomicLong(Long.MIN_VALUE);
    private volatile @Nullable Good good;
    private @Nullable FutureTask<AccessToken> requesting;

    /** A token with its times in milliseconds of the epoch, so that looking at it makes no garbage. */
    private record Good(AccessToken token, long renewFrom, long endsAt) {
        static Good of(AccessToken token) {
            Duration part =
                    Duration.between(token.obtainedAt(), token.expiresAt()).dividedBy(SHORT_LIFE_PART);
            Duration ahead = part.compareTo(AHEAD) < 0 ? part : AHEAD;
            return new Good(
                    token,
                    token.expiresAt().minus(ahead).toEpochMilli(),
                    token.expiresAt().toEpochMilli());
        }
    }

    /** @param beside where renewals run that nobody waits for */
    CachedToken(TokenSource source, DeliveryRoute route, Executor beside, Clock clock) {
        this.source = source;
        this.route = route;
        this.backgroundExecutor = beside;
        this.clock = clock;
    }

    /** The remembered token to its very end, else a new one. */
    AccessToken get(ClientCredentials credentials) throws TokenException {
        Good known = good;
        long now = clock.millis();
        if (known == null || now >= known.endsAt()) {
            return asked(credentials, true);
        }
        if (now >= known.renewFrom()) {
            renewInBackground(credentials, now);
        }
        return known.token();
    }

    private void renewInBackground(ClientCredentials credentials, long now) {
        long next = nextRenewal.get();
        if (now >= next && nextRenewal.compareAndSet(next, now + PAUSE)) {
            backgroundExecutor.execute(() -> {
                try {
                    asked(credentials, false);
                } catch (TokenException notYet) {
                    LogEvent.TOKEN_NOT_RENEWED
                            .with("code", notYet.symptom().code())
                            .with("words", notYet.symptom().words())
                            .log();
                }
            });
        }
    }

    /** A new token, whatever is remembered. */
    AccessToken renewed(ClientCredentials credentials) throws TokenException {
        return asked(credentials, false);
    }

    /** A token that was asked for elsewhere. */
    void take(AccessToken given) {
        good = Good.of(given);
    }

    /** Whether there is nothing in it that is of use, and nobody who asks. */
    boolean isOver() {
        synchronized (lock) {
            Good known = good;
            return requesting == null && (known == null || clock.millis() >= known.endsAt());
        }
    }

    /** @param anyGood whether a token that came between looking and locking will do */
    private AccessToken asked(ClientCredentials credentials, boolean anyGood) throws TokenException {
        FutureTask<AccessToken> mine = new FutureTask<>(() -> newToken(credentials));
        FutureTask<AccessToken> running;
        synchronized (lock) {
            Good known = good;
            if (anyGood && known != null && clock.millis() < known.endsAt()) {
                return known.token();
            }
            if (requesting == null) {
                requesting = mine;
            }
            running = requesting;
        }
        if (running == mine) {
            mine.run();
        }
        return answerOf(running);
    }

    private AccessToken newToken(ClientCredentials credentials) throws TokenException {
        try {
            AccessToken given = source.freshTokenFor(credentials, route);
            good = Good.of(given);
            return given;
        } finally {
            synchronized (lock) {
                requesting = null;
            }
        }
    }

    private AccessToken answerOf(FutureTask<AccessToken> done) throws TokenException {
        try {
            return done.get();
        } catch (ExecutionException failed) {
            Throwable why = failed.getCause();
            // Every thread gets an exception of its own, with its own stack.
            if (why instanceof TokenRefused refused) {
                throw new TokenRefused(refused.symptom());
            }
            if (why instanceof TokenUnavailable unavailable) {
                throw new TokenUnavailable(unavailable.symptom());
            }
            throw new IllegalStateException(why);
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
            throw new TokenUnavailable(Symptom.unanswered(
                    Peer.ENTRA, Symptom.NET_UNREACHABLE, "Interrupted while waiting", clock.instant()));
        }
    }
}
