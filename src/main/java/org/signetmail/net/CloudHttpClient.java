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
import org.signetmail.text.Messages;

/**
 * HTTP client for the hosts of a cloud: goes through the proxy if one is configured and trusts the cloud's
 * certificate authorities.
 *
 * <p>Follows no redirects, since a credential must not reach another host, and never retries. The calling thread
 * does all the work. Thread-safe.
 */
public final class CloudHttpClient {
    /** Bytes a host may send per call, TLS included. The body of a reply has a limit of its own. */
    private static final int MAX_BYTES = 2 << 20;

    private static final Duration MAX_IDLE = Duration.ofSeconds(20);

    private final OutboundProxy proxy;
    private final AddressResolver resolver;
    private final Clock clock;
    private final boolean keepAlive;
    private final ConnectionPool<Endpoint, HttpConnection> pool;

    CloudHttpClient(OutboundProxy proxy, AddressResolver resolver, Clock clock, boolean keepAlive) {
        this.proxy = proxy;
        this.resolver = resolver;
        this.clock = clock;
        this.keepAlive = keepAlive;
        pool = new ConnectionPool<>(MAX_IDLE, clock);
    }

    /** Opens a new connection for each call. */
    public static CloudHttpClient unpooled(OutboundProxy proxy, Clock clock) {
        return new CloudHttpClient(proxy, AddressResolver.SYSTEM, clock, false);
    }

    /**
     * Opens a new connection for each call, without the proxy, to the addresses that the resolver returns: what it
     * throws, {@link #call} throws.
     */
    public static CloudHttpClient direct(AddressResolver resolver, Clock clock) {
        return new CloudHttpClient(OutboundProxy.NONE, resolver, clock, false);
    }

    /**
     * Reuses pooled connections. The owner calls {@link #abortOverdue} and {@link #evictIdle} about every second,
     * and {@link #close} at the end.
     */
    public static CloudHttpClient pooled(OutboundProxy proxy, Clock clock) {
        return new CloudHttpClient(proxy, AddressResolver.SYSTEM, clock, true);
    }

    /**
     * Calls a host and waits for its complete reply.
     *
     * @param time timeout of the whole call, connecting included
     * @throws NoReply if no complete reply arrived
     */
    public HttpReply call(Peer peer, Trust trust, HttpCall call, Duration time) throws NoReply {
        var to = Endpoint.of(trust, call.uri());
        var deadline = Deadline.in(time, MAX_BYTES);
        PooledConnection<Endpoint, HttpConnection> pooled;
        try {
            pooled = connection(to, deadline);
        } catch (IOException failed) {
            throw new NoReply(symptom(peer, to, failed), false, failed);
        }
        HttpConnection connection = pooled.connection();
        try {
            return connection.execute(call, keepAlive);
        } catch (IOException failed) {
            throw new NoReply(symptom(peer, to, failed), connection.handedOver(), failed);
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
        // A silent host and a silent proxy can't be told apart.
        return proxy.address()
                .map(through -> NetworkErrors.seen(
                        peer,
                        Messages.text("net.throughProxy", to.host(), through.getHostString() + ":" + through.getPort()),
                        failed,
                        at))
                .orElseGet(() -> NetworkErrors.seen(peer, to.host(), failed, at));
    }

    /** Aborts calls past their deadline. Called about every second. */
    public void abortOverdue() {
        pool.abortOverdue();
    }

    /** Closes connections that have been idle too long or have expired. Called about every second. */
    public void evictIdle(Instant now) {
        pool.evictIdle(now);
    }

    public boolean hasCallInFlight() {
        return pool.hasInUse();
    }

    /** Closes the idle connections and pools no more. Calls in flight complete. */
    public void close() {
        pool.close();
    }
}
