package org.signetmail.account;

import java.net.InetSocketAddress;
import java.net.URI;
import java.util.Optional;

/**
 * The HTTP proxy that calls to Entra and Graph go through ({@code signet.proxy}), if there is one.
 *
 * @param address unresolved, so that the name is looked up when it is used
 */
public record OutboundProxy(Optional<InetSocketAddress> address) {
    public static final OutboundProxy NONE = new OutboundProxy(Optional.empty());

    /** From {@code http://host:port}. */
    public static OutboundProxy at(URI uri) {
        if (!"http".equals(uri.getScheme()) || uri.getHost() == null || uri.getPort() < 1) {
            throw new Unacceptable("signet.proxy is http://host:port.");
        }
        return new OutboundProxy(Optional.of(InetSocketAddress.createUnresolved(uri.getHost(), uri.getPort())));
    }
}
