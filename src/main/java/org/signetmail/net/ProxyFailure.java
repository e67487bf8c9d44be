package org.signetmail.net;

import java.io.IOException;
import org.signetmail.text.Messages;

/** The proxy could not be reached or opened no tunnel. Never contains Signet's credentials. */
final class ProxyFailure extends IOException {
    private static final long serialVersionUID = 1L;
    private static final int AUTHENTICATION_REQUIRED = 407;

    private final boolean replied;

    ProxyFailure(IOException notReached) {
        super(notReached);
        replied = false;
    }

    private ProxyFailure(String sentence) {
        super(sentence);
        replied = true;
    }

    /**
     * The proxy refused the tunnel.
     *
     * @param status of the reply to CONNECT
     * @param signedIn whether a user name and password were sent
     * @param takesBasic whether its challenges include Basic, or it sent none
     * @see <a href="https://www.rfc-editor.org/rfc/rfc9110#name-407-proxy-authentication-re">RFC 9110 section 15.5.8</a>
     */
    static ProxyFailure ofReply(int status, boolean signedIn, boolean takesBasic) {
        if (status != AUTHENTICATION_REQUIRED) {
            return new ProxyFailure(Messages.text("net.proxy.refused", status));
        }
        if (!takesBasic) {
            return new ProxyFailure(Messages.text("net.proxy.notBasic"));
        }
        return new ProxyFailure(Messages.text(signedIn ? "net.proxy.login" : "net.proxy.noLogin"));
    }

    /** Whether the proxy replied. Another address of the same proxy would reply the same. */
    boolean isReply() {
        return replied;
    }
}
