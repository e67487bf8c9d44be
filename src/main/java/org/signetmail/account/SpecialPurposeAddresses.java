package org.signetmail.account;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/**
 * Addresses that no company's mail server has and that must not be reachable from outside: loopback, link-local, and
 * the metadata services of clouds. Private networks are not among them.
 *
 * @see <a href="https://www.iana.org/assignments/iana-ipv4-special-registry">IANA's registry for IPv4</a>
 * @see <a href="https://www.iana.org/assignments/iana-ipv6-special-registry">IANA's registry for IPv6</a>
 */
final class SpecialPurposeAddresses {
    private static final List<IpNetwork> BLOCKS = Stream.of(
                    "0.0.0.0/8", // this network; 0.0.0.0 reaches this machine
                    "127.0.0.0/8", // loopback
                    "169.254.0.0/16", // link-local; metadata service of most clouds
                    "192.0.0.0/24", // protocol assignments; 192.0.0.192 is the metadata service of Oracle Cloud
                    "100.100.100.200", // metadata service of Alibaba Cloud
                    "168.63.129.16", // the host of each virtual machine in Azure
                    "224.0.0.0/4", // multicast
                    "240.0.0.0/4", // reserved, including broadcast
                    "::", // unspecified
                    "::1", // loopback
                    "64:ff9b:1::/48", // RFC 8215: local-use translation, to unknown IPv4 addresses
                    "100::/64", // discard-only
                    "2001::/32", // Teredo: through a relay to another IPv4 address
                    "fd00:ec2::/32", // metadata service of AWS
                    "fd20:ce::254", // metadata service of Google Cloud
                    "fe80::/10", // link-local
                    "ff00::/8") // multicast
            .map(IpNetwork::parse)
            .toList();

    /** Networks that no router of the internet forwards to, beside {@link #BLOCKS}. */
    private static final List<IpNetwork> BLOCKS_AND_PRIVATE = Stream.concat(
                    BLOCKS.stream(),
                    Stream.of(
                                    "10.0.0.0/8", // RFC 1918
                                    "172.16.0.0/12", // RFC 1918
                                    "192.168.0.0/16", // RFC 1918
                                    "100.64.0.0/10", // RFC 6598: behind a provider's address translation
                                    "198.18.0.0/15", // RFC 2544: benchmarks
                                    "fc00::/7", // RFC 4193: unique local
                                    "fec0::/10") // RFC 3879: site-local
                            .map(IpNetwork::parse))
            .toList();

    /** Networks whose last 32 bits are an IPv4 address: IPv4-compatible, IPv4-translated and NAT64 (RFC 6052). */
    private static final List<IpNetwork> WITH_IPV4_BEHIND = Stream.of("::/96", "::ffff:0:0:0/96", "64:ff9b::/96")
            .map(IpNetwork::parse)
            .toList();

    /** 6to4 (RFC 3056): the IPv4 address follows the first 16 bits. */
    private static final IpNetwork WITH_IPV4_IN_FRONT = IpNetwork.parse("2002::/16");

    /** ISATAP (RFC 5214): bytes 9 to 11, before the IPv4 address; byte 8 is 0 or 2. */
    private static final byte[] ISATAP = {0, 0x5e, (byte) 0xfe};

    private static final int IPV4_BYTES = 4;
    private static final int IPV6_BYTES = 16;

    private SpecialPurposeAddresses() {}

    /** Whether the address is one of them, also if an IPv6 address embeds it. */
    static boolean contain(InetAddress address) {
        return contain(BLOCKS, address);
    }

    /** The same, private networks included. */
    static boolean orPrivateContain(InetAddress address) {
        return contain(BLOCKS_AND_PRIVATE, address);
    }

    private static boolean contain(List<IpNetwork> blocks, InetAddress address) {
        return blocks.stream().anyMatch(block -> block.contains(address))
                || embedsOne(blocks, address.getAddress(), address);
    }

    private static boolean embedsOne(List<IpNetwork> blocks, byte[] bytes, InetAddress address) {
        if (bytes.length != IPV6_BYTES) {
            return false;
        }
        boolean mapped = isMapped(bytes);
        boolean isatap = (bytes[8] & ~2) == 0 && Arrays.equals(bytes, 9, 12, ISATAP, 0, 3);
        if (mapped || isatap || WITH_IPV4_BEHIND.stream().anyMatch(block -> block.contains(address))) {
            return contain(blocks, ipv4(bytes, IPV6_BYTES - IPV4_BYTES));
        }
        return WITH_IPV4_IN_FRONT.contains(address) && contain(blocks, ipv4(bytes, 2));
    }

    /** {@code ::ffff:0:0/96}. The JDK converts such addresses to IPv4, unless they have a scope. */
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
