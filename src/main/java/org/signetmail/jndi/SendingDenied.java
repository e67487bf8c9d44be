package org.signetmail.jndi;

import org.signetmail.account.ExplainedException;

/** Whoever wants to send through a session may not, or no longer. Nobody gets the mail. */
final class SendingDenied extends ExplainedException {
    private static final long serialVersionUID = 1L;

    SendingDenied(String sentence) {
        super(sentence);
    }
}
