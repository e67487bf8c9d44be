package org.signetmail.signin;

import java.net.Inet4Address;
import java.net.InetAddress;
import java.util.Optional;
import org.signetmail.account.IpNetwork;

/**
 * The throttling bucket of a sign-in attempt, chosen before the password is checked.
 *
 * @param bucket key under which attempts are counted
 * @param known whether the browser has signed in before
 */
record ClientBucket(String bucket, boolean known) {
    /** Prefix length of an IPv6 subscriber, who has at least a /64 (RFC 6177 section 2, RFC 7421): 2^64 addresses. */
    private static final int SUBSCRIBER_PREFIX_LENGTH = 64;

    /**
     * Returns the bucket of a browser that has never signed in: its IPv4 address or IPv6 network.
     *
     * @param address empty if the server knows none
     * @param text the server's text for the remote address
     */
    static ClientBucket unknownBrowser(Optional<InetAddress> address, String text) {
        return new ClientBucket(address.map(ClientBucket::network).orElse(text), false);
    }

    static ClientBucket knownBrowser(String id) {
        return new ClientBucket(id, true);
    }

    /**
     * Returns the bucket of a session that confirms the present password: other clients at the same address use up none
     * of its attempts.
     */
    static ClientBucket signedIn(String session) {
        return new ClientBucket("session " + session, true);
    }

    private static String network(InetAddress address) {
        return address instanceof Inet4Address
                ? address.getHostAddress()
                : new IpNetwork(address, SUBSCRIBER_PREFIX_LENGTH).toString();
    }
}
