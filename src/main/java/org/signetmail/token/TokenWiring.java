package org.signetmail.token;

import jakarta.annotation.Resource;
import jakarta.enterprise.concurrent.ManagedExecutorService;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.Executor;
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
    TokenSource tokens(OutboundProxy proxy, Clock clock, TokenStatistics statistics) {
        return cache(proxy, clock, executor, statistics);
    }

    static TokenSource cache(
            OutboundProxy proxy, Clock clock, Executor backgroundExecutor, TokenStatistics statistics) {
        var entra = new EntraTokenSource(CloudHttpClient.unpooled(proxy, clock), clock);
        return new TokenCache(
                new ThrottledTokenSource(new CountedTokenSource(entra, MAX_BACK_OFF, statistics), clock, MAX_BACK_OFF),
                new ThrottledTokenSource(entra, clock, MAX_BACK_OFF_OF_TESTS),
                backgroundExecutor,
                clock);
    }
}
