package org.signetmail.token;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import org.jspecify.annotations.Nullable;
import org.signetmail.account.Peer;
import org.signetmail.account.Symptom;

/**
 * The token of one key. Whoever finds it too old asks for a new one; whoever comes meanwhile waits for that same answer,
 * be it a token or a failure. Nobody else is held up.
 */
final class RememberedToken {
    private static final Duration MARGIN = Duration.ofMinutes(3);
    /** A token that lives for minutes only is still good for most of its life. */
    private static final int SHORT_LIFE_PART = 5;

    private final Ask ask;
    private final Clock clock;
    private final Object lock = new Object();
    private volatile @Nullable AccessToken token;
    private @Nullable FutureTask<AccessToken> asking;

    /** How a new token is asked for. */
    interface Ask {
        AccessToken newToken() throws TokenException;
    }

    RememberedToken(Ask ask, Clock clock) {
        this.ask = ask;
        this.clock = clock;
    }

    /** The remembered token while it is good, else a new one; the old one to its very end while Entra can't be reached. */
    AccessToken get() throws TokenException {
        AccessToken known = token;
        if (known != null && clock.instant().isBefore(goodUntil(known))) {
            return known;
        }
        try {
            return asked(true);
        } catch (TokenUnavailable noNewOne) {
            if (known != null && clock.instant().isBefore(known.expiresAt())) {
                return known;
            }
            throw noNewOne;
        }
    }

    /** A new token, whatever is remembered. */
    AccessToken renewed() throws TokenException {
        return asked(false);
    }

    /** @param anyGood whether a token that came between looking and locking will do */
    private AccessToken asked(boolean anyGood) throws TokenException {
        FutureTask<AccessToken> mine = new FutureTask<>(this::newToken);
        FutureTask<AccessToken> running;
        synchronized (lock) {
            AccessToken known = token;
            if (anyGood && known != null && clock.instant().isBefore(goodUntil(known))) {
                return known;
            }
            if (asking == null) {
                asking = mine;
            }
            running = asking;
        }
        if (running == mine) {
            mine.run();
        }
        return answerOf(running);
    }

    private AccessToken newToken() throws TokenException {
        try {
            AccessToken given = ask.newToken();
            token = given;
            return given;
        } finally {
            synchronized (lock) {
                asking = null;
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

    private static Instant goodUntil(AccessToken token) {
        Duration part = Duration.between(token.obtainedAt(), token.expiresAt()).dividedBy(SHORT_LIFE_PART);
        return token.expiresAt().minus(part.compareTo(MARGIN) < 0 ? part : MARGIN);
    }
}
