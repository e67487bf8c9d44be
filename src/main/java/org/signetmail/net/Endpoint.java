package org.signetmail.net;

import java.net.URI;
import org.signetmail.account.Trust;

/** Where a connection leads. */
record Endpoint(Trust trust, String host, int port) {
    private static final int HTTPS = 443;

    static Endpoint of(Trust trust, URI uri) {
        return new Endpoint(trust, uri.getHost(), uri.getPort() < 0 ? HTTPS : uri.getPort());
    }

    /** For a {@code CONNECT} and its {@code Host}. */
    String authority() {
        return host + ":" + port;
    }
}
