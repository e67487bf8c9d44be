package org.signetmail.net;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.signetmail.text.Messages;

/**
 * Iterates over the addresses of a host, to try one after the other under one deadline until a connection opens.
 * Each attempt gets a share of the remaining time: an address that accepts packets and never replies leaves time for
 * the others. Not thread-safe.
 *
 * <p>Like Happy Eyeballs, but without racing: a race opens connections only to drop them, and servers count
 * connections.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc8305#section-4">RFC 8305 section 4</a>: interleaving the address
 * families
 * @see <a href="https://www.rfc-editor.org/rfc/rfc5321#section-5.1">RFC 5321 section 5.1</a>: trying each address of
 * an SMTP server
 */
public final class AddressAttempts implements Iterator<AddressAttempts.Attempt> {
    /**
     * TCP retransmits a lost SYN after this time (RFC 6298 section 2.1): a slow network needs it, however many
     * addresses there are.
     */
    private static final int MIN_CONNECT_MILLIS = 1_000;

    private static final int MAX_NAMED = 3;

    private final Deque<InetAddress> remaining;
    private final List<String> tried = new ArrayList<>();
    private final int port;
    private final int maxConnectMillis;
    private final Deadline deadline;

    /**
     * One connection attempt.
     *
     * @param address carries the host name, which avoids a reverse lookup
     * @param connectMillis connect timeout
     * @param deadline by which the connection must be ready for use, TLS included
     */
    public record Attempt(InetSocketAddress address, int connectMillis, Deadline deadline) {
        /** The host for a message: its name, followed by the address unless the name is the address itself. */
        public String describe(String host) {
            String literal = address.getAddress().getHostAddress();
            String name = address.getHostString();
            return name.equals(literal) || name.contains(":") ? host : Messages.text("net.hostAt", host, literal);
        }
    }

    private AddressAttempts(Deque<InetAddress> remaining, int port, int maxConnectMillis, Deadline deadline) {
        this.remaining = remaining;
        this.port = port;
        this.maxConnectMillis = maxConnectMillis;
        this.deadline = deadline;
    }

    /**
     * Resolves the host.
     *
     * @param maxConnectMillis connect timeout of one address
     * @param deadline of all attempts together
     * @throws UnknownHostException if it has no address
     */
    public static AddressAttempts resolve(
            AddressResolver resolver, String host, int port, int maxConnectMillis, Deadline deadline)
            throws UnknownHostException {
        List<InetAddress> found = resolver.addressesOf(host);
        if (found.isEmpty()) {
            throw new UnknownHostException(host);
        }
        var named = new ArrayList<InetAddress>();
        for (InetAddress address : found) {
            named.add(withHostName(host, address));
        }
        return new AddressAttempts(interleaved(named), port, maxConnectMillis, deadline);
    }

    @Override
    public boolean hasNext() {
        return !remaining.isEmpty() && (tried.isEmpty() || !deadline.isOver());
    }

    @Override
    public Attempt next() {
        if (remaining.isEmpty()) {
            throw new NoSuchElementException();
        }
        int remainingCount = remaining.size();
        InetAddress address = remaining.removeFirst();
        tried.add(address.getHostAddress());
        var target = new InetSocketAddress(address, port);
        if (remainingCount == 1) {
            return new Attempt(target, maxConnectMillis, deadline);
        }
        int millis = remainingMillis();
        // A server that accepted the connection gets more time than one that did not: it may be slow to greet, and
        // many more addresses may follow.
        return new Attempt(
                target,
                Math.min(maxConnectMillis, Math.max(MIN_CONNECT_MILLIS, millis / remainingCount)),
                deadline.part(Duration.ofMillis(Math.max(MIN_CONNECT_MILLIS, millis / 2))));
    }

    private int remainingMillis() {
        try {
            return deadline.millisLeft(0);
        } catch (SocketTimeoutException over) {
            return 0;
        }
    }

    /** The failure of this attempt, followed by the other addresses that were tried, if any. */
    public String withOthers(String failure, Attempt attempt) {
        List<String> others = new ArrayList<>(tried);
        others.remove(attempt.address().getAddress().getHostAddress());
        if (others.isEmpty()) {
            return failure;
        }
        return Messages.text(
                "net.alsoTried",
                failure,
                others.stream().limit(MAX_NAMED).collect(Collectors.joining(", ")),
                Math.max(0, others.size() - MAX_NAMED));
    }

    private static InetAddress withHostName(String host, InetAddress address) throws UnknownHostException {
        return address instanceof Inet6Address six && six.getScopeId() > 0
                ? Inet6Address.getByAddress(host, six.getAddress(), six.getScopeId())
                : InetAddress.getByAddress(host, address.getAddress());
    }

    /**
     * Keeps the first address first and alternates the two families: an unreachable family costs one attempt at a
     * time.
     */
    private static Deque<InetAddress> interleaved(List<InetAddress> found) {
        var first = new ArrayDeque<InetAddress>();
        var other = new ArrayDeque<InetAddress>();
        for (InetAddress address : found) {
            (address.getClass() == found.get(0).getClass() ? first : other).add(address);
        }
        var interleaved = new ArrayDeque<InetAddress>();
        while (!first.isEmpty() || !other.isEmpty()) {
            add(interleaved, first.pollFirst());
            add(interleaved, other.pollFirst());
        }
        return interleaved;
    }

    private static void add(Deque<InetAddress> to, @Nullable InetAddress address) {
        if (address != null) {
            to.addLast(address);
        }
    }
}
