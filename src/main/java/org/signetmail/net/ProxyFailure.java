package org.signetmail.net;

import java.io.IOException;

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
            return new ProxyFailure("The proxy makes no tunnel (" + status + ").");
        }
        if (!takesBasic) {
            return new ProxyFailure(
                    "The proxy asks for a sign-in other than Basic, the only one that Signet has (407).");
        }
        return new ProxyFailure(
                signedIn
                        ? "The proxy refused the user name and password of signet.proxy (407)."
                        : "The proxy asks for a password (407).");
    }

    /** Whether the proxy replied. Another address of the same proxy would reply the same. */
    boolean isReply() {
        return replied;
    }
}
