package org.signetmail.token;

import java.time.Clock;
import java.util.concurrent.ForkJoinPool;
import java.util.function.Consumer;
import org.signetmail.account.OutboundProxy;

/** Wires this package as the application does, for tests of other packages. */
public final class TokenFixture {
    private TokenFixture() {}

    public static TokenSource tokens(OutboundProxy proxy, Clock clock) {
        return tokens(proxy, clock, new TokenStatistics());
    }

    /** A source whose requests for messages are counted there. */
    public static TokenSource tokens(OutboundProxy proxy, Clock clock, TokenStatistics statistics) {
        return tokens(proxy, clock, statistics, reply -> {});
    }

    /** The same; the listener is told of Entra's replies to requests for messages. */
    public static TokenSource tokens(
            OutboundProxy proxy, Clock clock, TokenStatistics statistics, Consumer<TokenSource.Reply> listener) {
        return TokenWiring.cache(proxy, clock, ForkJoinPool.commonPool(), statistics, listener);
    }

    /** The token cache in front of another source than Entra. */
    public static TokenSource remembering(TokenSource source, Clock clock) {
        return new TokenCache(source, source, ForkJoinPool.commonPool(), clock);
    }

    @SuppressWarnings("UnnecessaryAssignment") // A test is the framework here.
    public static AuthorityProbe probe(OutboundProxy proxy, Clock clock) {
        var probe = new AuthorityProbe();
        probe.proxy = proxy;
        probe.clock = clock;
        return probe;
    }
}
