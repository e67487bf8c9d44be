package org.signetmail.signin;

import java.net.Inet4Address;
import java.net.InetAddress;
import java.util.Optional;
import org.signetmail.account.IpNetwork;

/**
 * Who tries to sign in, as far as that is known before the password is looked at.
 *
 * @param bucket under which its tries are counted
 * @param known whether it is a browser that has signed in before
 */
record ClientBucket(String bucket, boolean known) {
    /** A subscriber of IPv6 has at least a whole /64 (RFC 6177 section 2, RFC 7421): 2^64 addresses to try from. */
    private static final int SUBSCRIBER = 64;

    /**
     * A browser that has never signed in: counted by its IPv4 address or its IPv6 network.
     *
     * @param address empty where the server names none
     * @param text what the server names instead
     */
    static ClientBucket unknownBrowser(Optional<InetAddress> address, String text) {
        return new ClientBucket(address.map(ClientBucket::network).orElse(text), false);
    }

    static ClientBucket knownBrowser(String id) {
        return new ClientBucket(id, true);
    }

    /** A session in which the present password is typed once more: a stranger at the same address uses up none of its tries. */
    static ClientBucket signedIn(String session) {
        return new ClientBucket("session " + session, true);
    }

    private static String network(InetAddress address) {
        return address instanceof Inet4Address
                ? address.getHostAddress()
                : new IpNetwork(address, SUBSCRIBER).toString();
    }
}
