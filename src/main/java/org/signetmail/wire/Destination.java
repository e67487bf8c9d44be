package org.signetmail.wire;

import java.net.URI;
import org.signetmail.account.Trust;

/** Where a connection leads. */
record Destination(Trust trust, String host, int port) {
    private static final int HTTPS = 443;

    static Destination of(Trust trust, URI uri) {
        return new Destination(trust, uri.getHost(), uri.getPort() < 0 ? HTTPS : uri.getPort());
    }

    /** For a {@code CONNECT} and its {@code Host}. */
    String authority() {
        return host + ":" + port;
    }
}
