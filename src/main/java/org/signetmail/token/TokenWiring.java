package org.signetmail.token;

import jakarta.annotation.Resource;
import jakarta.enterprise.concurrent.ManagedExecutorService;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import java.time.Clock;
import java.util.concurrent.Executor;
import org.signetmail.account.OutboundProxy;
import org.signetmail.wire.CloudLine;

/** Puts the room together: one memory in front of Entra for the whole application. */
@ApplicationScoped
class TokenWiring {
    @Resource
    ManagedExecutorService executor;

    @Produces
    @ApplicationScoped
    TokenSource tokens(OutboundProxy proxy, Clock clock) {
        return remembering(proxy, clock, executor);
    }

    static TokenSource remembering(OutboundProxy proxy, Clock clock, Executor beside) {
        var entra = new PatientTokens(new EntraTokens(CloudLine.anew(proxy, clock), clock), clock);
        return new RememberedTokens(entra, beside, clock);
    }
}
