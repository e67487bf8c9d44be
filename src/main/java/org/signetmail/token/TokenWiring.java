package org.signetmail.token;

import jakarta.annotation.Resource;
import jakarta.enterprise.concurrent.ManagedExecutorService;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.enterprise.inject.Produces;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import org.signetmail.account.OutboundProxy;
import org.signetmail.net.CloudHttpClient;

/** Wires this package: one token cache in front of Entra for the whole application, which tests bypass. */
@ApplicationScoped
class TokenWiring {
    /** A wrong Retry-After must not stop all messages for a day. */
    private static final Duration MAX_BACK_OFF = Duration.ofHours(1);

    /** A user may test again after this time. The symptom still has the full time that Entra requested. */
    private static final Duration MAX_BACK_OFF_OF_TESTS = Duration.ofSeconds(10);

    @Resource
    ManagedExecutorService executor;

    @Produces
    @ApplicationScoped
    TokenSource tokens(OutboundProxy proxy, Clock clock, TokenStatistics statistics, Event<TokenSource.Reply> replies) {
        return cache(proxy, clock, executor, statistics, reply -> executor.execute(() -> replies.fire(reply)));
    }

    /** @param listener is told of Entra's replies to requests for messages */
    static TokenSource cache(
            OutboundProxy proxy,
            Clock clock,
            Executor backgroundExecutor,
            TokenStatistics statistics,
            Consumer<TokenSource.Reply> listener) {
        var entra = new EntraTokenSource(CloudHttpClient.unpooled(proxy, clock), clock);
        return new TokenCache(
                new ThrottledTokenSource(
                        new CountedTokenSource(entra, MAX_BACK_OFF, statistics, listener), clock, MAX_BACK_OFF),
                new ThrottledTokenSource(entra, clock, MAX_BACK_OFF_OF_TESTS),
                backgroundExecutor,
                clock);
    }
}
