package org.signetmail.benchmark;

import java.nio.ByteBuffer;

/**
 * A packet of the tunnel (VXLAN, RFC 7348). The kernel leaves the checksum of the TCP in it to a network card, which there is
 * none of on the way through the wire.
 */
final class TunnelPacket {
    private static final int ETHERNET = 8;
    private static final int IP = ETHERNET + 14;
    private static final int ETHER_TYPE = ETHERNET + 12;
    private static final int IPV4 = 0x0800;
    private static final int TCP = 6;
    private static final int CHECKSUM = 16;

    private TunnelPacket() {}

    static void completeChecksum(ByteBuffer packet) {
        boolean tcp = packet.limit() >= IP + 40 && packet.getShort(ETHER_TYPE) == IPV4 && packet.get(IP + 9) == TCP;
        if (!tcp) {
            return;
        }
        int start = IP + (packet.get(IP) & 0xf) * 4;
        int end = IP + (packet.getShort(IP + 2) & 0xffff);
        packet.putShort(start + CHECKSUM, (short) 0);
        int sum = TCP + end - start; // Of a few hundred words, so that it does not overflow.
        for (int at = IP + 12; at < IP + 20; at += 2) {
            sum += packet.getShort(at) & 0xffff;
        }
        int at = start;
        for (; at + 1 < end; at += 2) {
            sum += packet.getShort(at) & 0xffff;
        }
        if (at < end) {
            sum += (packet.get(at) & 0xff) << 8;
        }
        while (sum > 0xffff) {
            sum = (sum & 0xffff) + (sum >> 16);
        }
        packet.putShort(start + CHECKSUM, (short) ~sum);
    }
}
