package org.signetmail.account;

import org.signetmail.text.Messages;

/**
 * A mail server that Signet may not connect to unless the operator lists it. The message is the same for every server,
 * which reveals nothing about the network.
 */
public final class RelayNotAllowed extends InvalidInput {
    private static final long serialVersionUID = 1L;

    public RelayNotAllowed() {
        super(Messages.text("account.relay.notAllowed", RelayAllowList.KEY));
    }
}
