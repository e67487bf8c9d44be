package org.signetmail.token;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import java.time.Clock;
import org.signetmail.account.OutboundProxy;

/** Puts the room together: one memory in front of Entra for the whole application. */
@ApplicationScoped
class TokenWiring {

    @Produces
    @ApplicationScoped
    TokenSource tokens(OutboundProxy proxy, Clock clock) {
        return new RememberedTokens(new EntraTokens(new CloudLine(proxy, clock), clock), clock);
    }
}
