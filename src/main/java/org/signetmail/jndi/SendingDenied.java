package org.signetmail.jndi;

import org.signetmail.account.ExplainedException;

/** Thrown if a session may not be used to send, or no longer. The message was sent to no recipient. */
final class SendingDenied extends ExplainedException {
    private static final long serialVersionUID = 1L;

    SendingDenied(String sentence) {
        super(sentence);
    }
}
