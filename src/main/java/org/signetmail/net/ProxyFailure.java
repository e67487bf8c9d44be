package org.signetmail.net;

import java.io.IOException;

/** The proxy could not be reached, or makes no tunnel. Never holds what Signet signs in with. */
final class ProxyFailure extends IOException {
    private static final long serialVersionUID = 1L;
    private static final int WANTS_SIGN_IN = 407;

    private final boolean answered;

    ProxyFailure(IOException notReached) {
        super(notReached);
        answered = false;
    }

    private ProxyFailure(String sentence) {
        super(sentence);
        answered = true;
    }

    /**
     * The proxy answered no.
     *
     * @param status what it answered to CONNECT
     * @param signedIn whether user and password were sent
     * @param takesBasic whether it takes them by Basic, as far as it says
     * @see <a href="https://www.rfc-editor.org/rfc/rfc9110#name-407-proxy-authentication-re">RFC 9110 section 15.5.8</a>
     */
    static ProxyFailure answered(int status, boolean signedIn, boolean takesBasic) {
        if (status != WANTS_SIGN_IN) {
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

    /** Whether this is the proxy's answer. Another address of the proxy would give the same. */
    boolean isAnswer() {
        return answered;
    }
}
