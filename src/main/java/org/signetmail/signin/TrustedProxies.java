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
 * The proxies whose forwarding headers are trusted ({@code signet.proxies}).
 *
 * <p>Each proxy appends the address of its client to {@code X-Forwarded-For}. The list is read from the right for as
 * long as the writers are trusted; the rest may be forged by the client.
 */
record TrustedProxies(List<IpNetwork> networks) {
    static final ConfigurationKey KEY = ConfigurationKey.PROXIES;
    static final TrustedProxies NONE = new TrustedProxies(List.of());

    /** An address with port, as in {@code [2001:db8::1]:443} or {@code 192.0.2.1:443}: some proxies add the port. */
    private static final Pattern WITH_PORT =
            Pattern.compile("(?:\\[([^\\]]*)\\]|([0-9.]+))(?::[0-9]{1,5})?", Pattern.DOTALL);

    /**
     * The origin of a request.
     *
     * @param address of the client, or of the last known hop
     * @param hops number of trusted proxies, including the sender of the request
     */
    record Origin(InetAddress address, int hops) {}

    /** Reads the configured proxies; logs and skips an invalid entry: a typo must not make a proxy trusted. */
    static TrustedProxies from(Configuration config) {
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
            throw InvalidInput.of("signin.proxies.everyAddress");
        }
        return network;
    }

    /**
     * Determines the client by reading the list from the right.
     *
     * @param sender address of the request's sender
     * @param forwardedFor values of all header lines, in order
     */
    Origin origin(InetAddress sender, List<String> forwardedFor) {
        Deque<String> hops = new ArrayDeque<>(entries(forwardedFor));
        InetAddress client = sender;
        int trusted = 0;
        while (trusts(client)) {
            trusted++;
            Optional<InetAddress> next = Optional.ofNullable(hops.pollLast()).flatMap(TrustedProxies::address);
            if (next.isEmpty()) {
                break; // The proxy named no client, or no valid address.
            }
            client = next.get();
        }
        return new Origin(client, trusted);
    }

    /**
     * Returns the value that the outermost trusted proxy sent. Each proxy may have appended one; a single value is that
     * of the outermost, passed on by the others.
     *
     * @param values values of all header lines, in order
     * @param hops number of trusted proxies
     */
    static Optional<String> outermost(List<String> values, int hops) {
        List<String> entries = entries(values);
        if (hops == 0 || entries.isEmpty()) {
            return Optional.empty();
        }
        int at = entries.size() == 1 ? 0 : entries.size() - hops;
        return at < 0 ? Optional.empty() : Optional.of(entries.get(at));
    }

    /** Whether the sender of a request is a listed proxy. */
    boolean trusts(InetAddress sender) {
        return networks.stream().anyMatch(network -> network.contains(sender));
    }

    /** RFC 9110: several lines form one list (section 5.3); empty elements are ignored (section 5.6.1). */
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
