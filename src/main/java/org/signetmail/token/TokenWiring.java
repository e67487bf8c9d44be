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

/** Puts the room together: one memory in front of Entra for the whole application, and tests past it. */
@ApplicationScoped
class TokenWiring {
    /** A slip in a header is not to stop all mail of a day. */
    private static final Duration LONGEST_PAUSE = Duration.ofHours(1);

    /** A person may ask again after so long. How long Entra wants to be left alone, the symptom says all the same. */
    private static final Duration LONGEST_PAUSE_OF_TESTS = Duration.ofSeconds(10);

    @Resource
    ManagedExecutorService executor;

    @Produces
    @ApplicationScoped
    TokenSource tokens(OutboundProxy proxy, Clock clock) {
        return cache(proxy, clock, executor);
    }

    static TokenSource cache(OutboundProxy proxy, Clock clock, Executor beside) {
        var entra = new EntraTokenSource(CloudHttpClient.anew(proxy, clock), clock);
        return new TokenCache(
                new ThrottledTokenSource(entra, clock, LONGEST_PAUSE),
                new ThrottledTokenSource(entra, clock, LONGEST_PAUSE_OF_TESTS),
                beside,
                clock);
    }
}
