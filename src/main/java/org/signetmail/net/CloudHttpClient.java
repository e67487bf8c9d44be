package org.signetmail.net;

import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
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

    private final OutboundProxy proxy;
    private final AddressResolver resolver;
    private final Clock clock;
    private final boolean keeps;
    private final Deque<HttpConnection> idle = new ArrayDeque<>();
    private final Set<HttpConnection> busy = ConcurrentHashMap.newKeySet();
    private boolean closed;

    CloudHttpClient(OutboundProxy proxy, AddressResolver resolver, Clock clock, boolean keeps) {
        this.proxy = proxy;
        this.resolver = resolver;
        this.clock = clock;
        this.keeps = keeps;
    }

    /** With a new connection for each call. */
    public static CloudHttpClient anew(OutboundProxy proxy, Clock clock) {
        return new CloudHttpClient(proxy, AddressResolver.SYSTEM, clock, false);
    }

    /** That keeps its connections for the next call. Somebody calls {@link #tidy} now and then, and {@link #close}. */
    public static CloudHttpClient kept(OutboundProxy proxy, Clock clock) {
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
        HttpConnection connection;
        try {
            connection = connection(to, deadline);
        } catch (IOException failed) {
            throw new NoReply(symptom(peer, to, failed), false);
        }
        busy.add(connection);
        try {
            return connection.answer(call, keeps);
        } catch (IOException failed) {
            throw new NoReply(symptom(peer, to, failed), connection.handedOver());
        } finally {
            busy.remove(connection);
            putBack(connection);
        }
    }

    /** One that is kept and still good, or a new one. */
    private HttpConnection connection(Endpoint to, Deadline deadline) throws IOException {
        Instant now = clock.instant();
        for (HttpConnection kept = taken(to); kept != null; kept = taken(to)) {
            if (kept.isReusable(now) && kept.isThere(now) && kept.lasts(deadline)) {
                return kept;
            }
            kept.close();
        }
        return HttpConnection.open(to, proxy, resolver, deadline, now);
    }

    private @Nullable HttpConnection taken(Endpoint to) {
        synchronized (idle) {
            Iterator<HttpConnection> latestFirst = idle.iterator();
            while (latestFirst.hasNext()) {
                HttpConnection kept = latestFirst.next();
                if (kept.leadsTo(to)) {
                    latestFirst.remove();
                    return kept;
                }
            }
            return null;
        }
    }

    private void putBack(HttpConnection connection) {
        if (!connection.lasts()) {
            connection.abort();
            return;
        }
        connection.rest(clock.instant());
        boolean keep;
        synchronized (idle) {
            keep = !closed;
            if (keep) {
                idle.addFirst(connection);
            }
        }
        if (!keep) {
            connection.close();
        }
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

    /**
     * Breaks off what is over time, and gives up connections that nobody needs. Called every second or so.
     *
     * @return whether no call is under way
     */
    public boolean tidy(Instant now) {
        busy.forEach(HttpConnection::abortIfOverdue);
        giveUp(kept -> !kept.isReusable(now));
        return busy.isEmpty();
    }

    /** Keeps nothing from now on. What is under way ends as it would. */
    public void close() {
        synchronized (idle) {
            closed = true;
        }
        giveUp(kept -> true);
    }

    private void giveUp(Predicate<HttpConnection> useless) {
        List<HttpConnection> given;
        synchronized (idle) {
            given = idle.stream().filter(useless).toList();
            idle.removeAll(given);
        }
        given.forEach(HttpConnection::close);
    }
}
