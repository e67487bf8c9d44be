package org.signetmail.token;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.signetmail.account.ClientCredentials;
import org.signetmail.account.DeliveryRoute;

/** Gives token-1, token-2, … or fails as told. */
final class NumberedTokenSource implements TokenSource {
    private final Clock clock;
    private volatile Instant lastEnd = Instant.EPOCH;
    final AtomicInteger asked = new AtomicInteger();
    Duration life = Duration.ofHours(1);
    volatile Optional<TokenException> failure = Optional.empty();
    volatile CountDownLatch gate = new CountDownLatch(0);

    NumberedTokenSource(Clock clock) {
        this.clock = clock;
    }

    @Override
    public AccessToken tokenFor(ClientCredentials credentials, DeliveryRoute route) throws TokenException {
        int number = asked.incrementAndGet();
        try {
            gate.await();
        } catch (InterruptedException stopping) {
            throw new IllegalStateException(stopping);
        }
        if (failure.isPresent()) {
            throw failure.get();
        }
        lastEnd = clock.instant().plus(life);
        return new AccessToken("token-" + number, clock.instant(), lastEnd);
    }

    /** When the token ends that was given last. */
    Instant lastEnd() {
        return lastEnd;
    }

    @Override
    public AccessToken freshTokenFor(ClientCredentials credentials, DeliveryRoute route) throws TokenException {
        return tokenFor(credentials, route);
    }
}
