package org.signetmail.net;

import java.net.URI;
import org.signetmail.account.Trust;

/** Host and port of an https connection, and the trust its certificate is checked against. */
record Endpoint(Trust trust, String host, int port) {
    private static final int HTTPS = 443;

    static Endpoint of(Trust trust, URI uri) {
        return new Endpoint(trust, uri.getHost(), uri.getPort() < 0 ? HTTPS : uri.getPort());
    }

    /** Host and port, for {@code CONNECT} and its {@code Host} header. */
    String authority() {
        return host + ":" + port;
    }
}
