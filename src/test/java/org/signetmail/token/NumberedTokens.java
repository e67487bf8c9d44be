package org.signetmail.token;

import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.signetmail.account.ClientCredentials;
import org.signetmail.account.DeliveryRoute;

/** Gives token-1, token-2, … or fails as told. */
final class NumberedTokens implements TokenSource {
    private final Clock clock;
    final AtomicInteger asked = new AtomicInteger();
    Duration life = Duration.ofHours(1);
    volatile Optional<TokenException> failure = Optional.empty();
    volatile CountDownLatch gate = new CountDownLatch(0);

    NumberedTokens(Clock clock) {
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
        return new AccessToken(
                "token-" + number, clock.instant(), clock.instant().plus(life));
    }

    @Override
    public AccessToken freshTokenFor(ClientCredentials credentials, DeliveryRoute route) throws TokenException {
        return tokenFor(credentials, route);
    }
}
