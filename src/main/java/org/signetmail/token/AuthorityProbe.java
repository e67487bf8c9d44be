package org.signetmail.token;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.signetmail.account.Cloud;
import org.signetmail.account.OutboundProxy;
import org.signetmail.account.Peer;
import org.signetmail.net.CloudHttpClient;
import org.signetmail.net.HttpCall;
import org.signetmail.net.NoReply;

/** Tests whether a cloud's token service can be reached. Any HTTP reply counts; no credential is sent. */
@ApplicationScoped
public class AuthorityProbe {
    private static final Duration DEADLINE = Duration.ofSeconds(10);

    @Inject
    OutboundProxy proxy;

    @Inject
    Clock clock;

    /**
     * Returns the response time.
     *
     * @throws TokenUnavailable if there is no reply within 10 seconds
     */
    public Duration reach(Cloud cloud) throws TokenUnavailable {
        // A new client: a connection from the pool would prove nothing.
        var httpClient = CloudHttpClient.unpooled(proxy, clock);
        Instant startedAt = clock.instant();
        try {
            httpClient.call(
                    Peer.ENTRA, cloud.trust(), HttpCall.get(cloud.authority().resolve("/"), Map.of()), DEADLINE);
        } catch (NoReply none) {
            throw new TokenUnavailable(none.symptom());
        }
        return Duration.between(startedAt, clock.instant());
    }
}
