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

/**
 * The addresses of a host, to be tried one after the other under one deadline until one of them serves. Each gets a share of
 * what is left, so that one that takes packets and never answers leaves time for the others. Not safe for threads.
 *
 * <p>Happy Eyeballs without its races: those would open connections that are dropped at once, and servers count connections.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc8305#section-4">RFC 8305 section 4</a>: the families take turns
 * @see <a href="https://www.rfc-editor.org/rfc/rfc5321#section-5.1">RFC 5321 section 5.1</a>: each address of an SMTP server
 */
public final class AddressAttempts implements Iterator<AddressAttempts.Attempt> {
    /** After so long TCP sends a lost SYN again (RFC 6298 section 2.1). A slow network needs no less, however many addresses. */
    private static final int SHORTEST_CONNECT_MILLIS = 1_000;

    private static final int MOST_NAMED = 3;

    private final Deque<InetAddress> left;
    private final List<String> tried = new ArrayList<>();
    private final int port;
    private final int longestConnectMillis;
    private final Deadline deadline;

    /**
     * One address.
     *
     * @param address knows the name of the host, so that nobody looks it up backwards
     * @param connectMillis how long a connection may take to come about
     * @param opening until when the connection must be ready for use
     */
    public record Attempt(InetSocketAddress address, int connectMillis, Deadline opening) {
        /** The address as it is told: the name, and behind it the address if the name is not the address itself. */
        public String told(String host) {
            String literal = address.getAddress().getHostAddress();
            String name = address.getHostString();
            return name.equals(literal) || name.contains(":") ? host : host + " at " + literal;
        }
    }

    private AddressAttempts(Deque<InetAddress> left, int port, int longestConnectMillis, Deadline deadline) {
        this.left = left;
        this.port = port;
        this.longestConnectMillis = longestConnectMillis;
        this.deadline = deadline;
    }

    /**
     * Looks the host up.
     *
     * @param longestConnectMillis how long a connection to one address may take to come about, at most
     * @param deadline for all of them
     * @throws UnknownHostException if it has no address
     */
    public static AddressAttempts at(
            AddressResolver resolver, String host, int port, int longestConnectMillis, Deadline deadline)
            throws UnknownHostException {
        List<InetAddress> found = resolver.addressesOf(host);
        if (found.isEmpty()) {
            throw new UnknownHostException(host);
        }
        var named = new ArrayList<InetAddress>();
        for (InetAddress address : found) {
            named.add(named(host, address));
        }
        return new AddressAttempts(interleaved(named), port, longestConnectMillis, deadline);
    }

    @Override
    public boolean hasNext() {
        return !left.isEmpty() && (tried.isEmpty() || !deadline.isOver());
    }

    @Override
    public Attempt next() {
        if (left.isEmpty()) {
            throw new NoSuchElementException();
        }
        int share = left.size();
        InetAddress address = left.removeFirst();
        tried.add(address.getHostAddress());
        var target = new InetSocketAddress(address, port);
        if (share == 1) {
            return new Attempt(target, longestConnectMillis, deadline);
        }
        int millis = millisLeft();
        // What has answered gets more than what has not: a server may be slow to greet, and there may be many more
        // addresses.
        return new Attempt(
                target,
                Math.min(longestConnectMillis, Math.max(SHORTEST_CONNECT_MILLIS, millis / share)),
                deadline.part(Duration.ofMillis(Math.max(SHORTEST_CONNECT_MILLIS, millis / 2))));
    }

    private int millisLeft() {
        try {
            return deadline.millisLeft(0);
        } catch (SocketTimeoutException over) {
            return 0;
        }
    }

    /** What to say behind the failure of one address: which others were tried. Blank if there are none. */
    public String othersThan(Attempt told) {
        List<String> others = new ArrayList<>(tried);
        others.remove(told.address().getAddress().getHostAddress());
        if (others.isEmpty()) {
            return "";
        }
        int more = others.size() - MOST_NAMED;
        return "; also tried " + others.stream().limit(MOST_NAMED).collect(Collectors.joining(", "))
                + (more > 0 ? " and " + more + " more" : "");
    }

    private static InetAddress named(String host, InetAddress address) throws UnknownHostException {
        return address instanceof Inet6Address six && six.getScopeId() > 0
                ? Inet6Address.getByAddress(host, six.getAddress(), six.getScopeId())
                : InetAddress.getByAddress(host, address.getAddress());
    }

    /** The first stays first; behind it the two families take turns, so that one that leads nowhere costs one attempt. */
    private static Deque<InetAddress> interleaved(List<InetAddress> found) {
        var first = new ArrayDeque<InetAddress>();
        var other = new ArrayDeque<InetAddress>();
        for (InetAddress address : found) {
            (address.getClass() == found.get(0).getClass() ? first : other).add(address);
        }
        var inTurns = new ArrayDeque<InetAddress>();
        while (!first.isEmpty() || !other.isEmpty()) {
            add(inTurns, first.pollFirst());
            add(inTurns, other.pollFirst());
        }
        return inTurns;
    }

    private static void add(Deque<InetAddress> to, @Nullable InetAddress address) {
        if (address != null) {
            to.addLast(address);
        }
    }
}
