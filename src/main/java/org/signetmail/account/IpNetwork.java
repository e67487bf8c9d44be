package org.signetmail.account;

import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A network in CIDR notation (RFC 4632 section 3.1, RFC 4291 section 2.3). A single address has a prefix of full
 * length.
 *
 * <p>An IPv4-mapped address ({@code ::ffff:192.0.2.1}) is treated as the IPv4 address in it. Host names are never
 * looked up.
 *
 * @param address the first address: all bits after the prefix are zero
 * @param length of the prefix in bits: 0 to 32 for IPv4, 0 to 128 for IPv6
 */
public record IpNetwork(InetAddress address, int length) {
    private static final int MAPPED =
            96; // Bits before the IPv4 address in an IPv4-mapped one, RFC 4291 section 2.5.5.2.
    private static final String OCTET = "(?:25[0-5]|2[0-4][0-9]|1[0-9]{2}|[1-9]?[0-9])";
    /** Without leading zeros, which some programs read as octal. */
    private static final Pattern IPV4 = Pattern.compile(OCTET + "(?:\\." + OCTET + "){3}");

    private static final Pattern IPV6 = Pattern.compile("[0-9A-Fa-f:.]{2,45}");
    private static final Pattern ZONE = Pattern.compile("%[A-Za-z0-9._~-]+$");
    private static final Pattern LENGTH = Pattern.compile("[0-9]{1,3}");

    public IpNetwork {
        int bits = address.getAddress().length * Byte.SIZE;
        if (length < 0 || length > bits) {
            throw InvalidInput.of("account.network.length", bits);
        }
        address = masked(address, length);
    }

    /**
     * Parses {@code 192.0.2.1}, {@code 10.0.0.0/8}, {@code 2001:db8::1} or {@code 2001:db8::/32}.
     *
     * @throws InvalidInput if it is anything else, such as a host name; the message does not repeat it
     */
    public static IpNetwork parse(String text) {
        int slash = text.indexOf('/');
        String literal = slash < 0 ? text : text.substring(0, slash);
        InetAddress address = literal(literal).orElseThrow(() -> InvalidInput.of("account.network.form"));
        if (slash < 0) {
            return of(address);
        }
        String length = text.substring(slash + 1);
        if (!LENGTH.matcher(length).matches()) {
            throw InvalidInput.of("account.network.noLength");
        }
        boolean mapped = address instanceof Inet4Address && literal.indexOf(':') >= 0;
        return new IpNetwork(address, Integer.parseInt(length) - (mapped ? MAPPED : 0));
    }

    /** The network of this single address. */
    public static IpNetwork of(InetAddress address) {
        return new IpNetwork(address, address.getAddress().length * Byte.SIZE);
    }

    /** Parses a literal address without brackets; empty if it is not one. A zone ({@code %eth0}) is ignored. */
    public static Optional<InetAddress> literal(String text) {
        String plain = text.indexOf(':') < 0 ? text : ZONE.matcher(text).replaceFirst("");
        boolean ipv6 = plain.indexOf(':') >= 0 && IPV6.matcher(plain).matches();
        if (!ipv6 && !IPV4.matcher(plain).matches()) {
            return Optional.empty();
        }
        try {
            // getByName never looks up a name in brackets.
            return Optional.of(InetAddress.getByName(ipv6 ? "[" + plain + "]" : plain));
        } catch (UnknownHostException notAnAddress) {
            return Optional.empty();
        }
    }

    /** Whether the address is in this network. An address of the other family never is. */
    public boolean contains(InetAddress other) {
        return other.getAddress().length == address.getAddress().length
                && Arrays.equals(masked(other, length).getAddress(), address.getAddress());
    }

    private static InetAddress masked(InetAddress address, int length) {
        byte[] bytes = address.getAddress();
        for (int i = 0; i < bytes.length; i++) {
            int kept = Math.max(0, Math.min(Byte.SIZE, length - i * Byte.SIZE));
            bytes[i] &= (byte) (0xFF << (Byte.SIZE - kept));
        }
        try {
            return InetAddress.getByAddress(bytes);
        } catch (UnknownHostException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    /** In CIDR notation; a single address without length. */
    @Override
    public String toString() {
        String text = address.getHostAddress();
        return length == address.getAddress().length * Byte.SIZE ? text : text + "/" + length;
    }
}
