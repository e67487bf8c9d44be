package org.signetmail.net;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;
import org.signetmail.account.RelayAllowList;
import org.signetmail.account.RelayNotAllowed;
import org.signetmail.account.SmtpServer;

/**
 * Resolves a relay and checks its addresses against the allow-list. Connect to the addresses returned: a second
 * lookup of the name could yield others.
 */
public final class RelayLookup {
    private final RelayAllowList allowed;
    private final AddressResolver resolver;

    public RelayLookup(RelayAllowList allowed, AddressResolver resolver) {
        this.allowed = allowed;
        this.resolver = resolver;
    }

    /**
     * All addresses of the server.
     *
     * @throws RelayNotAllowed if one of them, or the port, is not allowed
     * @throws UnknownHostException if it has no address
     */
    public List<InetAddress> addressesOf(SmtpServer server) throws UnknownHostException {
        if (!allowed.allowsPort(server.port())) {
            throw new RelayNotAllowed();
        }
        List<InetAddress> found = List.copyOf(resolver.addressesOf(server.host()));
        if (!allowed.allows(server, found)) {
            throw new RelayNotAllowed();
        }
        return found;
    }
}
