package org.signetmail.net;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;

/** Finds the addresses of a host. */
@FunctionalInterface
public interface AddressResolver {
    /** By the resolver of the JVM, in the order in which it gives them. */
    AddressResolver SYSTEM = host -> List.of(InetAddress.getAllByName(host));

    /**
     * All addresses of a host.
     *
     * @param host a name, or a literal address; one of IPv6 may be in brackets
     * @throws UnknownHostException if it has none
     */
    List<InetAddress> addressesOf(String host) throws UnknownHostException;
}
