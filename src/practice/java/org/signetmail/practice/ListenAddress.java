package org.signetmail.practice;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;

/** Where the pages are served. */
record ListenAddress(InetAddress address, int port) {
    /**
     * @param host an address of this computer, or {@code 0.0.0.0} for all of them
     * @throws CannotStart if it is no address
     */
    static ListenAddress of(String host, int port) throws CannotStart {
        try {
            return new ListenAddress(InetAddress.getByName(host), port);
        } catch (UnknownHostException unknown) {
            throw new CannotStart(
                    "-Dsignet.address must be an address of this computer, or 0.0.0.0 for all of its addresses.");
        }
    }

    /** As Payara is told it: digits only, whatever was typed. */
    String literal() {
        return address.getHostAddress();
    }

    /** The address of the first page, as a browser on this computer opens it. */
    URI page() {
        String host = literal();
        if (address.isAnyLocalAddress() || host.equals("127.0.0.1")) {
            host = "localhost";
        } else if (address instanceof Inet6Address) {
            host = "[" + host + "]";
        }
        return URI.create("http://" + host + ":" + port + "/");
    }
}
