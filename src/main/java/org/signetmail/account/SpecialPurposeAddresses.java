package org.signetmail.account;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/**
 * Addresses where no mail server of a company is, but what nobody outside is to reach: this machine itself, its neighbours on
 * the wire, and what clouds tell their machines. Private networks are none of them.
 *
 * @see <a href="https://www.iana.org/assignments/iana-ipv4-special-registry">IANA's registry for IPv4</a>
 * @see <a href="https://www.iana.org/assignments/iana-ipv6-special-registry">IANA's registry for IPv6</a>
 */
final class SpecialPurposeAddresses {
    private static final List<IpNetwork> BLOCKS = Stream.of(
                    "0.0.0.0/8", // this network; 0.0.0.0 leads to this machine
                    "127.0.0.0/8", // loopback
                    "169.254.0.0/16", // link-local, with the metadata of most clouds
                    "192.0.0.0/24", // protocol assignments, with 192.0.0.192 for the metadata of Oracle's
                    "100.100.100.200", // metadata of Alibaba's
                    "168.63.129.16", // Azure's host of each machine
                    "224.0.0.0/4", // multicast
                    "240.0.0.0/4", // reserved, with broadcast
                    "::", // unspecified
                    "::1", // loopback
                    "64:ff9b:1::/48", // RFC 8215: translated in the local network, to what can't be told
                    "100::/64", // discarded
                    "2001::/32", // Teredo: through a relay to another IPv4 address
                    "fd00:ec2::/32", // metadata of Amazon's
                    "fd20:ce::254", // metadata of Google's
                    "fe80::/10", // link-local
                    "ff00::/8") // multicast
            .map(IpNetwork::parse)
            .toList();

    /** Where the last 32 bits are an IPv4 address: IPv4-compatible, IPv4-mapped, IPv4-translated and NAT64 (RFC 6052). */
    private static final List<IpNetwork> WITH_IPV4_BEHIND = Stream.of("::/96", "::ffff:0:0:0/96", "64:ff9b::/96")
            .map(IpNetwork::parse)
            .toList();

    /** 6to4 (RFC 3056): the IPv4 address is behind the first 16 bits. */
    private static final IpNetwork WITH_IPV4_IN_FRONT = IpNetwork.parse("2002::/16");

    /** ISATAP (RFC 5214): what stands before the IPv4 address, in the last 64 bits; its second byte may be 0 or 2. */
    private static final byte[] ISATAP = {0, 0x5e, (byte) 0xfe};

    private static final int IPV4_BYTES = 4;
    private static final int IPV6_BYTES = 16;

    private SpecialPurposeAddresses() {}

    /** Whether it is one of them, in any form in which IPv6 can say it. */
    static boolean contain(InetAddress address) {
        return BLOCKS.stream().anyMatch(block -> block.contains(address)) || leadsToOne(address.getAddress(), address);
    }

    private static boolean leadsToOne(byte[] bytes, InetAddress address) {
        if (bytes.length != IPV6_BYTES) {
            return false;
        }
        boolean mapped = isMapped(bytes);
        boolean isatap = (bytes[8] & ~2) == 0 && Arrays.equals(bytes, 9, 12, ISATAP, 0, 3);
        if (mapped || isatap || WITH_IPV4_BEHIND.stream().anyMatch(block -> block.contains(address))) {
            return contain(ipv4(bytes, IPV6_BYTES - IPV4_BYTES));
        }
        return WITH_IPV4_IN_FRONT.contains(address) && contain(ipv4(bytes, 2));
    }

    /** {@code ::ffff:0:0/96}. The JDK makes IPv4 addresses of these, unless they are given to it with a scope. */
    private static boolean isMapped(byte[] bytes) {
        for (int zero = 0; zero < 10; zero++) {
            if (bytes[zero] != 0) {
                return false;
            }
        }
        return bytes[10] == -1 && bytes[11] == -1;
    }

    private static InetAddress ipv4(byte[] bytes, int from) {
        try {
            return InetAddress.getByAddress(Arrays.copyOfRange(bytes, from, from + IPV4_BYTES));
        } catch (UnknownHostException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
