package org.signetmail.signin;

import java.net.InetAddress;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.signetmail.account.Configuration;
import org.signetmail.account.ConfigurationKey;
import org.signetmail.account.InvalidInput;
import org.signetmail.account.IpNetwork;
import org.signetmail.log.LogEvent;

/**
 * The proxies whose word about a client counts ({@code signet.proxies}).
 *
 * <p>Each proxy on the way adds the address of its own client at the right end of {@code X-Forwarded-For}. So the list is read
 * from there, as long as those who wrote it are trusted; what is further left, the client itself may have sent.
 */
record TrustedProxies(List<IpNetwork> networks) {
    static final ConfigurationKey KEY = ConfigurationKey.PROXIES;
    static final TrustedProxies NONE = new TrustedProxies(List.of());

    /** As in {@code [2001:db8::1]:443} or {@code 192.0.2.1:443}; some proxies add the port of their client. */
    private static final Pattern WITH_PORT =
            Pattern.compile("(?:\\[([^\\]]*)\\]|([0-9.]+))(?::[0-9]{1,5})?", Pattern.DOTALL);

    /**
     * From where a request came.
     *
     * @param address of the client, or of the nearest one that is known
     * @param hops proxies that were believed, the sender of the request among them
     */
    record Origin(InetAddress address, int hops) {}

    /** What is set; an entry that is not understood is left out and logged: a typing error must not make a proxy trusted. */
    static TrustedProxies configured(Configuration config) {
        var networks = new ArrayList<IpNetwork>();
        for (String entry : config.text(KEY).orElse("").split(",", -1)) {
            if (entry.isBlank()) {
                continue;
            }
            try {
                networks.add(network(entry.strip()));
            } catch (InvalidInput notUnderstood) {
                LogEvent.TRUSTED_PROXY_NOT_UNDERSTOOD
                        .with("key", KEY)
                        .with("entry", entry.strip())
                        .with("why", String.valueOf(notUnderstood.getMessage()))
                        .log();
            }
        }
        return new TrustedProxies(List.copyOf(networks));
    }

    private static IpNetwork network(String entry) {
        IpNetwork network = IpNetwork.parse(entry);
        if (network.length() == 0) {
            throw new InvalidInput("It would be everybody: each client could say any address is its own.");
        }
        return network;
    }

    /**
     * Reads the list from its right end.
     *
     * @param sender of the request
     * @param forwardedFor the values of all header lines, in their order
     */
    Origin origin(InetAddress sender, List<String> forwardedFor) {
        Deque<String> hops = new ArrayDeque<>(entries(forwardedFor));
        InetAddress client = sender;
        int believed = 0;
        while (trusts(client)) {
            believed++;
            Optional<InetAddress> next = Optional.ofNullable(hops.pollLast()).flatMap(TrustedProxies::address);
            if (next.isEmpty()) {
                break; // The proxy did not say who its client is, or said no address.
            }
            client = next.get();
        }
        return new Origin(client, believed);
    }

    /**
     * What the proxy that the client spoke with says. Each proxy may have added its own; one value alone is that of the outermost,
     * which the others passed on.
     *
     * @param values of all header lines, in their order
     * @param hops proxies that are believed
     */
    static Optional<String> outermost(List<String> values, int hops) {
        List<String> entries = entries(values);
        if (hops == 0 || entries.isEmpty()) {
            return Optional.empty();
        }
        int at = entries.size() == 1 ? 0 : entries.size() - hops;
        return at < 0 ? Optional.empty() : Optional.of(entries.get(at));
    }

    /** Whether the one who sent a request is a proxy that is listed. */
    boolean trusts(InetAddress sender) {
        return networks.stream().anyMatch(network -> network.contains(sender));
    }

    /** RFC 9110 section 5.3: several lines are one list; section 5.6.1: its empty elements don't count. */
    private static List<String> entries(List<String> lines) {
        return lines.stream()
                .flatMap(line -> Pattern.compile(",").splitAsStream(line))
                .map(String::strip)
                .filter(entry -> !entry.isEmpty())
                .toList();
    }

    private static Optional<InetAddress> address(String entry) {
        Matcher parts = WITH_PORT.matcher(entry);
        if (!parts.matches()) {
            return IpNetwork.literal(entry);
        }
        return IpNetwork.literal(parts.group(1) == null ? parts.group(2) : parts.group(1));
    }
}
