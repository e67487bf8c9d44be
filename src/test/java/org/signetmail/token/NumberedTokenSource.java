package org.signetmail.token;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.signetmail.account.ClientCredentials;
import org.signetmail.account.DeliveryRoute;

/** Returns token-1, token-2, and so on, or fails with the exception that a test sets. */
final class NumberedTokenSource implements TokenSource {
    private final Clock clock;
    private volatile Instant lastExpiry = Instant.EPOCH;
    final AtomicInteger requests = new AtomicInteger();
    Duration life = Duration.ofHours(1);
    volatile Optional<TokenException> failure = Optional.empty();
    volatile CountDownLatch gate = new CountDownLatch(0);

    NumberedTokenSource(Clock clock) {
        this.clock = clock;
    }

    @Override
    public AccessToken tokenFor(ClientCredentials credentials, DeliveryRoute route) throws TokenException {
        int number = requests.incrementAndGet();
        try {
            gate.await();
        } catch (InterruptedException stopping) {
            throw new IllegalStateException(stopping);
        }
        if (failure.isPresent()) {
            throw failure.get();
        }
        lastExpiry = clock.instant().plus(life);
        return new AccessToken("token-" + number, clock.instant(), lastExpiry);
    }

    /** When the last token expires. */
    Instant lastExpiry() {
        return lastExpiry;
    }

    @Override
    public AccessToken freshTokenFor(ClientCredentials credentials, DeliveryRoute route) throws TokenException {
        return tokenFor(credentials, route);
    }
}
