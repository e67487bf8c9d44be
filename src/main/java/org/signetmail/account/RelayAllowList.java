package org.signetmail.account;

import java.net.InetAddress;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The allow-list of SMTP relays that may be tested and saved. Every public or private address is allowed at the mail
 * ports. The operator can add a host name with all its addresses, an address, or a network, each at one port or at the
 * mail ports.
 *
 * @param notUnderstood invalid entries, which allow nothing
 * @see <a href="https://cheatsheetseries.owasp.org/cheatsheets/Server_Side_Request_Forgery_Prevention_Cheat_Sheet.html">OWASP on
 *     server-side request forgery</a>
 */
public record RelayAllowList(List<Entry> entries, List<String> notUnderstood) {
    /** Where an operator lists what is allowed besides. */
    public static final ConfigurationKey KEY = ConfigurationKey.RELAY_HOSTS;

    /** The list without entries. */
    public static final RelayAllowList DEFAULT = new RelayAllowList(List.of(), List.of());

    /** 25, 587 and 465 are registered for mail (RFC 5321, 6409, 8314); providers offer 2525 where 25 is blocked. */
    private static final Set<Integer> MAIL_PORTS = Set.of(25, 465, 587, 2525);

    private static final Pattern NAME = Pattern.compile("[a-z0-9]([a-z0-9._-]{0,252})");
    /** An IPv6 address followed by a port is in brackets, as in a URL; a network needs none. */
    private static final Pattern BRACKETS = Pattern.compile("\\[([^\\[\\]]+)](/[0-9]{1,3})?(?::([0-9]{1,5}))?");

    private static final Pattern NETWORK = Pattern.compile("([^\\[\\]/]+/[0-9]{1,3})(?::([0-9]{1,5}))?");
    private static final Pattern HOST = Pattern.compile("([^\\[\\]/:]+)(?::([0-9]{1,5}))?");
    private static final int HIGHEST_PORT = 65_535;

    public RelayAllowList {
        entries = List.copyOf(entries);
        notUnderstood = List.copyOf(notUnderstood);
    }

    /** An entry: either a host name or a block of addresses. Without a port it applies to the mail ports. */
    record Entry(Optional<String> name, Optional<IpNetwork> block, Optional<Integer> port) {
        boolean allowsPort(int wanted) {
            return port.map(listed -> listed == wanted).orElseGet(() -> MAIL_PORTS.contains(wanted));
        }

        boolean allows(String host, InetAddress address) {
            return name.filter(host::equals).isPresent()
                    || block.filter(listed -> listed.contains(address)).isPresent();
        }
    }

    /** Parses the operator's list. */
    public static RelayAllowList of(String listed) {
        var entries = new ArrayList<Entry>();
        var notUnderstood = new ArrayList<String>();
        for (String one : listed.split(",", -1)) {
            String text = one.strip().toLowerCase(Locale.ROOT);
            if (!text.isEmpty()) {
                entry(text).ifPresentOrElse(entries::add, () -> notUnderstood.add(one.strip()));
            }
        }
        return new RelayAllowList(entries, notUnderstood);
    }

    private static Optional<Entry> entry(String text) {
        Matcher bracketed = BRACKETS.matcher(text);
        if (bracketed.matches()) {
            String length = bracketed.group(2) == null ? "" : bracketed.group(2);
            return addresses(bracketed.group(1) + length, bracketed.group(3));
        }
        Matcher network = NETWORK.matcher(text);
        if (network.matches()) {
            return addresses(network.group(1), network.group(2));
        }
        Matcher host = HOST.matcher(text);
        if (!host.matches()) {
            return addresses(text, null); // An IPv6 address.
        }
        Optional<Entry> address = addresses(host.group(1), host.group(2));
        if (address.isPresent() || !NAME.matcher(host.group(1)).matches()) {
            return address;
        }
        return isPort(host.group(2))
                ? Optional.of(new Entry(Optional.of(host.group(1)), Optional.empty(), port(host.group(2))))
                : Optional.empty();
    }

    private static Optional<Entry> addresses(String literal, @Nullable String port) {
        return isPort(port)
                ? network(literal).map(block -> new Entry(Optional.empty(), Optional.of(block), port(port)))
                : Optional.empty();
    }

    /** Empty if it is not a network, or is an address with a zone: the list is not about this machine's interfaces. */
    private static Optional<IpNetwork> network(String literal) {
        try {
            return literal.indexOf('%') < 0 ? Optional.of(IpNetwork.parse(literal)) : Optional.empty();
        } catch (InvalidInput notOne) {
            return Optional.empty();
        }
    }

    private static boolean isPort(@Nullable String port) {
        return port(port).map(number -> number >= 1 && number <= HIGHEST_PORT).orElse(true);
    }

    private static Optional<Integer> port(@Nullable String port) {
        return Optional.ofNullable(port).map(Integer::valueOf);
    }

    /** Whether any host is allowed at this port. If not, its name need not be looked up. */
    public boolean allowsPort(int port) {
        return MAIL_PORTS.contains(port) || entries.stream().anyMatch(entry -> entry.allowsPort(port));
    }

    /** Whether all addresses of a server are allowed at its port. */
    public boolean allows(SmtpServer server, Collection<InetAddress> addresses) {
        return addresses.stream().allMatch(address -> allows(server, address));
    }

    private boolean allows(SmtpServer server, InetAddress address) {
        return (MAIL_PORTS.contains(server.port()) && !SpecialPurposeAddresses.contain(address))
                || entries.stream()
                        .anyMatch(entry -> entry.allowsPort(server.port()) && entry.allows(server.host(), address));
    }
}
