package org.signetmail.net;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;

/** Resolves a host to its addresses. */
@FunctionalInterface
public interface AddressResolver {
    /** The JVM's resolver; keeps its order. */
    AddressResolver SYSTEM = host -> List.of(InetAddress.getAllByName(host));

    /**
     * All addresses of a host.
     *
     * @param host a name or a literal address; an IPv6 address may be in brackets
     * @throws UnknownHostException if it has none
     */
    List<InetAddress> addressesOf(String host) throws UnknownHostException;
}
