package org.signetmail.net;

import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.signetmail.account.OutboundProxy;
import org.signetmail.account.Peer;
import org.signetmail.account.Symptom;
import org.signetmail.account.Trust;

/**
 * The line over which a cloud's HTTP hosts are called: through the proxy if there is one, trusting whom the cloud trusts.
 *
 * <p>Follows no redirect, so that a credential stays with the host it was meant for, and repeats nothing. The thread
 * that calls does all the work. Safe for many threads.
 */
public final class CloudHttpClient {
    /** An answer's own body is limited besides. */
    private static final int LONGEST_TALK = 2 << 20;

    private static final Duration MAX_IDLE = Duration.ofSeconds(20);

    private final OutboundProxy proxy;
    private final AddressResolver resolver;
    private final Clock clock;
    private final boolean keeps;
    private final ConnectionPool<Endpoint, HttpConnection> pool;

    CloudHttpClient(OutboundProxy proxy, AddressResolver resolver, Clock clock, boolean keeps) {
        this.proxy = proxy;
        this.resolver = resolver;
        this.clock = clock;
        this.keeps = keeps;
        pool = new ConnectionPool<>(MAX_IDLE, clock);
    }

    /** With a new connection for each call. */
    public static CloudHttpClient unpooled(OutboundProxy proxy, Clock clock) {
        return new CloudHttpClient(proxy, AddressResolver.SYSTEM, clock, false);
    }

    /**
     * With pooled connections. {@link #abortOverdue} and {@link #evictIdle} are to be called every second or so, and
     * {@link #close} in the end.
     */
    public static CloudHttpClient pooled(OutboundProxy proxy, Clock clock) {
        return new CloudHttpClient(proxy, AddressResolver.SYSTEM, clock, true);
    }

    /**
     * Calls a host and waits for its whole answer.
     *
     * @param time how long all of it may take
     * @throws NoReply if none came
     */
    public HttpReply call(Peer peer, Trust trust, HttpCall call, Duration time) throws NoReply {
        var to = Endpoint.of(trust, call.uri());
        var deadline = Deadline.in(time, LONGEST_TALK);
        PooledConnection<Endpoint, HttpConnection> pooled;
        try {
            pooled = connection(to, deadline);
        } catch (IOException failed) {
            throw new NoReply(symptom(peer, to, failed), false);
        }
        HttpConnection connection = pooled.connection();
        try {
            return connection.answer(call, keeps);
        } catch (IOException failed) {
            throw new NoReply(symptom(peer, to, failed), connection.handedOver());
        } finally {
            if (connection.isReusable()) {
                pool.release(pooled, connection.idleAtMost());
            } else {
                pool.discard(pooled);
            }
        }
    }

    private PooledConnection<Endpoint, HttpConnection> connection(Endpoint to, Deadline deadline) throws IOException {
        Optional<PooledConnection<Endpoint, HttpConnection>> idle = pool.acquire(to, deadline);
        return idle.isPresent() ? idle.get() : pool.add(to, HttpConnection.open(to, proxy, resolver, deadline));
    }

    private Symptom symptom(Peer peer, Endpoint to, IOException failed) {
        Instant at = clock.instant();
        // With a proxy: who of the two was silent can't be told apart.
        return proxy.address()
                .map(through -> NetworkErrors.seen(
                        peer,
                        to.host() + " through the proxy " + through.getHostString() + ":" + through.getPort(),
                        failed,
                        at))
                .orElseGet(() -> NetworkErrors.seen(peer, to.host(), failed, at));
    }

    /** Aborts calls that have gone on beyond their deadline. Called every second or so. */
    public void abortOverdue() {
        pool.abortOverdue();
    }

    /** Closes connections that have been idle too long or have expired. Called every second or so. */
    public void evictIdle(Instant now) {
        pool.evictIdle(now);
    }

    public boolean hasCallInFlight() {
        return pool.hasInUse();
    }

    /** Keeps nothing from now on. What is under way ends as it would. */
    public void close() {
        pool.close();
    }
}
