package org.signetmail.account;

/**
 * A mail server that Signet may not connect to unless the operator lists it. The message is the same for every server,
 * which reveals nothing about the network.
 */
public final class RelayNotAllowed extends InvalidInput {
    private static final long serialVersionUID = 1L;

    public RelayNotAllowed() {
        super(
                "Signet may not connect to this host and port. If they are right, the operator of this server can list them in "
                        + RelayAllowList.KEY + ".");
    }
}
